/** `parley explain`: a reply from the command line or a pipe. */
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { flat, parley } from "./support/parley.ts";

const REPLY = "502 5.5.1 Command not implemented";

it("explains a reply to people", async () => {
  const { code, stdout } = await parley(["explain", REPLY]);
  expect(code).toBe(0);
  for (const part of ["What happened", "Who acts", "Sender", "502", "5.5.1", "x0z"]) {
    expect(stdout).toMatch(new RegExp(`^${part} +\\S`, "m"));
  }
  expect(stdout.indexOf("Sender")).toBeLessThan(stdout.indexOf("502"));
  expect(flat(stdout)).toContain("Permanent negative completion");
});

it("says what Parley does when the command is given", async () => {
  const { stdout } = await parley(["explain", REPLY, "--command", "BDAT 100"]);
  expect(stdout).toMatch(/^Reaction +Parley sends the message with DATA over a new connection\.$/m);
});

it("gives the explanation of the API as JSON", async () => {
  const { stdout } = await parley(["explain", REPLY, "--command", "AUTH PLAIN", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    explains: "reply",
    type: "permanent negative completion",
    reply: { code: 502, enhanced: "5.5.1" },
    command: "AUTH",
    advice: { sender: expect.any(String) },
    meaning: {
      kind: "auth-method-disabled",
      responsible: expect.any(String),
      temporary: false,
      retry: expect.any(String),
      certainty: "sure",
      evidence: { stage: "auth", row: expect.any(String) },
    },
  });
});

it("reads a reply of several lines from standard input", async () => {
  const input = "550-5.1.1 No such user here.\r\n550 5.1.1 Check the address.\r\n";
  const { code, stdout } = await parley(["explain", "--json"], { input });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ reply: { code: 550, lines: { length: 2 } } });
});

it("repeats no secret of the command", async () => {
  const secret = Buffer.from("\0ann\0a secret").toString("base64");
  const args = ["explain", "535 5.7.8 No", "--command", `AUTH PLAIN ${secret}`, "--json"];
  expect((await parley(args)).stdout).not.toContain(secret);
});

it("exits with 2 where there is no reply", async () => {
  const { code, stderr } = await parley(["explain", "hello"]);
  expect(code).toBe(2);
  expect(stderr).toContain("No SMTP reply and no connection error was found");
});

it.each(["SMTP Error 502: Command Not Implemented", "Der SMTP-Fehler 502"])(
  "explains %s",
  async (text) => {
    const { code, stdout } = await parley(["explain", text]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^502 +\S/m);
  },
);

it("names HTTP 502 as HTTP", async () => {
  const { code, stdout } = await parley(["explain", "502 Bad Gateway"]);
  expect(code).toBe(0);
  expect(flat(stdout)).toContain("502 is an HTTP status here");
});

it("explains an error that is no reply", async () => {
  const { stdout } = await parley(["explain", "Error: connect ECONNREFUSED 127.0.0.1:587"]);
  expect(flat(stdout)).toContain("Nothing listens on this port");
});

const LOG = ["ann", "bob", "eve"]
  .map(
    (name) =>
      `Jan 12 10:00:00 mail postfix/smtp[1]: 3F1B: to=<${name}@example.org>, relay=mx.example.org[192.0.2.4]:25, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.4] said: 550 5.1.1 No such user (in reply to RCPT TO command))`,
  )
  .concat(
    "Jan 12 10:00:01 mail postfix/smtp[1]: 3F1C: to=<kim@example.org>, relay=mx.example.org[192.0.2.4]:25, dsn=4.2.2, status=deferred (host mx.example.org[192.0.2.4] said: 452 4.2.2 Mailbox full (in reply to RCPT TO command))",
  )
  .join("\n");

it("groups and counts the replies of a log, the worst first", async () => {
  const { stdout } = await parley(["explain"], { input: LOG });
  expect(stdout).toMatch(/^Found 4: 2 different, the worst first\.$/m);
  expect(stdout).toMatch(/^3 x +550 5\.1\.1 No such user$/m);
  expect(flat(stdout)).toContain("ann@example.org, bob@example.org, eve@example.org");
  expect(stdout.indexOf("3 x")).toBeLessThan(stdout.indexOf("1 x"));
});

it("says of each group what it means, who has to act and what to do", async () => {
  const { stdout } = await parley(["explain"], { input: LOG });
  const [, unknown = "", full = ""] = stdout.split(/^\d x .*$/m);
  expect(unknown).toMatch(/^What happened +The server knows no such recipient address\.$/m);
  expect(full).toMatch(/^What happened +The recipient's mailbox is full\.$/m);
  expect(full).toMatch(/^Who acts +The recipient has to act\.$/m);
});

it.each([
  ["a log of another program", LOG],
  ["a session of an unknown program", "C: RCPT TO:<a@example.org>\nS: 550 5.1.1 No such user\n"],
])("does not say what Parley does of %s", async (_what, input) => {
  const { stdout } = await parley(["explain"], { input });
  expect(stdout).toMatch(/^Command +RCPT/m);
  expect(stdout).not.toMatch(/^Reaction/m);
});

it("gives words without a code a meaning, but does not say whether it is temporary", async () => {
  const input = "to=<ann@example.org>, status=bounced (mailbox is full)";
  const args = ["explain", "--json"];
  const { findings } = JSON.parse((await parley(args, { input: `${LOG}\n${input}` })).stdout) as {
    findings: { found: { kind: string }; meaning?: object }[];
  };
  for (const { found, meaning } of findings) {
    if (found.kind === "wording") expect(meaning).not.toHaveProperty("temporary");
    else
      expect(meaning).toMatchObject({ kind: expect.any(String), temporary: expect.any(Boolean) });
  }
});

it("gives the groups as JSON", async () => {
  const { stdout } = await parley(["explain", "--json"], { input: LOG });
  expect(JSON.parse(stdout)).toMatchObject({
    explains: "text",
    findings: [
      {
        count: 3,
        title: "550 5.1.1 No such user",
        recipients: { length: 3 },
        servers: ["mx.example.org"],
        origins: ["Postfix"],
        explanation: { reply: { code: 550 }, command: "RCPT" },
        meaning: { kind: "mailbox-unknown", responsible: "sender" },
      },
      { count: 1, found: { reply: { code: 452 }, recipient: "kim@example.org" } },
    ],
  });
});

const BOUNCE = fileURLToPath(new URL("../../mime/test/report/eml/postfix.eml", import.meta.url));

it("reads a bounce from a file", async () => {
  const { code, stdout } = await parley(["explain", BOUNCE, "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    findings: [
      {
        recipients: ["ann+news@example.org"],
        servers: ["mx.example.org"],
        explanation: { reply: { code: 550 } },
        meaning: { kind: "mailbox-unknown" },
      },
      {
        recipients: ["bob@example.net"],
        explanation: { reply: { code: 552 } },
        meaning: { kind: "mailbox-full" },
      },
    ],
  });
});

it("repeats no credentials of a session", async () => {
  const secret = Buffer.from("\0ann\0a secret").toString("base64");
  const input = `C: AUTH PLAIN ${secret}\nS: 535 5.7.8 Cannot log in with ${secret.slice(0, 3)}\n`;
  const { stdout } = await parley(["explain", "--json"], { input });
  expect(JSON.parse(stdout)).toMatchObject({ reply: { code: 535 }, command: "AUTH" });
  expect(stdout).not.toContain(secret);
});
