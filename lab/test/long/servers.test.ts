import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import {
  compareStored,
  type LabServer,
  type Profile,
  SERVER_NAMES,
  type ServerName,
} from "../../src/mod.ts";
import { startOrSkip } from "../lab.ts";
import { Client } from "../raw-client.ts";

/** The sorted keywords of the EHLO reply in clear text on `plain` and, if it exists, on `bare`. */
const KEYWORDS: Readonly<Record<ServerName, { plain: string; bare?: string }>> = {
  postfix: {
    plain:
      "8BITMIME AUTH CHUNKING DSN ENHANCEDSTATUSCODES ETRN PIPELINING SIZE SMTPUTF8 STARTTLS VRFY",
    bare: "",
  },
  exim: {
    plain: "8BITMIME AUTH CHUNKING DSN HELP PIPELINING SIZE SMTPUTF8 STARTTLS",
    bare: "8BITMIME HELP SIZE",
  },
  sendmail: {
    plain:
      "8BITMIME AUTH DELIVERBY DSN ENHANCEDSTATUSCODES ETRN EXPN HELP PIPELINING SIZE STARTTLS VERB",
    bare: "8BITMIME DELIVERBY ENHANCEDSTATUSCODES HELP SIZE",
  },
  opensmtpd: {
    plain: "8BITMIME DSN ENHANCEDSTATUSCODES HELP SIZE",
    bare: "8BITMIME ENHANCEDSTATUSCODES HELP SIZE",
  },
  dovecot: {
    plain: "8BITMIME AUTH BURL CHUNKING ENHANCEDSTATUSCODES PIPELINING SIZE STARTTLS",
    bare: "8BITMIME AUTH BURL CHUNKING ENHANCEDSTATUSCODES PIPELINING SIZE",
  },
  chasquid: { plain: "8BITMIME ENHANCEDSTATUSCODES HELP PIPELINING SIZE SMTPUTF8 STARTTLS" },
  qpsmtpd: {
    plain: "8BITMIME AUTH PIPELINING SIZE STARTTLS",
    bare: "8BITMIME PIPELINING SIZE",
  },
  haraka: {
    plain: "8BITMIME AUTH PIPELINING SIZE SMTPUTF8 STARTTLS",
    bare: "8BITMIME PIPELINING SIZE",
  },
  aiosmtpd: { plain: "8BITMIME AUTH HELP SIZE SMTPUTF8 STARTTLS", bare: "AUTH HELP" },
  "smtp-server": {
    plain: "8BITMIME AUTH DSN ENHANCEDSTATUSCODES PIPELINING SIZE SMTPUTF8 STARTTLS",
    bare: "",
  },
  "smtp-sink": {
    plain: "8BITMIME AUTH DSN ENHANCEDSTATUSCODES PIPELINING XCLIENT XFORWARD",
    bare: "",
  },
};

const offers = (name: ServerName, keyword: string): boolean =>
  KEYWORDS[name].plain.split(" ").includes(keyword);

/** Where a server accepts the login, if not on `plain` in clear text. */
const LOGIN: { readonly [Name in ServerName]?: Profile | "nowhere" } = {
  chasquid: "authRequired",
  opensmtpd: "nowhere",
  "smtp-sink": "nowhere",
};

const plainAuth = ({ credentials: { user, pass } }: LabServer): string =>
  `AUTH PLAIN ${Buffer.from(`\0${user}\0${pass}`).toString("base64")}`;

/** Sends EHLO, and authenticates if nothing is accepted before. */
async function greet(client: Client, server: LabServer): Promise<void> {
  await client.command("EHLO client.test");
  if (server.name === "dovecot") await client.command(plainAuth(server));
}

const keywordsOf = (reply: string): string =>
  reply
    .split("\r\n")
    .slice(1)
    .map((line) => line.slice(4).split(" ")[0] ?? "")
    .filter((keyword) => keyword !== "")
    .sort()
    .join(" ");

const message = (subject: string, ...lines: readonly string[]): string =>
  `${[
    `Subject: ${subject}`,
    "From: <sender@example.test>",
    // Some servers add these fields if they are missing.
    "Date: Tue, 24 Nov 2026 12:00:00 +0000",
    `Message-ID: <${subject.replaceAll(" ", "-")}@example.test>`,
    "",
    ...lines,
  ].join("\r\n")}\r\n`;

