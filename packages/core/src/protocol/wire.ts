/**
 * Commands out, replies in: the only place where scripts touch the connection.
 *
 * A flight is one write; replies are matched to commands by count alone (RFC
 * 2920 3.1). Round trips are counted here, so that a receipt can include them.
 */

import { ALONE } from "./ahead.ts";
import { closedBehind, refusalOf } from "./behind-refusal.ts";
import { NO_CAPABILITIES } from "./capabilities.ts";
import type { Command } from "./command.ts";
import { commandName, encodeFlight } from "./command.ts";
import { type Link, perform, type Script, type Wait, type WriteEffect } from "./effects.ts";
import { boundReply } from "./kept-reply.ts";
import { checkLegal, nextPhase } from "./legality.ts";
import { maskReply } from "./mask.ts";
import { NOTHING, parcels } from "./octets.ts";
import { OutOfStep } from "./out-of-step.ts";
import { plainReaction, react } from "./react.ts";
import { readReply } from "./reading.ts";
import { announcesClose, type Reply } from "./reply.ts";
import { ReplyParser, ReplySyntaxError } from "./reply-parser.ts";
import type { Session } from "./session.ts";
import type { Asked, Because, Reaction, Situation } from "./situation.ts";
import type { SessionPhase } from "./tables/legality.ts";
import { TransportError } from "./transport-error.ts";
import { choiceOf } from "./view.ts";

export { Again, Reopen } from "./reopen.ts";

/** Connects, or connects anew: whatever was known of the old connection is forgotten. */
export function* connect(session: Session): Script<void> {
  const { target: to, avoid } = session;
  yield* perform({ do: "tell", event: { type: "connecting", to } });
  session.open = false;
  adopt(session, yield* perform({ do: "connect", to, ...(avoid.length > 0 ? { avoid } : {}) }));
  yield* perform({ do: "tell", event: { type: "connected", to, tls: session.tls } });
}

/** Takes a connection over that was just made. */
export function adopt(session: Session, link: Link): void {
  session.open = true;
  session.link = link;
  session.parser = new ReplyParser(undefined, true);
  session.phase = "connected";
  session.greeted = "no";
  session.tls = link.tls;
  session.authenticated = false;
  session.capabilities = NO_CAPABILITIES;
  session.ending = false;
  session.hasEnded = false;
  session.carried = 0;
  session.answered = undefined;
  session.refusal = undefined;
  session.afterRefusal = false;
  session.invitations = session.invitationsNext;
  session.transactions = 0;
  session.resets = false;
  session.rested = false;
  session.brief = false;
  if (session.beside === "tried") session.beside = "no";
  session.due = 0;
  session.roundTripsAtConnect = session.roundTrips;
  session.roundTripsAtTransaction = session.roundTrips;
  session.roundTripsToOpen = 0;
  session.roundTripsOnce = 0;
  session.roundTrips += link.tls ? 2 : 1;
  session.flightOpen = true;
}

/** The connection stands, was greeted, and the server has said nothing that nobody asked for. */
export function usable(session: Session): boolean {
  return session.open && !session.ending && session.greeted !== "no" && isInStep(session);
}

/**
 * Nothing is unread that nobody asked for: where there is more, or no reply, nobody knows since when. A
 * goodbye is no fault: it answers the next command, as it would if it came a moment later.
 */
export function isInStep({ parser, due }: Session): boolean {
  return parser.isDrained || (due > 0 && parser.ready <= due) || parser.endsWithGoodbye(due);
}

/** Commands may share a flight. */
export function pipelines(session: Session): boolean {
  const { way } = choiceOf(session, "PIPELINING");
  return way !== undefined && way !== "one command per flight";
}

/** Closes at once. What was under way is lost; the caller says so. */
export function* close(session: Session, why: string): Script<void> {
  if (!session.open) return;
  if (session.due > 0 && !session.ending) yield* session.ahead.drain();
  if (!session.open) return;
  session.open = false;
  yield* perform({ do: "close" });
  yield* perform({ do: "tell", event: { type: "closed", why } });
}

/**
 * Writes one flight of commands, with octets of content behind it if any.
 *
 * @param whole the message ends here, so that others may follow
 */
