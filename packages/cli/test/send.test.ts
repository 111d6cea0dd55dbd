/** `parley send` with real sockets: what is sent, what is printed, and the exit code. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { expect, it, vi } from "vitest";
import { command, end, flat, parley, start } from "./support/parley.ts";
import { file, MESSAGE, plainServer, serve, withUsers } from "./support/server.ts";

const to = (...addresses: readonly string[]): string[] => [
  "--from",
  "ann@example.com",
  ...addresses.flatMap((address) => ["--to", address]),
];

it("sends a file and exits with 0", async () => {
  const server = await serve();
  const { code, stdout, stderr } = await parley([
    ...["send", server.url, file("mail.eml", MESSAGE)],
    ...to("bob@example.net", "eve@example.org"),
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("Accepted for bob@example.net and eve@example.org");
  expect(server.messages).toMatchObject([
    { from: "ann@example.com", to: ["bob@example.net", "eve@example.org"], raw: MESSAGE },
  ]);
});

it("prints the Message-ID, which the server's log has too", async () => {
  const server = await serve();
  const mail = file("mail.eml", `Message-ID: <1@example.com>\r\n${MESSAGE}`);
  const args = ["send", server.url, mail, ...to("bob@example.net")];
  expect((await parley(args)).stdout).toContain("Message-ID: <1@example.com>\n");
  expect(JSON.parse((await parley([...args, "--json"])).stdout)).toMatchObject({
    messageId: "<1@example.com>",
  });
});

it("sends what comes by standard input", async () => {
  const server = await serve();
  const { code } = await parley(["send", server.url, "-", ...to("bob@example.net")], {
    input: MESSAGE,
  });
  expect(code).toBe(0);
  expect(server.messages[0]?.raw).toBe(MESSAGE);
});

it.each(["file", "standard input"])("sends a message of 20 MB from a %s", async (source) => {
  const server = await serve({
    ...plainServer,
    capabilities: ["CHUNKING", "PIPELINING", "8BITMIME"],
  });
  const line = `${"0123456789".repeat(7)}\r\n`;
  const large = MESSAGE + line.repeat(Math.ceil(20_000_000 / line.length));
  const path = source === "file" ? file("large.eml", large) : "-";
  const { code, stdout } = await parley(
    ["send", server.url, path, ...to("bob@example.net"), "--json"],
    { input: source === "file" ? "" : large },
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ octets: large.length });
  const hash = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");
  expect(hash(server.messages[0]?.content ?? "")).toBe(hash(large));
});

it("ends at once when the message is refused early, though its source has no end", async () => {
  const server = await serve({
    ...plainServer,
    refuse: [{ recipient: "*", reply: "550 5.1.1 No such user" }],
  });
  const args = [...command, "send", server.url, "-", ...to("bob@example.net")];
  const child = spawn("sh", ["-c", 'yes "Subject: Hi" | "$0" "$@"', ...args]);
  expect((await end(child)).code).toBe(1);
});

it("sends with the null reverse-path", async () => {
  const server = await serve();
  const args = ["send", server.url, "-", "--from", "<>", "--to", "bob@example.net"];
  expect((await parley(args, { input: MESSAGE })).code).toBe(0);
  expect(server.messages[0]?.from).toBe("");
});

it("logs in over verified TLS with the password of the environment", async () => {
  const server = await withUsers({ "ann@example.com": "a secret" });
  const { code } = await parley(
    [
      ...["send", server.url, "-", "--ca", server.ca, "--user", "ann@example.com"],
      ...to("bob@example.net"),
    ],
    { input: MESSAGE, env: { PARLEY_PASSWORD: "a secret" } },
  );
  expect(code).toBe(0);
  expect(server.messages[0]).toMatchObject({ tls: true, user: "ann@example.com" });
});

it("logs in by CRAM-MD5 where the server knows nothing else", async () => {
  const server = await withUsers({ ann: "a secret" }, { capabilitiesTls: ["AUTH CRAM-MD5"] });
  const { code } = await parley(
    ["send", server.url, "-", "--insecure", "--user", "ann", ...to("bob@example.net")],
    { input: MESSAGE, env: { PARLEY_PASSWORD: "a secret" } },
  );
  expect(code).toBe(0);
  expect(server.messages[0]?.user).toBe("ann");
});

it("prints the receipt as JSON, with the ways that were taken instead", async () => {
  const server = await serve({
    ...plainServer,
    answers: [{ to: "MAIL", when: { parameter: "SIZE" }, reply: "502 5.3.3 Not implemented" }],
  });
  const { code, stdout } = await parley(
    ["send", server.url, "-", ...to("bob@example.net"), "--json"],
    { input: MESSAGE },
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    accepted: [{ address: "bob@example.net", outcome: "accepted" }],
    rejected: [],
    fallbacks: [{ feature: "TLS" }, { feature: "SIZE", reply: { code: 502 } }],
    server: { host: "127.0.0.1", port: server.port, tls: false },
  });
});

it("exits with 1 when everybody was refused, and prints the error as JSON", async () => {
  const server = await serve({
    ...plainServer,
    refuse: [{ recipient: "*", reply: "550 5.1.1 No such user" }],
  });
  const { code, stdout, stderr } = await parley(
    ["send", server.url, "-", ...to("bob@example.net"), "--json"],
    { input: MESSAGE },
  );
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    name: "SmtpError",
    code: "RECIPIENTS_REFUSED",
    retry: "never",
    recipients: [{ address: "bob@example.net", outcome: "rejected", reply: { code: 550 } }],
  });
  expect(stderr).toContain("550 5.1.1 No such user");
});

it("exits with 1 when something required is not available", async () => {
  const server = await serve();
  const { code, stderr } = await parley(
    ["send", server.url, "-", ...to("bob@example.net"), "--require", "chunking"],
    { input: MESSAGE },
  );
  expect(code).toBe(1);
  expect(stderr).toContain("cannot do what is required: CHUNKING");
  expect(server.messages).toEqual([]);
});

it("exits with 3 when nothing listens there", async () => {
  const server = await serve();
  await server.close();
  const { code, stderr } = await parley(["send", server.url, "-", ...to("bob@example.net")], {
    input: MESSAGE,
  });
  expect(code).toBe(3);
  expect(stderr).toContain("refused the connection");
  expect(stderr).toContain("Not sent to bob@example.net");
});

it("exits with 3 when the certificate is not trusted, and says what to do", async () => {
  const server = await withUsers({ ann: "a secret" });
  const { code, stderr } = await parley(
    ["send", server.url, "-", ...to("bob@example.net"), "--user", "ann"],
    { input: MESSAGE, env: { PARLEY_PASSWORD: "a secret" } },
  );
  expect(code).toBe(3);
  expect(stderr).toContain("pass its certificate as --ca");
  expect(server.messages).toEqual([]);
});

it("takes any certificate with --insecure", async () => {
  const server = await withUsers({ ann: "a secret" });
  const { code } = await parley(
    ["send", server.url, "-", ...to("bob@example.net"), "--user", "ann", "--insecure"],
    { input: MESSAGE, env: { PARLEY_PASSWORD: "a secret" } },
  );
  expect(code).toBe(0);
});

it("exits with 4 when the connection was lost after the last octet", async () => {
  const server = await serve({ ...plainServer, answers: [{ to: "CONTENT", close: "before" }] });
  const { code, stdout } = await parley(
    ["send", server.url, "-", ...to("bob@example.net"), "--json"],
    { input: MESSAGE },
  );
  expect(code).toBe(4);
  expect(JSON.parse(stdout)).toMatchObject({
    code: "OUTCOME_UNKNOWN",
    recipients: [{ outcome: "unknown" }],
  });
});

it("exits with 5 when some recipients were refused, and names them", async () => {
  const server = await serve({
    ...plainServer,
    refuse: [{ recipient: "eve@*", reply: "450 4.2.1 Busy" }],
  });
  const { code, stdout } = await parley(
    ["send", server.url, "-", ...to("bob@example.net", "eve@example.org")],
    { input: MESSAGE },
  );
  expect(code).toBe(5);
  expect(stdout).toContain("Accepted for bob@example.net");
  expect(flat(stdout)).toContain(
    'Rejected temporarily for eve@example.org, answered "450 4.2.1 Busy"',
  );
});

it("sends to nobody when one is refused and --partial refuse asks for all or none", async () => {
  const server = await serve({
    ...plainServer,
    refuse: [{ recipient: "eve@*", reply: "550 5.1.1 No such user" }],
  });
  const { code } = await parley(
    [
      ...["send", server.url, "-", "--partial", "refuse"],
      ...to("bob@example.net", "eve@example.org"),
    ],
    { input: MESSAGE },
  );
  expect(code).toBe(1);
  expect(server.messages).toEqual([]);
});

it("stops on Ctrl-C and reports the message's outcome", async () => {
  const server = await serve({ ...plainServer, answers: [{ to: "DATA", silence: true }] });
  const child = start(
    ["send", server.url, "-", ...to("bob@example.net"), "--verbose", "--avoid", "PIPELINING"],
    { input: MESSAGE },
  );
  child.stderr.on("data", (text: string) => {
    if (text.includes("C: DATA")) child.kill("SIGINT");
  });
  const { code, stderr } = await end(child);
  expect(code).toBe(130);
  expect(stderr).toContain("Not sent to bob@example.net");
});

it("exits with 4 when Ctrl-C comes after the last octet", async () => {
  const server = await serve({ ...plainServer, answers: [{ to: "CONTENT", silence: true }] });
  const child = start(["send", server.url, "-", ...to("bob@example.net")], { input: MESSAGE });
  const ended = end(child);
  await vi.waitFor(() => expect(server.messages).toHaveLength(1));
  child.kill("SIGINT");
  const { code, stderr } = await ended;
  expect(code).toBe(4);
  expect(stderr).toContain("Unknown for bob@example.net");
});

it("shows the conversation on standard error with --verbose, without the password", async () => {
  const server = await withUsers({ "ann@example.com": "a secret" });
  const { stdout, stderr } = await parley(
    [
      ...["send", server.url, "-", "--ca", server.ca, "--user", "ann@example.com", "--verbose"],
      ...[...to("bob@example.net"), "--json"],
    ],
    { input: MESSAGE, env: { PARLEY_PASSWORD: "a secret" } },
  );
  expect(JSON.parse(stdout)).toMatchObject({ server: { tls: true } });
  expect(stderr).toMatch(/S: 220 .*C: EHLO .*C: STARTTLS.*TLS is on.*C: AUTH PLAIN \*\*\*/s);
  expect(flat(stderr)).toContain("C: MAIL FROM:<ann@example.com>");
});

