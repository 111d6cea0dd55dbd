import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SessionEvent } from "../src/client/connection/events.ts";
import { type Logger, logEvents } from "../src/client/connection/log-events.ts";
import { base64Encode } from "../src/protocol/bytes/base64.ts";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import { hintsOf, planOf } from "../src/protocol/plan/session-plan.ts";
import type { SessionConfig } from "../src/protocol/session/session.ts";
import { encodeUtf8 } from "../src/testing/octets.ts";
import type { Answer, AnswerTo, Personality } from "../src/testing/personality.ts";
import { recordTranscript } from "../src/testing/record-transcript.ts";
import { printStep } from "../src/testing/transcript.ts";
import { createVirtualWorld } from "../src/testing/virtual-world.ts";
import { sample } from "./arbitrary.ts";
import { faultsOf } from "./check-session.ts";
import { type Played, play } from "./play.ts";

const base64 = (text: string): string => base64Encode(encodeUtf8(text));

/** What a client sends to prove who it is. */
interface Proof {
  readonly mechanism: "PLAIN" | "LOGIN" | "XOAUTH2";
  readonly user: string;
  readonly secret: string;
}

/** The lines that hold the secret on the wire, without `AUTH`. */
function onTheWire({ mechanism, user, secret }: Proof): string {
  if (mechanism === "PLAIN") return base64(`\0${user}\0${secret}`);
  if (mechanism === "LOGIN") return base64(secret);
  return base64(`user=${user}\x01auth=Bearer ${secret}\x01\x01`);
}

/** How a server may say back what it heard. */
const ECHOES: Readonly<Record<string, (proof: Proof, cut: number) => string>> = {
  "as it came": onTheWire,
  "in upper case": (proof) => onTheWire(proof).toUpperCase(),
  "in lower case": (proof) => onTheWire(proof).toLowerCase(),
  "cut short": (proof, cut) => onTheWire(proof).slice(0, cut),
  "without its beginning": (proof, cut) => onTheWire(proof).slice(cut),
  "percent-encoded": (proof) => encodeURIComponent(onTheWire(proof)),
  decoded: ({ secret }) => secret,
  "decoded and percent-encoded": ({ secret }) => encodeURIComponent(secret),
  "decoded and encoded alone": ({ secret }) => base64(secret),
  "decoded and encoded for the web": ({ secret }) =>
    base64(secret).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
  "decoded with the name": ({ user, secret }) => `${user}:${secret}`,
};

/** Characters that no sentence of ours has next to each other. */
const rare = fc.constantFrom(..."qxzjQXZJ7390#%&~*+/=-_<>éßΩ漢🔑");

const proof: fc.Arbitrary<Proof> = fc.record({
  mechanism: fc.constantFrom("PLAIN", "LOGIN", "XOAUTH2"),
  user: fc.constantFrom("u", "us", "use", "ann@x.example"),
  secret: fc.oneof(
    fc.string({ unit: rare, minLength: 1, maxLength: 30 }),
    fc.uint8Array({ minLength: 9, maxLength: 24 }).map(base64Encode),
  ),
});

/** What gives a secret away: all of it in any form, and of base64 also a piece. */
function leaks(text: string, { secret }: Proof): string[] {
  const octets = encodeUtf8(secret).length;
  const whole = [secret, encodeURIComponent(secret), ...(octets < 3 ? [] : [base64(secret)])];
  const bare = whole.filter((form) => text.includes(`<${form}>`));
  if (octets < 6) return bare;
  const folded = text.toLowerCase();
  const pieces = ["", "x", "xx"].flatMap((before) => {
    // Only the characters that hold no bits of anything else.
    const from = Math.ceil((before.length * 8) / 6);
    const to = Math.floor((encodeUtf8(before + secret).length * 8) / 6);
    const form = base64(before + secret).slice(from, to);
    return Array.from({ length: form.length - 5 }, (_, at) => form.slice(at, at + 6));
  });
  const found = pieces.filter((piece) => folded.includes(piece.toLowerCase()));
  return [...bare, ...found, ...(text.includes(secret) ? [secret] : [])];
}

/** Everything that an application could ever get to see of a session. */
function everything(played: Played): string {
  const lines: string[] = [];
  const logger: Logger = { log: (line) => void lines.push(line) };
  const log = logEvents(logger);
  for (const event of played.events) {
    log({ ...event, sessionId: "s", sequence: 1, time: 0 } satisfies SessionEvent);
  }
  const thrown = [
    ...played.refused,
    ...played.deliveries.map(({ result }) => ("error" in result ? result.error : undefined)),
  ];
  const seen = [
    played.events,
    played.deliveries.map(({ result }) => ("receipt" in result ? result.receipt : undefined)),
    hintsOf(played.session),
    planOf(played.session),
    played.session.connection.capabilities,
    thrown.flatMap(told),
  ];
  return [...lines, ...seen.map(plainText)].join("\n");
}

