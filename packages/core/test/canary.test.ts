/**
 * A server that says back all that it heard, in every encoding, with every reply from then on. What
 * it knows of a secret may not be found in anything that an application gets to see.
 */
import { inspect } from "node:util";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { describe, expect, it } from "vitest";
import { cramMd5 } from "../src/cram-md5.ts";
import {
  type Auth,
  createMailer,
  defaultMechanisms,
  logEvents,
  type SessionEvent,
  SmtpError,
  type Store,
} from "../src/mod.ts";
import { openTelemetry } from "../src/opentelemetry.ts";
import {
  createVirtualWorld,
  memoryDial,
  type Network,
  type Output,
  type Personality,
  printStep,
  recordTranscript,
  type ServerConnection,
} from "../src/testing/mod.ts";

const PASS = 'c4n4ry"Sïngs\\=+/loud';
const TOKEN = "ya29.c4n4ry-Token_0123456789~abc";
const USER = "bird";

const octets = (text: string): Buffer => Buffer.from(text, "utf8");
const escaped = (bytes: Buffer, mark: string, bare: RegExp): string =>
  Array.from(bytes, (octet) => {
    const character = String.fromCharCode(octet);
    const hexadecimal = octet.toString(16).toUpperCase().padStart(2, "0");
    return bare.test(character) ? character : mark + hexadecimal;
  }).join("");

/** Every way to write octets that a server or a log may use. */
const ENCODINGS: Readonly<Record<string, (bytes: Buffer) => string>> = {
  "as it is": (bytes) => bytes.toString("utf8"),
  "octet by octet": (bytes) => bytes.toString("latin1"),
  base64: (bytes) => bytes.toString("base64"),
  "base64 for the web": (bytes) => bytes.toString("base64url"),
  "base64 in upper case": (bytes) => bytes.toString("base64").toUpperCase(),
  xtext: (bytes) => escaped(bytes, "+", /[!-*,-<>-~]/),
  "percent-encoding": (bytes) => escaped(bytes, "%", /[\w.~-]/),
  "quoted-printable": (bytes) => escaped(bytes, "=", /[ -<>-~]/),
  "a quoted string": (bytes) => bytes.toString("utf8").replace(/["\\]/g, "\\$&"),
  hexadecimal: (bytes) => bytes.toString("hex"),
  "hexadecimal in upper case": (bytes) => bytes.toString("hex").toUpperCase(),
};

/** A line with the base64 in it undone, and the parts of that. */
function partsOf(line: string): Buffer[] {
  const words = line.split(" ").slice(line.startsWith("AUTH ") ? 2 : 0);
  const decoded = words.map((word) => Buffer.from(word, "base64"));
  const parts = decoded.flatMap((bytes) =>
    bytes
      .toString("latin1")
      .replaceAll("\x01", "\0")
      .split(/[\0 ,]|(?<=^p|Bearer)[= ]/u)
      .map((part) => Buffer.from(part, "latin1")),
  );
  return [octets(line), ...words.map(octets), ...decoded, ...parts];
}

/** Says back everything that it heard of AUTH on a connection, in every encoding, with each reply but a challenge. */
function echoing(network: Network, all: Set<string>): Network {
  const echo = (output: Output, heard: ReadonlySet<string>): Output => {
    if (!("send" in output)) return output;
    const text = Buffer.from(output.send).toString("latin1");
    const code = /^([245]\d\d) /.exec(text)?.[1];
    if (!code) return output;
    const lines = Array.from(heard, (line) => `${code}-<${line}>\r\n`).join("");
    return { send: Buffer.from(lines + text, "latin1") };
  };
  return {
    connect(to): ServerConnection {
      const inner = network.connect(to);
      let pending = "";
      let logging = false;
      const heard = new Set<string>();
      return {
        ...inner,
        get channelBindings() {
          return inner.channelBindings ?? {};
        },
        receive(bytes) {
          pending += Buffer.from(bytes).toString("latin1");
          const lines = pending.split("\r\n");
          pending = lines.pop() ?? "";
          for (const line of lines) {
            logging ||= line.startsWith("AUTH ");
            if (/^(?:MAIL|RSET|QUIT|EHLO)\b/.test(line)) logging = false;
            if (!logging) continue;
            for (const part of partsOf(line)) {
              if (part.length < 6) continue;
              // Octets go out as they are; a text goes out as UTF-8.
              for (const encode of Object.values(ENCODINGS)) {
                const form = encode(part).replace(/\p{Cc}/gu, ".");
                heard.add(octets(form).toString("latin1"));
              }
            }
          }
          for (const form of heard) all.add(form);
          return inner.receive(bytes).map((output) => echo(output, heard));
        },
      };
    },
  };
}

/** Everything that an application, its log or its telemetry gets to see of one message. */
async function everythingSeen(
  mechanism: string,
  auth: Auth,
  personality: Partial<Personality>,
): Promise<{
  readonly seen: string;
  readonly heard: ReadonlySet<string>;
  readonly proofs: readonly string[];
}> {
  const world = createVirtualWorld({
    tls: "implicit",
    capabilities: ["PIPELINING", "CHUNKING", `AUTH ${mechanism}`],
    ...personality,
  });
  const heard = new Set<string>();
  const seen: unknown[] = [];
  const store: Store = {
    get: async () => undefined,
    set: async (key, value) => void seen.push(key, value),
    remove: async () => {},
  };
  const spans = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(spans)],
  });
  const telemetry = openTelemetry({ tracerProvider });
  const log = logEvents({ log: (line) => void seen.push(line) });
  const onEvent = (event: SessionEvent): void => {
    seen.push(event);
    log(event);
    telemetry(event);
  };
  {
    await using mailer = createMailer({
      host: "mail.example",
      tls: "implicit",
      dial: memoryDial(echoing(world, heard)),
      auth,
      mechanisms: [...defaultMechanisms, cramMd5],
      store,
      onEvent,
    });
    const message = {
      from: "ann@example.org",
      to: "bob@example.net",
      raw: "Subject: Hi\r\n\r\nHi.",
    };
    for (const _ of [1, 2]) {
      await mailer.send(message).then(
        (receipt) => seen.push(receipt),
        (error: unknown) => seen.push(...told(error)),
      );
    }
    seen.push(await mailer.verify().catch(told));
    seen.push(await mailer.ledger.report());
  }
  seen.push(
    ...spans
      .getFinishedSpans()
      .map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
  );
  seen.push(recordTranscript(world.history).map(printStep).join("\n"));
  await tracerProvider.shutdown();
  // What CRAM-MD5 and SCRAM end with is as good as a hash of the password.
  const proofs = world.mailbox.credentials.flatMap(
    ({ response }) => / ([0-9a-f]{32})$|,p=(\S+)$/.exec(response)?.slice(1) ?? [],
  );
  return { seen: seen.map(shown).join("\n"), heard, proofs: proofs.filter(Boolean) };
}