export function* send(
  session: Session,
  commands: readonly Command[],
  wait: Wait,
  content?: Uint8Array,
  whole = false,
): Script<void> {
  if (session.hasEnded) throw closedBehind(session);
  checkInStep(session);
  // What may have ended a message is never sent twice.
  const ends = whole || wait === "final";
  session.afterRefusal = session.refusal !== undefined && !ends;
  const pieces = [encoded(session, commands, session.phase)];
  if (session.observed) yield* announce(session, commands);
  if (content) pieces.push(content);
  if (whole && session.ahead !== ALONE) pieces.push(yield* session.ahead.fill(commands));
  const flight = flightOf(session, pieces, wait);
  try {
    yield* perform(flight);
  } catch (error) {
    throw ended(session, error);
  }
}

/**
 * The octets of commands that are written together. The caller announces them.
 *
 * @param phase where the session will stand when the first of them is read
 * @throws {RangeError} when one is not legal there
 */
export function encoded(
  session: Session,
  commands: readonly Command[],
  phase: SessionPhase,
): Uint8Array {
  const { legality } = session.tables;
  let stands = phase;
  for (const command of commands) {
    const illegal = checkLegal(stands, command, legality);
    if (illegal) throw new RangeError(illegal);
    stands = nextPhase(stands, command.asked, assumed(command.asked), false, legality);
  }
  return encodeFlight(commands);
}

/** Reports commands that go with the next flight to an observer. */
export function* announce({ flights }: Session, commands: readonly Command[]): Script<void> {
  for (const { shown } of commands) {
    yield* perform({ do: "tell", event: { type: "command", line: shown, flight: flights } });
  }
}

/**
 * More replies than commands: from here on nothing could be matched (RFC 2920 3.1).
 *
 * @throws {OutOfStep} when something is unread that nobody asked for
 */
export function checkInStep(session: Session): void {
  if (isInStep(session)) return;
  throw ended(session, new OutOfStep("It sent more replies than it was given commands."));
}

/**
 * Writes octets as a flight of their own.
 *
 * @param pieces of it; small ones are joined
 * @param watch come back early when the server speaks or closes meanwhile
 * @returns true when the server was first
 */
export function* write(
  session: Session,
  pieces: readonly Uint8Array[],
  wait: Wait,
  watch = false,
): Script<boolean> {
  const flight = flightOf(session, pieces, wait, watch);
  try {
    return yield* perform(flight);
  } catch (error) {
    throw ended(session, error);
  }
}

/** Counts a flight, and makes the effect that writes it. */
function flightOf(
  session: Session,
  pieces: readonly Uint8Array[],
  wait: Wait,
  watch = false,
): WriteEffect {
  session.flights += 1;
  session.flightOpen = true;
  const joined = parcels(pieces);
  const [bytes = NOTHING] = joined;
  const effect = { do: "write", bytes, wait, watch } as const;
  return joined.length > 1 ? { ...effect, more: joined.slice(1) } : effect;
}

/**
 * Waits for one reply. Silence, a closed connection and garbage are thrown, see `whyLost`.
 *
 * @param command what it answers, where that moves the session's phase
 */
export function* receive(
  session: Session,
  wait: Wait,
  answers: string,
  command?: Command,
): Script<Reply> {
  try {
    const reply = session.parser.next() ?? (yield* readReply(session, wait));
    const shown = take(session, reply, answers);
    if (session.observed) {
      yield* perform({ do: "tell", event: { type: "reply", reply: shown, answers } });
    }
    if (command) noteAnswer(session, command, shown);
    return shown;
  } catch (error) {
    throw ended(session, error);
  }
}

/** Notes what a reply says about the connection, and returns it as it may be shown. */
function take(session: Session, reply: Reply, answers: string): Reply {
  session.rested = false;
  session.brief = false;
  const shown = boundReply(maskReply(reply, session.mask), answers);
  session.refusal = refusalOf(shown, answers);
  session.afterRefusal = false;
  session.challenge = reply.lines.at(-1) ?? "";
  if (announcesClose(reply)) session.ending = true;
  return shown;
}