/** Nothing is escaped, so that what is searched for is found. */
function plainText(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainText).join("\n");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${plainText(part)}`)
    .join("\n");
}

/** An error and its causes, with all that hangs on them. */
function told(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [];
  const { message, stack, cause } = error;
  const json = SmtpError.is(error) ? error.toJSON() : {};
  return [message, stack, { ...error }, json, JSON.stringify(json), ...told(cause)];
}

const echoing = fc.record({
  to: fc.constantFrom<AnswerTo>(
    "AUTH",
    "AUTH",
    "AUTH-RESPONSE",
    "AUTH-RESPONSE",
    "MAIL",
    "RCPT",
    "DATA",
    "CONTENT",
    "BDAT",
    "RSET",
    "QUIT",
  ),
  form: fc.constantFrom(...Object.keys(ECHOES)),
  cut: fc.nat(40),
  code: fc.constantFrom(220, 235, 250, 334, 354, 421, 454, 500, 501, 503, 504, 535, 550, 555),
  how: fc.constantFrom("reply", "many lines", "no reply", "behind"),
});

/** A server can say back only what it has heard: of LOGIN the password comes with the second response. */
function when({ mechanism }: Proof, to: AnswerTo): Pick<Answer, "to" | "nth"> {
  if (mechanism !== "LOGIN" || !to.startsWith("AUTH")) return { to };
  return { to: "AUTH-RESPONSE", nth: 2 };
}

function answerOf(given: Proof, { to, form, cut, code, how }: Echo): Answer {
  const at = when(given, to);
  const echo = `<${ECHOES[form]?.(given, cut)}>`;
  const line = `${code} 5.5.1 What is ${echo}?`;
  const octets = String.fromCharCode(...encodeUtf8(`${echo} is not known here\r\n`));
  if (how === "no reply") return { ...at, garbage: octets };
  if (how === "behind") return { ...at, inject: octets };
  return { ...at, reply: how === "reply" ? line : [`${code}-Look at`, `${code}-${echo}`, line] };
}

type Echo = typeof echoing extends fc.Arbitrary<infer T> ? T : never;

function configFor({ mechanism, user, secret }: Proof): SessionConfig {
  const { pass, token } =
    mechanism === "XOAUTH2" ? { token: "fixed" as const } : { pass: secret, token: undefined };
  return {
    host: "mail.example",
    port: 465,
    credentials: { user, ...(pass ? { pass } : {}), ...(token ? { token } : {}) },
  };
}

function serverFor({ mechanism }: Proof, answers: readonly Answer[]): Personality {
  const capabilities = ["PIPELINING", "SIZE", "CHUNKING", "8BITMIME", "SMTPUTF8"];
  return { capabilities: [...capabilities, `AUTH ${mechanism}`], tls: "implicit", answers };
}

describe("a server that says back what it heard", { timeout: 60_000 }, () => {
  it("puts no secret into any event, error, receipt, log, hint or plan", () => {
    fc.assert(
      fc.property(
        proof,
        fc.array(echoing, { minLength: 1, maxLength: 3 }),
        fc.array(sample, { minLength: 1, maxLength: 2 }),
        (given, echoes, samples) => {
          const answers = echoes.map((echo) => answerOf(given, echo));
          const world = createVirtualWorld(serverFor(given, answers));
          const played = play(world, configFor(given), samples, { token: given.secret });
          expect(faultsOf(played)).toEqual([]);
          expect(leaks(everything(played), given)).toEqual([]);
        },
      ),
      { numRuns: 600 },
    );
  });

  it("puts none into a transcript", () => {
    fc.assert(
      fc.property(proof, fc.array(echoing, { maxLength: 3 }), sample, (given, echoes, message) => {
        const answers = echoes.map((echo) => answerOf(given, echo));
        const world = createVirtualWorld(serverFor(given, answers));
        play(world, configFor(given), [message], { token: given.secret });
        const text = recordTranscript(world.history).map(printStep).join("\n");
        expect(leaks(text, given)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("is found out by these tests when nobody masks", () => {
    fc.assert(
      fc.property(proof, (given) => {
        fc.pre(encodeUtf8(given.secret).length >= 6);
        for (const form of [
          "as it came",
          "in upper case",
          "decoded",
          "decoded and encoded alone",
        ]) {
          expect(leaks(`500 What is <${ECHOES[form]?.(given, 0)}>?`, given)).not.toEqual([]);
        }
      }),
    );
  });
});

describe("credentials in clear", { timeout: 60_000 }, () => {
  it("do not go out without the opt-in, whatever the server says", () => {
    fc.assert(
      fc.property(
        proof,
        fc.array(echoing, { maxLength: 2 }),
        fc.boolean(),
        (given, echoes, require) => {
          const server: Personality = {
            ...serverFor(
              given,
              echoes.map((echo) => answerOf(given, echo)),
            ),
            tls: "none",
            requireAuth: true,
          };
          const world = createVirtualWorld(server);
          const { credentials } = configFor(given);
          const wanted: SessionConfig = {
            host: "mail.example",
            tls: require ? "starttls" : "none",
            ...(credentials ? { credentials } : {}),
            wishes: { AUTH: "prefer", TLS: require ? "require" : "avoid" },
          };
          const played = play(world, wanted, [], {
            token: given.secret,
            mailbox: () => world.mailbox,
          });
          expect(played.observation.faults).toEqual([]);
          expect(world.mailbox.credentials).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
