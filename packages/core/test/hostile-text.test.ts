/**
 * Characters that a terminal, a log or a page could obey, at every place where a server, a certificate or
 * a store can put text, and every exit by which that text can get to a person.
 */
import { inspect } from "node:util";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { describe, expect, it } from "vitest";
import { german } from "../src/explain/de/german.ts";
import {
  type CoreOptions,
  createMailer,
  explain,
  formatReply,
  logEvents,
  optionsFromUrl,
  type Reply,
  readLedger,
  type SessionEvent,
  type SmtpError,
  type Store,
  TransportError,
  toPrintableJson,
} from "../src/mod.ts";
import { openTelemetry } from "../src/opentelemetry.ts";
import {
  createVirtualWorld,
  memoryDial,
  type Network,
  type Output,
  type Personality,
  type ServerConnection,
} from "../src/testing/mod.ts";

/** What is looked for, apart from the line feeds between the lines of a text of ours. */
const HARMFUL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const TEXTS: Readonly<Record<string, string | Uint8Array>> = {
  ESC: "\u001b[2J\u001b]0;title\u0007",
  CR: "good\rbad",
  NUL: "a\0b\u007f\u0008",
  "C1 in UTF-8": "\u009b2J\u0085\u0090",
  "C1 as single bytes": Uint8Array.of(0x9b, 0x32, 0x4a, 0x85),
  "bidi overrides": "\u202egpj\u202c\u202d\u200f\u061c",
  "bidi isolates": "\u2066a\u2067b\u2068c\u2069",
  "line separators": "one\u2028two\u2029three",
  "half a surrogate pair": Uint8Array.of(0xed, 0xa0, 0x80),
  "the end of a tag": "</title><script>",
};

const MARK = "HOSTILE";

/** Puts bytes in place of a word, wherever the server says it. */
function hostile(network: Network, text: string | Uint8Array): Network {
  const bytes = Buffer.from(text as string);
  return {
    connect(to): ServerConnection {
      const inner = network.connect(to);
      return {
        ...inner,
        get channelBindings() {
          return inner.channelBindings ?? {};
        },
        greeting: inner.greeting.map(said),
        secured: () => inner.secured().map(said),
        receive: (octets) => inner.receive(octets).map(said),
      };
    },
  };
  function said(output: Output): typeof output {
    if (!("send" in output)) return output;
    const parts = Buffer.from(output.send).toString("latin1").split(MARK);
    return { send: Buffer.from(parts.join(bytes.toString("latin1")), "latin1") };
  }
}

const SAYS = `5.7.1 no ${MARK} here`;

const PLACES: Readonly<Record<string, Partial<Personality>>> = {
  greeting: { greeting: `220 ${MARK} ESMTP` },
  "refused greeting": { greeting: `554 ${SAYS}` },
  "domain of EHLO": { name: MARK },
  "keyword of EHLO": { capabilities: [MARK, `X${MARK}`] },
  "parameter of EHLO": { capabilities: [`SIZE ${MARK}`, `LIMITS RCPTMAX=${MARK}`] },
  "list of AUTH": { capabilities: [`AUTH X${MARK} ${MARK}`] },
  "refused EHLO": { answers: [{ to: "EHLO", reply: `550 ${SAYS}` }] },
  "refused AUTH": { answers: [{ to: "AUTH", reply: `535 ${SAYS}` }] },
  "AUTH without a command": { answers: [{ to: "AUTH", reply: `502 ${SAYS}` }] },
  "refused MAIL": { answers: [{ to: "MAIL", reply: `550 ${SAYS}` }] },
  "refused RCPT": { answers: [{ to: "RCPT", nth: 1, reply: `550 ${SAYS}` }] },
  "every RCPT refused": { answers: [{ to: "RCPT", reply: `450 ${SAYS}` }] },
  "refused BDAT": { answers: [{ to: "BDAT", reply: `502 ${SAYS}` }] },
  "refused content": { answers: [{ to: "CONTENT", reply: `554 ${SAYS}` }] },
  "accepted content": { answers: [{ to: "CONTENT", reply: `250 OK ${MARK}` }] },
  "several lines": { answers: [{ to: "MAIL", reply: [`550-${SAYS}`, `550 ${SAYS}`] }] },
  "421": { answers: [{ to: "MAIL", reply: `421 ${SAYS}`, close: "after" }] },
  "no reply": { answers: [{ to: "MAIL", garbage: `${MARK}\r\n` }] },
  QUIT: { answers: [{ to: "QUIT", reply: `500 ${SAYS}` }] },
};

