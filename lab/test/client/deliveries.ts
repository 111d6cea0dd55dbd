/** Sends messages of every kind to one server, one after the other, and returns the outcome of each. */
import {
  createMailer,
  type Mailer,
  type NodeOptions,
  type Receipt,
  type Reply,
  SmtpError,
} from "@parley-smtp/node-socket";
import { compareStored, type LabServer, type ServerName } from "../../src/mod.ts";
import { steady } from "../../src/record/compare.ts";

/** The outcome of one message, in the form of docs/seen. */
export interface Delivery {
  /** The kind of message, and how it went. */
  readonly message: string;
  /** `as sent`, `re-encoded`, or the code of the error. */
  readonly became: string;
  readonly roundTrips?: number;
  /** The literal reply that the server refused it with. */
  readonly reply?: string;
}

interface Kind {
  readonly name: string;
  readonly to: readonly string[];
  readonly body: string;
  /** Over a connection of its own, with these options. */
  readonly alone?: Partial<NodeOptions>;
}

const BOX = "test@lab.test";
const NOBODY = "no-such-user@lab.test";
const hello = ".dot\r\n..\r\nHello.\r\n";
const long = `${"0123456789".repeat(7)}\r\n`;

const KINDS: readonly Kind[] = [
  { name: "plain", to: [BOX], body: hello },
  { name: "plain, kept connection", to: [BOX], body: hello },
  {
    name: "many recipients",
    to: [BOX, "second@lab.test", "third@lab.test", NOBODY],
    body: hello,
  },
  { name: "8-bit", to: [BOX], body: "Grüße aus der Straße.\r\n" },
  { name: "SMTPUTF8", to: ["jörg@lab.test"], body: hello },
  { name: "large (1 MiB)", to: [BOX], body: long.repeat(14_564) },
  {
    name: "one command per flight",
    to: [BOX],
    body: hello,
    alone: { features: { PIPELINING: "avoid" } },
  },
  { name: "by DATA", to: [BOX], body: hello, alone: { features: { CHUNKING: "avoid" } } },
];

/** The message as octets; nothing is left to add for a server that adds what is missing. */
function rawOf({ name, body }: Kind): Uint8Array {
  const head = [
    "From: <ann@lab.test>",
    `Subject: ${name}`,
    "Date: Tue, 24 Nov 2026 12:00:00 +0000",
    `Message-ID: <${name.replaceAll(/\W+/g, "-")}@lab.test>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    `Content-Transfer-Encoding: ${name === "8-bit" ? "8bit" : "7bit"}`,
  ];
  return new TextEncoder().encode(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** Sends every kind of message, most over one kept connection, and looks into the mailboxes. */
export async function deliveries(server: LabServer, options: NodeOptions): Promise<Delivery[]> {
  await server.clearMessages();
  const told: { kind: Kind; raw: Uint8Array; result: Receipt | SmtpError }[] = [];
  await using shared = createMailer(options);
  for (const kind of KINDS) {
    const raw = rawOf(kind);
    if (!kind.alone) told.push({ kind, raw, result: await sendTo(shared, kind, raw) });
    else {
      const features = { ...options.features, ...kind.alone.features };
      await using mailer = createMailer({ ...options, ...kind.alone, features });
      told.push({ kind, raw, result: await sendTo(mailer, kind, raw) });
    }
  }
  const stored = await server.messages();
  return told.map(({ kind, raw, result }) => {
    const { name: message } = kind;
    if (SmtpError.is(result)) {
      const { code, reply } = result;
      return { message, became: code, ...(reply ? { reply: literal(reply, server.name) } : {}) };
    }
    const copies = stored.filter((copy) => subjectOf(copy.raw) === message);
    // smtp-sink dumps what it takes for anyone; qpsmtpd lets who has logged in send to anyone.
    const boxes = copies.map(({ recipient }) => recipient);
    const wanted = result.accepted.filter(
      ({ address }) => address !== NOBODY || boxes.includes(NOBODY),
    ).length;
    const became = comparison(
      raw,
      copies.map((copy) => copy.raw),
      wanted,
    );
    return { message, became, roundTrips: result.roundTrips };
  });
}

async function sendTo(mailer: Mailer, { to }: Kind, raw: Uint8Array): Promise<Receipt | SmtpError> {
  try {
    return await mailer.send({ from: "ann@lab.test", to, raw });
  } catch (error) {
    if (SmtpError.is(error)) return error;
    throw error;
  }
}

function comparison(raw: Uint8Array, copies: readonly Uint8Array[], wanted: number): string {
  if (copies.length !== wanted) return `${copies.length} of ${wanted} copies stored`;
  if (copies.every((copy) => compareStored(raw, copy).equal)) return "as sent";
  const same = copies.every((copy) => textOf(copy) === textOf(raw));
  return same ? "re-encoded, the same text" : "stored otherwise";
}

/** The decoded text of a message of one part: RFC 2045 6.7 and 6.8, by hand, as a second opinion on the client's own. */
function textOf(message: Uint8Array): string {
  const text = Buffer.from(message).toString("latin1").replaceAll(/\r?\n/g, "\r\n");
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64").toString("latin1");
  if (encoding !== "quoted-printable") return body;
  return body
    .replaceAll(/[ \t]*=\r\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function subjectOf(message: Uint8Array): string | undefined {
  const head = Buffer.from(message.subarray(0, 8192)).toString("latin1");
  return /^Subject: (.*?)\r?$/m.exec(head)?.[1];
}

/** A reply as text, without what differs each time. */
export function literal({ code, lines }: Reply, server: ServerName): string {
  const texts = server === "chasquid" ? "random" : "told";
  return steady(
    lines.map((line) => `${code} ${line}`),
    texts,
  );
}