/** A connection on which something failed is of no more use, wherever the failure is handled. */
export function ended(session: Session, error: unknown): unknown {
  session.ending = true;
  // The server closed behind a refusal: the next step has not been refused, and needs a new connection.
  if (session.afterRefusal && whyLost(error) === "disconnected") return closedBehind(session);
  if (!(error instanceof ReplySyntaxError)) return error;
  // The message is cut to length: mask the whole line first, or a piece of a secret could survive.
  return new ReplySyntaxError(error.kind, session.mask(error.line));
}

/** One command, one reply. */
export function* ask(session: Session, command: Command, wait: Wait): Script<Reply> {
  yield* send(session, [command], wait);
  return yield* answer(session, command, wait);
}

/** The reply to a command that was written before; moves the session's phase. */
export function answer(session: Session, command: Command, wait: Wait): Script<Reply> {
  return receive(session, wait, command.shown, command);
}

/**
 * As `answer`, for a reply that has arrived already while nobody observes: of the replies to a flight all but
 * the first, mostly. A script for each of them would cost more than the reply.
 *
 * @returns `undefined` where the reply has to be waited for, or reported to an observer
 */
export function answerAtHand(session: Session, command: Command): Reply | undefined {
  if (session.observed) return undefined;
  try {
    const reply = session.parser.next();
    if (!reply) return undefined;
    const shown = take(session, reply, command.shown);
    noteAnswer(session, command, shown);
    return shown;
  } catch (error) {
    throw ended(session, error);
  }
}

function noteAnswer(session: Session, command: Command, reply: Reply): void {
  const { asked, line } = command;
  session.answered = { reply, command };
  if (session.refusal) session.refusal = { reply, command: commandName(command) };
  advance(session, asked, reply, asked === "BDAT" && line.endsWith(" LAST"));
}

/**
 * What a reply means here: the situation is filled in from the session. After an abort nothing more is written.
 *
 * @param particulars what the session does not know; asked for only where it matters
 */
export function judge(
  session: Session,
  reply: Reply,
  asked: Asked,
  particulars: () => Partial<Situation> = () => ({}),
): Reaction {
  const { greeted, tls, authenticated, capabilities, config, tables } = session;
  const plain = plainReaction(asked, reply, tables.reactions);
  if (plain?.action === "proceed") return plain;
  const situation: Situation = {
    asked,
    initialResponse: false,
    parameters: [],
    droppable: [],
    greeted,
    again: false,
    tls,
    authenticated,
    credentials: config.credentials !== undefined,
    advertised: Object.keys(capabilities.keywords),
    grouped: false,
    earlierRefused: false,
    recipientsAccepted: 0,
    contentOctets: 0,
    tokenRenewable: false,
    mechanismsLeft: [],
    ...particulars(),
  };
  const reaction = react(situation, reply, tables.reactions, tables.extensions);
  if (reaction.action === "abort") session.ending = true;
  const verbs = unsupportedBy(reaction, situation).map((verb) => ({ verb, reply }));
  if (verbs.length > 0) session.unsupported = [...session.unsupported, ...verbs];
  return reaction;
}

/** What a refusal says that the server does not know: a command, a mechanism or parameters. */
function unsupportedBy({ because, parameters = [] }: Reaction, situation: Situation): string[] {
  const { asked, mechanism } = situation;
  if (because === "unsupported") return [asked];
  if (because === "mechanism-unsupported") return [`AUTH ${mechanism}`];
  if (because !== "parameter-unsupported") return [];
  return parameters.map((parameter) => `${asked} ${parameter.split("=", 1)[0]}`);
}

/** Why a connection gave no answer, when that is something a fallback order can act upon. */
export function whyLost(error: unknown): Because | undefined {
  if (error instanceof ReplySyntaxError || error instanceof OutOfStep) return "garbage";
  if (!(error instanceof TransportError)) return undefined;
  if (error.kind === "reset") return "disconnected";
  return error.kind === "timeout" ? "silence" : undefined;
}

/** The code to assume for a command whose reply has not come: the one that lets its group go on. */
function assumed(asked: Asked): number {
  return asked === "DATA" ? 354 : 250;
}

/** Moves the session to the phase that a reply leads to. */
export function advance(session: Session, asked: Asked, { code }: Reply, last = false): void {
  session.phase = nextPhase(session.phase, asked, code, last, session.tables.legality);
  if (asked === "RSET" && code < 300) session.resets = true;
}