/** Returns the processes with the server's folder in their arguments, environment or working directory. */
function processesOf(server: LabServer): string[] {
  if (process.platform !== "linux") return [];
  const folder = dirname(server.caFile);
  return readdirSync("/proc").filter((pid) =>
    ["cmdline", "environ"].some((file) => {
      try {
        return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/${file}`, "latin1").includes(folder);
      } catch {
        return false;
      }
    }),
  );
}

/** Fails if a process listens on the port. */
async function bind(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}

describe.each(SERVER_NAMES)("%s", (name) => {
  test("offers what it should on plain and bare", async (context) => {
    await using server = await startOrSkip(context, name);
    for (const profile of ["plain", "bare"] as const) {
      if (server.ports[profile] === undefined) continue;
      await using client = await Client.connect(server, profile);
      expect(keywordsOf(await client.command("EHLO client.test"))).toBe(KEYWORDS[name][profile]);
    }
  });

  test("stores messages octet for octet, in order, one copy for each recipient", async (context) => {
    await using server = await startOrSkip(context, name);
    await using client = await Client.connect(server);
    await greet(client, server);
    const first = message("first", "From the start", ".", "..dots", "", `${"x".repeat(990)}`, "");
    const second = message("second", "");
    expect(await client.send(first, "test@lab.test", "second@lab.test")).toMatch(/^250/);
    expect(await client.send(second, "third@lab.test")).toMatch(/^250/);
    const stored = await server.messages();
    expect(stored.map(({ recipient }) => recipient).sort()).toEqual([
      "second@lab.test",
      "test@lab.test",
      "third@lab.test",
    ]);
    expect(stored.at(-1)?.recipient).toBe("third@lab.test");
    for (const { recipient, raw } of stored) {
      const sent = Buffer.from(recipient === "third@lab.test" ? second : first);
      expect(compareStored(sent, raw)).toMatchObject({ equal: true });
    }
    await server.clearMessages();
    expect(await server.messages()).toEqual([]);
  });

  test("keeps twenty messages in order of arrival", async (context) => {
    await using server = await startOrSkip(context, name);
    await using client = await Client.connect(server);
    await greet(client, server);
    const subjects = Array.from({ length: 20 }, (_, index) => `number ${index}`);
    for (const subject of subjects) await client.send(message(subject, ""), "test@lab.test");
    const stored = (await server.messages()).map(({ raw }) => Buffer.from(raw).toString());
    expect(stored.map((text) => /^Subject: (.*?)\r?$/m.exec(text)?.[1])).toEqual(subjects);
  });

  test("takes a message of more than 20 MB", async (context) => {
    await using server = await startOrSkip(context, name);
    await using client = await Client.connect(server);
    await greet(client, server);
    const large = message("large", `${"0123456789".repeat(7)}\r\n`.repeat(300_000));
    expect(large.length).toBeGreaterThan(20 * 2 ** 20);
    expect(await client.send(large, "test@lab.test")).toMatch(/^250/);
    const [stored] = await server.messages();
    expect(compareStored(Buffer.from(large), stored?.raw ?? Buffer.of())).toMatchObject({
      equal: true,
    });
  });

  test("ends without a trace, and two at once do not meet", async (context) => {
    await using server = await startOrSkip(context, name);
    const other = await startOrSkip(context, name);
    await using client = await Client.connect(other);
    await greet(client, server);
    await client.send(message("for the other", ""), "test@lab.test");
    expect(processesOf(other)).not.toEqual([]);
    await other.stop();
    await other.stop();
    expect(processesOf(other)).toEqual([]);
    expect(() => readdirSync(dirname(other.caFile))).toThrow("ENOENT");
    for (const port of Object.values(other.ports)) await bind(port);

    await using still = await Client.connect(server);
    expect(await still.command("EHLO client.test")).toMatch(/^250/);
    expect(await server.messages()).toEqual([]);
  });
});

/** Servers with separate mailboxes: smtp-sink accepts every recipient. */
describe.each(SERVER_NAMES.filter((name) => name !== "smtp-sink"))("%s", (name) => {
  test("refuses an unknown recipient, and one elsewhere without AUTH", async (context) => {
    await using server = await startOrSkip(context, name);
    await using client = await Client.connect(server);
    await greet(client, server);
    await client.command("MAIL FROM:<sender@example.test>");
    expect(await client.command("RCPT TO:<no-such-user@lab.test>")).toMatch(/^5/);
    if (name === "dovecot") return;
    expect(await client.command("RCPT TO:<someone@example.test>")).toMatch(/^5/);
  });
});

describe.each(SERVER_NAMES.filter((name) => LOGIN[name] === undefined))("%s", (name) => {
  test("takes mail for elsewhere from its account, and keeps none of it", async (context) => {
    await using server = await startOrSkip(context, name);
    await using client = await Client.connect(server);
    await client.command("EHLO client.test");
    expect(await client.command(plainAuth(server))).toMatch(/^235/);
    await client.command("MAIL FROM:<sender@example.test>");
    expect(await client.command("RCPT TO:<someone@example.test>")).toMatch(/^250/);
    await client.command("DATA");
    expect(await client.command(`${message("elsewhere", "")}.`)).toMatch(/^250/);
    expect(await server.messages()).toEqual([]);
  });
});

describe.each(SERVER_NAMES.filter((name) => offers(name, "SMTPUTF8")))("%s", (name) => {
  test("delivers to an address that needs SMTPUTF8", async (context) => {
    await using server = await startOrSkip(context, name);
    await using client = await Client.connect(server);
    await client.command("EHLO client.test");
    await client.command("MAIL FROM:<sender@example.test> SMTPUTF8");
    expect(await client.command("RCPT TO:<jörg@lab.test>")).toMatch(/^250/);
    await client.command("DATA");
    expect(await client.command(`${message("utf8", "")}.`)).toMatch(/^250/);
    expect(await server.messages()).toMatchObject([{ recipient: "jörg@lab.test" }]);
  });
});

describe.each(SERVER_NAMES.filter((name) => LOGIN[name] !== "nowhere"))("%s", (name) => {
  test("verifies as localhost over STARTTLS and knows its account alone", async (context) => {
    await using server = await startOrSkip(context, name);
    const { user, pass } = server.credentials;
    for (const [given, code] of [
      [pass, /^235/],
      ["wrong", /^535/],
    ] as const) {
      const login = LOGIN[name];
      await using client = await Client.connect(server, login === "nowhere" ? "plain" : login);
      await client.command("EHLO client.test");
      await client.startTls(server);
      await client.command("EHLO client.test");
      const response = Buffer.from(`\0${user}\0${given}`).toString("base64");
      expect(await client.command(`AUTH PLAIN ${response}`)).toMatch(code);
    }
  });

  test.skipIf(name === "qpsmtpd")("serves implicit TLS as localhost", async (context) => {
    await using server = await startOrSkip(context, name);
    await using client = await Client.connect(server, "implicit");
    expect(await client.command("EHLO client.test")).toMatch(/^250.AUTH/m);
  });
});