/** All texts for people that come of one message, with this text at this place. */
async function everythingShown(
  options: Partial<CoreOptions> & Pick<CoreOptions, "dial"> & { readonly store?: Store },
): Promise<string[]> {
  const shown: string[] = [];
  const spans = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(spans)],
  });
  const telemetry = openTelemetry({ tracerProvider, addresses: true });
  const log = logEvents({ log: (line) => void shown.push(line) });
  const onEvent = (event: SessionEvent): void => {
    log(event);
    telemetry(event);
    shown.push(toPrintableJson(event));
  };
  const about = (result: unknown): void => {
    if (result instanceof Error) shown.push(...linesOf(result));
    const json = toPrintableJson(result);
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(result)));
    shown.push(json);
    if (result === null || typeof result !== "object") return;
    for (const locale of [undefined, german]) {
      const said = explain(result as SmtpError, locale === undefined ? {} : { locale });
      shown.push(...said.text.split("\n"));
    }
    const { reply } = result as { readonly reply?: Reply };
    if (reply) shown.push(formatReply(reply), ...explain(reply).text.split("\n"));
  };
  {
    await using mailer = createMailer({ host: "mail.example", ...options, onEvent });
    const message = { from: "ann@example.org", to: ["bob@example.net", "eve@example.net"] };
    await mailer.send({ ...message, raw: "Subject: Hi\r\n\r\nHi." }).then(about, about);
    await mailer.verify().then(about, about);
    for (const { reply, verb, server } of await mailer.ledger.report()) {
      shown.push(verb, server, formatReply(reply));
    }
  }
  const finished = spans.getFinishedSpans();
  shown.push(
    ...finished.flatMap(({ attributes, events }) =>
      [attributes, ...events.map((event) => event.attributes ?? {})].flatMap((all) =>
        Object.values(all).map(String),
      ),
    ),
  );
  await tracerProvider.shutdown();
  return shown;
}

/** What a terminal gets to see of an error and its causes; frames of the stack are ours. */
function linesOf(error: Error): string[] {
  const inner = error.cause instanceof Error ? linesOf(error.cause) : [];
  const frames = /^ {4}at .*$/gm;
  return [
    error.message,
    String(error),
    ...(error.stack ?? "").replace(frames, "").trim().split("\n"),
    ...inspect(error.cause).replace(frames, "").split("\n"),
    ...inner,
  ];
}

describe.each(Object.entries(TEXTS))("%s", (_, text) => {
  it.each(Object.entries(PLACES))("is shown escaped where it stands in: %s", async (_, place) => {
    const world = createVirtualWorld({
      tls: "implicit",
      capabilities: ["PIPELINING", "CHUNKING", "AUTH PLAIN"],
      users: { ann: "s3cret-pass" },
      ...place,
    });
    const shown = await everythingShown({
      tls: "implicit",
      dial: memoryDial(hostile(world, text)),
      auth: { user: "ann", pass: "s3cret-pass" },
      features: { AUTH: "require" },
    });
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.filter((line) => HARMFUL.test(line))).toEqual([]);
  });

  it("is shown escaped where a certificate or the runtime says it", async () => {
    const said = text instanceof Uint8Array ? Buffer.from(text).toString("latin1") : text;
    const cause = Object.assign(new Error(`altnames: DNS:${said}`), { code: "ERR_TLS" });
    const shown = await everythingShown({
      dial: async () => {
        throw new TransportError("certificate", `It names ${said}.`, { cause });
      },
    });
    expect(shown.filter((line) => HARMFUL.test(line))).toEqual([]);
  });

  it("is shown escaped where a store has it", async () => {
    const said = text instanceof Uint8Array ? Buffer.from(text).toString("latin1") : text;
    const reply = { code: 502, enhanced: said, lines: [said] };
    const hint = { feature: "CHUNKING", method: "BDAT", reason: "unsupported", tls: true, reply };
    const entries = [{ verb: "BDAT", count: 1, last: 1, reply }];
    const stored: Readonly<Record<string, unknown>> = {
      hints: { hints: [{ ...hint, learned: Date.now(), dies: Date.now() + 60_000 }] },
      ledger: { entries: [...entries, { ...entries[0], verb: `X${said}` }] },
    };
    const world = createVirtualWorld({ tls: "implicit", capabilities: ["CHUNKING"] });
    const shown = await everythingShown({
      tls: "implicit",
      dial: memoryDial(world),
      store: {
        get: async (key) => stored[key.split(":")[1] ?? ""],
        set: async () => {},
        remove: async () => {},
      },
    });
    expect(shown.filter((line) => HARMFUL.test(line))).toEqual([]);
  });
});

it("ignores an entry of a ledger with an invalid date", () => {
  const entry = { verb: "BDAT", count: 1, reply: { code: 502, lines: ["no"] } };
  const dates = [8.64e15, 8.64e15 + 1, Number.MAX_VALUE, Number.POSITIVE_INFINITY, -1, Number.NaN];
  const entries = dates.map((last) => ({ ...entry, last }));
  expect(readLedger({ entries }, "mx.example:25").map(({ last }) => last)).toEqual([8.64e15]);
});

it.each([
  "\u001b[2J",
  "a\rb",
  "\u009b2J\u0085",
  "\u202egpj",
  "\u2066a\u2069",
  "one\u2028two",
  "\ud800",
])("an error about what was given shows %j escaped", async (text) => {
  const dial = memoryDial(createVirtualWorld({ tls: "none", capabilities: [] }));
  const mailer = createMailer({ host: "mx.example", tls: "none", dial });
  const raw = "Hi.";
  const calls: (() => unknown)[] = [
    () => mailer.send({ from: `${text}@b.example`, to: "c@d.example", raw }),
    () => mailer.send({ from: "a@b.example", to: `<${text}> c@d.example`, raw }),
    () => mailer.send({ from: "a@b.example", to: `c(${text})@d.example`, raw }),
    () => createMailer({ host: `${text}/x`, dial }),
    () => createMailer({ host: "mx.example", name: `${text} x`, dial }),
    () => optionsFromUrl(`smtp://mx.example?${encodeURIComponent(text.toWellFormed())}=1`),
    () => optionsFromUrl(`smtps://mx.example?tls=${encodeURIComponent(text.toWellFormed())}`),
  ];
  for (const call of calls) {
    const error = await (async () => call())().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).not.toMatch(HARMFUL);
  }
  await mailer.close();
});