it("gives a name for EHLO and obeys wishes", async () => {
  const server = await serve();
  await parley(
    [
      ...["send", server.url, "-", "--name", "client.example.com", "--avoid", "size"],
      ...to("bob@example.net"),
    ],
    { input: MESSAGE },
  );
  expect(server.transcript()).toContain("C: EHLO client.example.com");
  expect(server.transcript()).not.toContain("SIZE=");
});

it("gives up after the seconds of --timeout", async () => {
  const server = await serve({ ...plainServer, answers: [{ to: "GREETING", silence: true }] });
  const { code, stderr } = await parley(
    ["send", server.url, "-", ...to("bob@example.net"), "--timeout", "0.2"],
    { input: MESSAGE },
  );
  expect(code).toBe(3);
  expect(stderr).toContain("200 ms that `timeouts.total` allows");
});

it("asks for notifications, a deadline and more in a few words", async () => {
  const server = await serve({
    ...plainServer,
    capabilities: ["DSN", "DELIVERBY 60", "FUTURERELEASE 9999 2040-01-01T00:00:00Z", "MT-PRIORITY"],
  });
  const { code } = await parley(
    [
      ...["send", server.url, "-", ...to("bob@example.net"), "--dsn", "failure,headers,envid=47"],
      ...["--deliver-by", "3600,notify,trace", "--hold", "600", "--priority", "-3"],
    ],
    { input: MESSAGE },
  );
  expect(code).toBe(0);
  expect(server.messages[0]?.parameters).toEqual({
    mail: ["RET=HDRS", "ENVID=47", "BY=3600;NT", "HOLDFOR=600", "MT-PRIORITY=-3"],
    rcpt: [["NOTIFY=FAILURE"]],
  });
});

