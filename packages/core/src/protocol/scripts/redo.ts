/** What is done about an objection, or a loss, in the envelope: prepare another try, or report why there is none. */

import { rset } from "../command.ts";
import { perform, type Script } from "../effects.ts";
import type { SmtpError, SmtpErrorCode } from "../errors.ts";
import { refused, unmet } from "../failure.ts";
import type { Feature } from "../feature.ts";
import { OutOfStep } from "../out-of-step.ts";
import { requiredFeatures } from "../parameters.ts";
import { announcesClose } from "../reply.ts";
import type { Session } from "../session.ts";
import type { Because } from "../situation.ts";
import { outcomes, type Transaction } from "../transaction.ts";
import { choiceOf, isOfHint } from "../view.ts";
import { ask, judge, pipelines, Reopen, whyLost } from "../wire.ts";
import { authenticate } from "./auth.ts";
import { bodyFeature, isRecodable, mayGoRecoded } from "./carriage.ts";
import type { Objection, Step } from "./envelope-state.ts";
import { costOfReopening, fallBack, repeat } from "./fallback.ts";
import { greetAgain, refuseName } from "./greet.ts";
import { leaveOut, sendingWays } from "./leave-out.ts";
import { secure } from "./secure.ts";
import { onTrial, withdrawTrials } from "./trial.ts";

/**
 * Returns when the envelope may be sent once more on this connection.
 *
 * @throws {Reopen} when it may on a new one
 * @throws {SmtpError} when it may not
 */
export function* redo(
  session: Session,
  transaction: Transaction,
  objection: Objection,
): Script<void> {
  const { command, reply, reaction, behind = false } = objection;
  const { because, feature, scope } = reaction;
  const { asked } = command;
  if (wasTried(transaction, objection)) return yield* refuse(session, transaction, objection);
  transaction.causes = [...transaction.causes, causeOf(objection)];
  const anew = session.ending || scope === "connection";
  const cost = anew ? costOfReopening(session) : 1;
  const answered = { reply, command: command.shown };
  const leaving = { because, ...answered, cost, phase: "envelope" } as const;
  const unhinted = asked === "DATA" && UNKNOWN_COMMAND.includes(reply.code) && dropHints(session);
  switch (unhinted ? "resynchronize" : reaction.action) {
    case "without-parameters":
      return yield* onTrial(session, transaction, asked, leaveOut(session, [objection]));
    case "next-way": {
      if (!feature) break;
      const ways = { ...refusedWays(session, feature), ...rungOf(feature, behind) };
      const left = { ...leaving, feature, ...ways };
      if (feature === "PIPELINING") {
        yield* onTrial(session, transaction, asked, fallBack(session, left));
      } else yield* fallBack(session, left);
      if (anew) throw new Reopen();
      return;
    }
    case "re-encode":
      // The whole message went with its envelope.
      if (!(yield* mayGoRecoded(session, transaction))) break;
      return yield* fallBack(session, { ...leaving, feature: bodyFeature(transaction) });
    case "secure-first":
      session.demanded = [...session.demanded, "STARTTLS"];
      yield* undo(session, transaction);
      yield* secure(session);
      if (!session.tls) break;
      return yield* authenticate(session);
    case "authenticate-first":
      if (session.authenticated || !session.config.credentials) break;
      yield* undo(session, transaction);
      yield* authenticate(session);
      if (!session.authenticated) break;
      return;
    case "resynchronize": {
      if (behind) {
        // What was written behind another message may only have stood in the wrong place.
        yield* fallBack(session, { ...leaving, feature: "PIPELINING", way: ACROSS });
      }
      let more = pipelines(session) ? 0 : 1;
      if (asked === "MAIL" && !session.ending) {
        yield* undo(session, transaction);
        yield* greetAgain(session);
        more = 0;
      }
      const spent = session.roundTrips - session.roundTripsAtTransaction - session.roundTripsOnce;
      return yield* repeat(session, { ...leaving, cost: session.ending ? cost : spent + more });
    }
    case "fix-name":
      refuseName(session, reply);
      yield* repeat(session, leaving);
      throw new Reopen();
    case "reconnect":
      if (session.carried > 0 && because === "closing") {
        yield* perform({ do: "tell", event: { type: "reconnect", because, reply } });
      } else yield* repeat(session, leaving);
      throw new Reopen();
    default:
  }
  return yield* refuse(session, transaction, objection);
}

