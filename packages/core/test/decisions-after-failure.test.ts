/** After a failure, decisions say what was done on the connection, and nothing that was only planned. */
import { describe, expect, it } from "vitest";
import { german } from "../src/explain/de/german.ts";
import { explain } from "../src/explain/mod.ts";
import { parseRecipient, parseReversePath } from "../src/protocol/address/address.ts";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import type { Decision } from "../src/protocol/plan/decision.ts";
import { deliver } from "../src/protocol/scripts/deliver.ts";
import { open } from "../src/protocol/scripts/open.ts";
import { quitAndClose } from "../src/protocol/scripts/quit.ts";
import type { Script } from "../src/protocol/session/effects.ts";
import type { ClientEvent } from "../src/protocol/session/events.ts";
import type { OutgoingMessage } from "../src/protocol/session/outgoing-message.ts";
import { createSession, type SessionConfig } from "../src/protocol/session/session.ts";
import { answering } from "../src/testing/answering.ts";
import { driveScript } from "../src/testing/drive-script.ts";
import { encodeUtf8 } from "../src/testing/octets.ts";
import type { Answer, AnswerTo, Personality } from "../src/testing/personality.ts";
import { createVirtualWorld } from "../src/testing/virtual-world.ts";
import { withBody } from "../src/testing/with-body.ts";
import { listed } from "./scene.ts";

const TEXT = encodeUtf8("Subject: hello\r\n\r\nGrüße\r\n");

/** A failure, with all that happened before it on its connection. */
interface Failure {
  readonly error: SmtpError;
  readonly events: readonly ClientEvent[];
  /** An earlier message of the session was taken. */
  readonly afterSuccess: boolean;
}

function failures(
  personality: Personality,
  config: Partial<SessionConfig>,
  message: Partial<OutgoingMessage>,
): Failure[] {
  const session = createSession({ host: "mail.example", port: 25, tls: "none", ...config });
  const events: ClientEvent[] = [];
  const found: Failure[] = [];
  let taken = false;
  function* attempt(script: Script<unknown>, sends: boolean): Script<void> {
    try {
      yield* script;
      taken ||= sends;
    } catch (error) {
      if (!SmtpError.is(error)) throw error;
      const from = events.findLastIndex((event) => event.type === "connecting" && !event.second);
      found.push({ error, events: events.slice(from), afterSuccess: taken });
    }
  }
  function* two(): Script<void> {
    yield* attempt(open(session), false);
    for (const name of ["b", "c"]) {
      const to = [parseRecipient(`${name}@x.example`)];
      const from = parseReversePath("a@x.example");
      const script = deliver(session, { from, to, ...message });
      yield* attempt(withBody(script, { pieces: [TEXT], replayable: true }), true);
    }
    yield* quitAndClose(session);
  }
  const watched = answering(two(), (effect) => {
    if (effect.do === "emit") events.push(effect.event);
    return undefined;
  });
  const { outcome } = driveScript(watched, createVirtualWorld(personality), {
    token: "a.bearer.token",
  });
  if ("error" in outcome) throw outcome.error;
  return found;
}

/** What of a decision must be found among the events of the connection, for it to be what happened. */
function isBacked({ feature, method }: Decision, events: readonly ClientEvent[]): boolean {
  const wrote = (pattern: RegExp): boolean =>
    events.some((event) => event.type === "command" && pattern.test(event.line));
  const was = (pattern: RegExp): boolean =>
    events.some(
      (event) => event.type === "reply" && pattern.test(event.answers) && event.reply.code < 300,
    );
  const secured = events.some((event) => event.type === "secured");
  const implicit = events.some((event) => event.type === "connected" && event.tls);
  const byContent = wrote(/^BDAT/) || events.some(({ type }) => type === "content");
  switch (feature) {
    case "ESMTP":
      return was(method === "HELO" ? /^HELO/ : /^(?:EHLO|LHLO)/);
    case "TLS":
      if (method === "clear text") return was(/^(?:EHLO|HELO)/) && !secured && !implicit;
      return method === "STARTTLS" ? secured : implicit;
    case "AUTH":
      if (method === "no authentication") return was(/^(?:EHLO|HELO)/) && !was(/^(?:AUTH|\*)/);
      return events.some((event) => event.type === "authenticated" && event.mechanism === method);
    case "CHUNKING":
      return method === "DATA" ? wrote(/^DATA/) && byContent : wrote(/^BDAT/);
    case "SIZE":
      return byContent && wrote(/^MAIL .*SIZE=/) === (method === "declared");
    case "8BITMIME":
      return byContent && wrote(/^MAIL .*BODY=8BITMIME/) === (method === "BODY=8BITMIME");
    case "DSN":
      return byContent && wrote(/^MAIL .*RET=/) === method.startsWith("NOTIFY");
    default:
      return byContent && wrote(/^MAIL/);
  }
}

const AUTH = "AUTH PLAIN LOGIN";