/** An error and its causes, with all that hangs on them. */
function told(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [error];
  const json = SmtpError.is(error) ? error.toJSON() : {};
  return [error.message, error.stack, { ...error }, json, inspect(error), ...told(error.cause)];
}

/** As text in which nothing is escaped, so that what is looked for is found. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join("\n");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${shown(part)}`)
    .join("\n");
}

/** The forms of a secret that can be found. */
function found(text: string, secret: Buffer): string[] {
  const forms = Object.entries(ENCODINGS).map(([name, encode]) => [name, encode(secret)]);
  const inside = ["x", "xx"].map((before) => {
    // Only the characters that hold no bits of anything else.
    const all = Buffer.concat([octets(before), secret]);
    const [from, to] = [Math.ceil((before.length * 8) / 6), Math.floor((all.length * 8) / 6)];
    return ["base64 inside other text", all.toString("base64").slice(from, to)];
  });
  return [...forms, ...inside]
    .filter(([, form]) => text.includes(form ?? ""))
    .map(([name]) => name ?? "");
}

interface Row {
  readonly mechanism: string;
  readonly auth: Auth;
  readonly secret: string;
}

const rows: readonly Row[] = [
  ...["PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"].map(
    (mechanism) => ({ mechanism, auth: { user: USER, pass: PASS }, secret: PASS }),
  ),
  ...["OAUTHBEARER", "XOAUTH2"].map((mechanism) => ({
    mechanism,
    auth: { user: USER, token: TOKEN },
    secret: TOKEN,
  })),
  { mechanism: "EXTERNAL", auth: { external: true }, secret: PASS },
];

/** What AUTH comes to; refusals as unsupported get into the ledger, and hints into the store. */
const ENDS: readonly (readonly [string, Partial<Personality>])[] = [
  ["success", { users: { [USER]: PASS }, tokens: { [USER]: TOKEN } }],
  ["a wrong password", { users: { [USER]: "another" } }],
  ["504", { answers: [{ to: "AUTH", reply: "504 5.5.4 Unrecognized" }] }],
  ["502 to the response", { answers: [{ to: "AUTH-RESPONSE", reply: "502 5.5.1 What is that" }] }],
];

describe.each(rows)(
  "$mechanism with a server that says back all it heard",
  ({ mechanism, auth, secret }) => {
    it.each(ENDS)("gives nothing away after %s", async (_, personality) => {
      const { seen, heard, proofs } = await everythingSeen(mechanism, auth, personality);
      expect(heard.size).toBeGreaterThan(0);
      for (const one of [secret, ...proofs]) expect(found(seen, octets(one))).toEqual([]);
    });
  },
);

it("would be found out without a mask", () => {
  for (const [name, encode] of Object.entries(ENCODINGS)) {
    expect(found(`500 <${encode(octets(PASS))}>`, octets(PASS))).toContain(name);
  }
});