/** Replies of a server that does not know a command. */
const UNKNOWN_COMMAND: readonly number[] = [500, 502];

/** Returns true where only hints kept BDAT from being used: they are dropped, so that it comes next. */
function dropHints(session: Session): boolean {
  const { left } = session;
  session.left = left.filter(
    ({ feature, because }) => feature !== "CHUNKING" || !isOfHint(because),
  );
  if (choiceOf(session, "CHUNKING").way !== "DATA") return true;
  session.left = left;
  return false;
}

/** Nothing can be done about a refusal, so that it is the outcome. */
function* refuse(session: Session, transaction: Transaction, objection: Objection): Script<never> {
  yield* withdrawTrials(session, transaction);
  throw refusal(session, transaction, objection);
}

/** What was refused are the ways that send something of the extension's; without such, all of them. */
function refusedWays(session: Session, feature: Feature): { readonly way?: readonly string[] } {
  const way = sendingWays(session, feature);
  return way.length > 0 ? { way } : {};
}

/**
 * One retry per cause: what did not help once does not help twice. Commands that seem out of sequence are
 * repeated only where nothing else of the message was.
 */
export function wasTried({ causes }: Transaction, objection: Objection): boolean {
  if (objection.reaction.because === "bad-sequence") return causes.some(isRepetition);
  return causes.includes(causeOf(objection));
}

/** A connection that was closing was not one on which anything was tried. */
function isRepetition(cause: string): boolean {
  return !cause.includes(" closing");
}

function causeOf({ command, reaction, behind }: Objection): string {
  const { action, because, parameters = [] } = reaction;
  return [command.asked, action, because, ...parameters, ...(behind ? ["behind"] : [])].join(" ");
}

const ACROSS = "across messages";

/** What was written behind another message may only have stood in the wrong place. */
function rungOf(feature: Feature, behind: boolean): { way?: string } {
  return feature === "PIPELINING" && behind ? { way: ACROSS } : {};
}

/** What comes next is for a session without a transaction (RFC 3207 4, RFC 4954 4). */
function* undo(session: Session, transaction: Transaction): Script<void> {
  if (session.ending) throw new Reopen();
  if (session.phase === "ready") return;
  const command = rset();
  const reply = yield* ask(session, command, "command");
  const reaction = judge(session, reply, "RSET");
  if (reaction.action !== "proceed")
    yield* redo(session, transaction, { command, reply, reaction });
}

function refusal(session: Session, transaction: Transaction, objection: Objection): Error {
  const { command, reply, reaction } = objection;
  if (reply.code < 400 && !announcesClose(reply))
    return new OutOfStep("It said yes to what it was not asked.");
  const temporary = reply.code < 500;
  const rejected = { outcome: "rejected", temporary, reply } as const;
  const recipients = outcomes(
    transaction,
    command.asked === "RCPT" ? NOT_SENT : rejected,
    rejected,
  );
  if (reaction.because === "parameter-unsupported") {
    return parameterRefused(session, transaction, objection, recipients);
  }
  if (reaction.because === "tls-required") {
    const choice = { ...choiceOf(session, "TLS"), because: reaction.because, reply } as const;
    return unmet(session, [choice], "envelope", { command: command.shown, reply, recipients });
  }
  const [code, what] = KIND[command.asked] ?? KIND.MAIL;
  return refused(session, BECAUSE[reaction.because] ?? code, "envelope", what, reply, reaction, {
    command: command.shown,
    recipients,
  });
}