const SERVERS: Readonly<Record<string, Personality>> = {
  "that lists everything": {
    tls: "starttls",
    capabilities: [...listed, "DSN", "STARTTLS", AUTH],
    capabilitiesTls: [...listed, "DSN", AUTH],
  },
  "that lists nothing any more once authenticated": {
    tls: "starttls",
    capabilities: [...listed, "DSN", "STARTTLS", AUTH],
    capabilitiesTls: [...listed, "DSN", AUTH],
    capabilitiesAuth: [...listed, "DSN"],
  },
  "that lists nothing": { tls: "none", capabilities: [] },
};

const credentials = { user: "ann", pass: "rosebud-49-kane" };

const CLIENTS: Readonly<Record<string, Partial<SessionConfig>>> = {
  "in clear text": {},
  "by DATA": { wishes: { CHUNKING: "avoid" } },
  "by BDAT at once": { proven: ["CHUNKING"] },
  "one command at a time": { wishes: { PIPELINING: "avoid" } },
  "that prefers TLS": { tls: "auto" },
  "that requires TLS": { tls: "starttls" },
  "that requires TLS and has credentials": { tls: "starttls", credentials },
  "that prefers TLS and AUTH": {
    tls: "auto",
    credentials: { ...credentials, allowCleartext: true },
    wishes: { AUTH: "prefer" },
  },
};

const MOMENTS: readonly AnswerTo[] = [
  ...(["CONNECT", "GREETING", "EHLO", "EHLO-AFTER-TLS", "HELO", "STARTTLS", "TLS"] as const),
  ...(["AUTH", "AUTH-RESPONSE", "MAIL", "RCPT", "DATA", "BDAT", "UPLOAD", "CONTENT"] as const),
  "RSET",
];

const FAULTS: readonly Omit<Answer, "to">[] = [
  { reply: "454 4.7.0 Not now" },
  { reply: "502 5.5.1 Not implemented" },
  { reply: "554 5.7.1 No", close: "after" },
  { reply: "421 4.3.2 Closing", close: "after" },
  { close: "reset" },
  { garbage: "huh?\r\n" },
  { silence: true },
];

/** From the first time on, or once a message has been sent and the connection is kept or made anew. */
const TIMES: readonly Pick<Answer, "from">[] = [{}, { from: 2 }];

const DSN = [{ keyword: "RET", value: "FULL", extension: "DSN" }];

let seen = 0;

/** What is wrong with what an error says, in a line each. */
function faultsOf({ error, events, afterSuccess }: Failure): string[] {
  const { decisions, phase } = error;
  const claims = decisions.filter(({ method }) => method !== "nothing");
  const planned = claims.filter((decision) => !isBacked(decision, events));
  const unmet = decisions.filter(({ outcome }) => outcome === "unmet");
  // A server that had it all for an earlier message does not lack it now.
  const lacking = unmet.filter(({ reason, reply }) => reason === "not-offered" && !reply);
  const empty = decisions.filter((one) => one.outcome === "used" && one.method === "nothing");
  const text = [explain(error).text, explain(error, { locale: german }).text].join("\n");
  const sent = /sent with (?:DATA|BDAT)|mit (?:DATA|BDAT) gesendet/.test(text);
  return [
    ...planned.map(({ feature, method }) => `${feature} ${method} was only planned`),
    ...unmet.filter((one) => one.method !== "nothing").map((one) => `${one.feature} is not unmet`),
    ...(afterSuccess ? lacking : []).map(({ feature }) => `${feature} had worked before`),
    ...empty.map(({ feature }) => `${feature} was not used`),
    ...(sent && phase !== "content" && phase !== "final" ? ["nothing was sent"] : []),
  ];
}

describe.each(Object.entries(SERVERS))("with a server %s", (_server, personality) => {
  it.each(Object.entries(CLIENTS))("errors of a client %s say what was done", (_name, config) => {
    const faults: string[] = [];
    for (const [at, to] of MOMENTS.entries()) {
      for (const fault of FAULTS) {
        for (const time of TIMES) {
          const moment = to === "UPLOAD" ? { octets: 1 } : {};
          // So that there is a second connection to fail on.
          const closing: Answer[] = time.from ? [{ to: "CONTENT", nth: 1, close: "after" }] : [];
          const answers: Answer[] = [{ to, ...fault, ...time, ...moment }, ...closing];
          const wishes = { DSN: "prefer", ...config.wishes } as const;
          const message = at % 2 === 0 ? {} : { parameters: DSN };
          const found = failures({ ...personality, answers }, { ...config, wishes }, message);
          seen += found.length;
          const what = JSON.stringify(answers[0]);
          faults.push(...found.flatMap(faultsOf).map((said) => `${what}: ${said}`));
        }
      }
    }
    expect(faults).toEqual([]);
  });
});

it("saw failures at every moment", () => {
  expect(seen).toBeGreaterThan(2_000);
});
