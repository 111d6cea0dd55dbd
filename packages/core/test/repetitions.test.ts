/**
 * A refusal of what every server must know is mostly just a refusal. What is repeated all the same is
 * repeated once, and recorded: here for every command, code, offer and moment.
 */
import { describe, expect, it } from "vitest";
import { parseReversePath } from "../src/protocol/address/address.ts";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import type { Decision } from "../src/protocol/plan/decision.ts";
import { hintsOf } from "../src/protocol/plan/session-plan.ts";
import type { ClientEvent } from "../src/protocol/session/events.ts";
import type { Answer, AnswerTo } from "../src/testing/personality.ts";
import type { Result } from "./check-outcome.ts";
import type { Played } from "./play.ts";
import { message, scene } from "./scene.ts";

/** The possible replies, for rows that do not depend on the text. */
const REPLIES = [
  "500 5.5.1 Error",
  "501 5.1.7 Error",
  "501 Error",
  "502 5.5.1 Error",
  "502 Error",
  "503 Error",
  "504 Error",
  "553 5.1.7 Error",
  "555 Error",
];
const COMMANDS: readonly AnswerTo[] = ["MAIL", "RCPT", "DATA", "BDAT", "CONTENT", "RSET"];
const OFFERS = [[], ["SIZE"], ["SIZE", "PIPELINING"], ["CHUNKING"], ["PIPELINING", "CHUNKING"]];
/** The codes for which a transaction is repeated, in some of the cases; for no others it ever is. */
const REPEATED: Readonly<Partial<Record<AnswerTo, readonly string[]>>> = {
  MAIL: ["500", "501", "502", "503", "504", "553", "555"],
  RCPT: ["503"],
  DATA: ["502", "503"],
  BDAT: ["500", "502", "503", "504"],
  CONTENT: [],
  // MAIL was written behind it.
  RSET: ["500", "501", "502", "503", "504", "553", "555"],
};
/** When the server says so. */
const MOMENTS: readonly Partial<Answer>[] = [
  {},
  { nth: 1 },
  { nth: 2 },
  { nth: 1, perConnection: true },
];
/** It closes the connection behind the refusal, which the client learns later. */
const CLOSING: readonly Partial<Answer>[] = [{ close: "after" }, { nth: 1, close: "after" }];

interface Case {
  readonly offer: readonly string[];
  readonly moment: Partial<Answer>;
  readonly recipients: number;
}

function* cases(moments: readonly Partial<Answer>[]): Generator<Case> {
  for (const offer of OFFERS) {
    for (const moment of moments) {
      for (const recipients of [1, 3]) yield { offer, moment, recipients };
    }
  }
}

const sender = (at: number): string => `s${at}@x.example`;

/** Two messages on one connection, as far as the server lets them. */
function playCase({ offer, moment, recipients }: Case, to: AnswerTo, reply: string) {
  const content = "Subject: hello\r\n\r\nhello\r\n";
  const samples = [0, 1].map((at) => {
    const addresses = Array.from({ length: recipients }, (_, one) => `r${one}@y${at}.example`);
    return message(addresses, content, {
      from: parseReversePath(sender(at)),
      size: content.length,
    });
  });
  // RSET is written where the message before has left a transaction open.
  const refuse = to === "RSET" ? [{ recipient: "*@y0.example", reply: "550 5.1.1 Unknown" }] : [];
  const answers = [{ to, reply, ...moment }];
  return scene(samples, { server: { capabilities: offer, refuse, answers } });
}

/** The attempts of a message; messages are distinguished by their senders. */
interface Attempts {
  readonly mails: number;
  readonly connections: number;
  /** Repetitions before which no event said why. */
  readonly unrecorded: number;
  /** One of them says that the connection had ended before anything of the message was answered. */
  readonly reconnected: boolean;
}