/** What was asked of the server and cannot be left out was refused. */
function parameterRefused(
  session: Session,
  transaction: Transaction,
  { command, reply, reaction }: Objection,
  recipients: SmtpError["recipients"],
): SmtpError {
  const features = requiredFeatures(session, command, () => isRecodable(transaction));
  const { because } = reaction;
  const choices = features.map((feature) => ({ ...choiceOf(session, feature), because, reply }));
  return unmet(session, choices, "envelope", { command: command.shown, reply, recipients });
}

const NOT_SENT = { outcome: "not-sent", temporary: true } as const;

type Kind = readonly [SmtpErrorCode, string];

const KIND: { readonly [asked: string]: Kind } & { readonly MAIL: Kind } = {
  MAIL: ["SENDER_REFUSED", "The sender was refused"],
  RCPT: ["RECIPIENTS_REFUSED", "A recipient was refused in a way that ends the transaction"],
  DATA: ["MESSAGE_REFUSED", "The server would not take the message"],
  BDAT: ["MESSAGE_REFUSED", "The server would not take the message"],
  RSET: ["PROTOCOL_VIOLATION", "The server would not begin afresh"],
};

const BECAUSE: Partial<Record<Because, SmtpErrorCode>> = {
  "authentication-required": "AUTH_REQUIRED",
  "too-large": "MESSAGE_TOO_LARGE",
  closing: "SERVER_UNAVAILABLE",
  "server-unavailable": "SERVER_UNAVAILABLE",
};

export function forgetReplies({ recipients }: Transaction): void {
  for (const recipient of recipients) recipient.outcome = "pending";
}

/**
 * A flight that was not answered as it should: silence, a closed connection, garbage, or
 * more replies than commands. Where a fallback order has another way
 * and nothing complete was handed over, the next connection takes it.
 *
 * @param writtenAhead it was written with the end of the message before
 * @throws {Reopen} when it may be done on a new connection
 */
export function* lostInFlight(
  session: Session,
  transaction: Transaction,
  flight: readonly Step[],
  answered: number,
  error: unknown,
  writtenAhead: boolean,
): Script<never> {
  session.ending = true;
  const because = whyLost(error);
  if (!because) throw error;
  // Where a reply is missing in the middle nobody knows whose the others are; a close comes behind all of them.
  if (because !== "disconnected") session.outOfStep += 1;
  if (transaction.handedOver) {
    if (because !== "disconnected") forgetReplies(transaction);
    throw error;
  }
  // A connection that had rested may have been closed or cut meanwhile; nothing was lost with it.
  const kept = session.carried > 0 && !writtenAhead && answered === 0;
  if (kept && (because === "disconnected" || (because === "silence" && session.rested))) {
    yield* perform({ do: "tell", event: { type: "reconnect", because } });
    throw new Reopen();
  }
  const feature =
    because === "silence" && session.brief && provesChunking(session, flight)
      ? "CHUNKING"
      : inDoubt(flight, answered, writtenAhead);
  if (!feature) throw error;
  yield* fallBack(session, {
    feature,
    ...rungOf(feature, writtenAhead),
    because,
    cost: costOfReopening(session),
    phase: "envelope",
  });
  throw new Reopen();
}

/** The flight ends with octets that a server which does not know BDAT takes for the beginning of a line. */
export function provesChunking({ proven }: Session, flight: readonly Step[]): boolean {
  const chunk = flight.at(-1)?.chunk;
  return chunk !== undefined && chunk.octets.length > 0 && !proven.includes("CHUNKING");
}

/** The feature that may be at fault when a flight was answered only so far; none when a lone command was not. */
function inDoubt(
  flight: readonly Step[],
  answered: number,
  writtenAhead: boolean,
): Feature | undefined {
  if (flight[answered]?.command.asked === "RSET" && !writtenAhead) return "RSET";
  if (flight.at(-1)?.chunk && answered >= flight.length - 1) return "CHUNKING";
  return flight.length > 1 ? "PIPELINING" : undefined;
}