it("sends nothing without a required option, and sends without one that is only preferred", async () => {
  const server = await serve();
  const args = ["send", server.url, "-", ...to("bob@example.net"), "--dsn", "never"];
  const required = await parley(args, { input: MESSAGE });
  expect(required.code).toBe(1);
  expect(flat(required.stderr)).toContain("DSN (the server does not offer it)");
  expect(server.messages).toEqual([]);
  const preferred = await parley([...args, "--prefer", "DSN"], { input: MESSAGE });
  expect(preferred.code).toBe(0);
  expect(flat(preferred.stdout)).toContain("sent without wishes for delivery status notifications");
  expect(server.messages).toHaveLength(1);
});

it.each([
  [["--dsn", "sometimes"], "--dsn takes never"],
  [["--dsn", "never,failure"], "--dsn takes never"],
  [["--deliver-by", "soon"], "--deliver-by takes seconds"],
  [["--priority", "12"], "`priority` must be a whole number from -9 to 9"],
])("says what is wrong with %s, and sends nothing", async (flags, sentence) => {
  const server = await serve();
  const args = ["send", server.url, "-", ...to("bob@example.net"), ...flags];
  const { code, stderr } = await parley(args, { input: MESSAGE });
  expect(code).toBe(2);
  expect(flat(stderr)).toContain(sentence);
  expect(server.messages).toEqual([]);
});