function attemptsOf(events: readonly ClientEvent[], from: string): Attempts {
  let connection = 0;
  let mails = 0;
  let unrecorded = 0;
  let recorded = true;
  let ended = false;
  let reconnected = false;
  const connections = new Set<number>();
  for (const event of events) {
    if (event.type === "connecting") connection += 1;
    if (event.type === "reconnect") recorded = ended = true;
    if (event.type === "decision" && event.decision.outcome === "fallback") recorded = true;
    if (event.type !== "command" || !event.line.startsWith(`MAIL FROM:<${from}>`)) continue;
    mails += 1;
    connections.add(connection);
    if (!recorded) unrecorded += 1;
    if (mails > 1 && ended) reconnected = true;
    recorded = ended = false;
  }
  return { mails, connections: connections.size, unrecorded, reconnected };
}

function decisionsOf(result: Result): readonly Decision[] {
  if ("receipt" in result) return result.receipt.decisions;
  return SmtpError.is(result.error) ? result.error.decisions : [];
}

/** Lists repetitions that are not recorded. */
function unrecorded({ deliveries, events }: Played): string[] {
  return deliveries.flatMap(({ result }, at) => {
    const attempts = attemptsOf(events, sender(at));
    const decided = decisionsOf(result).some(
      ({ outcome, reply, extraRoundTrips }) =>
        outcome === "fallback" && reply && extraRoundTrips > 0,
    );
    return [
      ...(attempts.unrecorded === 0 ? [] : [`message ${at}: repeated, and no event says why`]),
      ...(attempts.mails < 2 || attempts.reconnected || decided
        ? []
        : [`message ${at}: repeated, and no decision says why`]),
    ];
  });
}

function isRepeated({ deliveries, events }: Played): boolean {
  return deliveries.some((_, at) => attemptsOf(events, sender(at)).mails > 1);
}

/** Lists what was repeated more than once. */
function tooMany({ deliveries, events }: Played): string[] {
  return deliveries.flatMap((_, at) => {
    const { mails, connections } = attemptsOf(events, sender(at));
    return mails <= 2 && connections <= 2
      ? []
      : [`message ${at}: ${mails} MAIL on ${connections} connections`];
  });
}

describe.each(COMMANDS)("a refusal of %s", (to) => {
  it.each(REPLIES)("by %s is repeated once at most, and recorded", (reply) => {
    let repeated = 0;
    for (const one of cases(MOMENTS)) {
      const played = playCase(one, to, reply);
      expect({ ...one, faults: [...unrecorded(played), ...tooMany(played)] }).toEqual({
        ...one,
        faults: [],
      });
      if (isRepeated(played)) repeated += 1;
    }
    const expected = REPEATED[to]?.includes(reply.slice(0, 3)) ?? false;
    expect(repeated > 0, "some session repeats the transaction").toBe(expected);
  });
});

describe.each(COMMANDS)("a refusal of %s behind which the server closes", (to) => {
  it.each(REPLIES)("by %s is recorded where it is repeated", (reply) => {
    for (const one of cases(CLOSING)) {
      const faults = unrecorded(playCase(one, to, reply));
      expect({ ...one, faults }).toEqual({ ...one, faults: [] });
    }
  });
});

describe("what a refused repetition teaches", () => {
  it.each([
    "501 5.1.7 Error",
    "501 Error",
    "553 5.1.7 Error",
    "502 Error",
    "503 Error",
    "555 Error",
  ])("MAIL that is always answered %s leaves no hint and no entry in the ledger", (reply) => {
    for (const one of cases([{}])) {
      const { session, deliveries } = playCase(one, "MAIL", reply);
      for (const { result } of deliveries) {
        expect(result).toMatchObject({
          error: { code: "SENDER_REFUSED", reply: { code: Number(reply.slice(0, 3)) } },
        });
      }
      expect(hintsOf(session)).toEqual([]);
      expect(session.unsupported.filter(({ verb }) => verb !== "MAIL")).toEqual([]);
    }
  });

  it.each(["RCPT", "DATA"] as const)(
    "%s that is always answered 503 does not blame PIPELINING",
    (to) => {
      for (const one of cases([{}])) {
        if (to === "DATA" && one.offer.includes("CHUNKING")) continue;
        expect(hintsOf(playCase(one, to, "503 Error").session)).toEqual([]);
      }
    },
  );
});
