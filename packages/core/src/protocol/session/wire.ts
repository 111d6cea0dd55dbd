/**
 * Writes flights of commands and reads their replies: the only file in which scripts use the connection. Replies are
 * matched to commands by count alone (RFC 2920 3.1). Round trips are counted here. The scripts in `protocol/scripts`
 * decide what to send.
 */

import { coalesceBuffers, EMPTY_BYTES } from "../bytes/octets.ts";
import type { Command } from "../command/command.ts";
import { commandName, encodeFlight } from "../command/command.ts";
import { maskReply } from "../errors/mask.ts";
import { OutOfSyncError } from "../errors/out-of-sync.ts";
import { TransportError } from "../errors/transport-error.ts";
import { choiceOf } from "../plan/session-plan.ts";
import { boundReply } from "../reply/kept-reply.ts";
import { react, reactionByCode } from "../reply/react.ts";
import { readReply } from "../reply/reading.ts";
import { announcesClose, type Reply } from "../reply/reply.ts";
import { ReplySyntaxError } from "../reply/reply-parser.ts";
import type { CommandName, Reaction, Reason, Situation } from "../reply/situation.ts";
import type { SessionPhase } from "../tables/legality.ts";
import { refusalOf, toClosedAfterRefusalError } from "./closed-after-refusal.ts";
import { createConnectionState, createStateUnderTls } from "./connection-state.ts";
import {
  type ConnectionInfo,
  perform,
  type Script,
  type TimeoutName,
  type WriteEffect,
} from "./effects.ts";
import { checkLegal, nextPhase } from "./legality.ts";
import { NO_PIPELINED_COMMANDS } from "./pipelined-commands.ts";
import type { Session } from "./session.ts";

/** Connects or reconnects. Everything that was known of the old connection is discarded. */
export function* openConnection(session: Session): Script<void> {
  const { target: to, avoid } = session;
  yield* perform({ do: "emit", event: { type: "connecting", to } });
  session.connection.open = false;
  adopt(session, yield* perform({ do: "connect", to, ...(avoid.length > 0 ? { avoid } : {}) }));
  yield* perform({ do: "emit", event: { type: "connected", to, tls: session.connection.tls } });
}

/** Starts to use a new connection. */
export function adopt(session: Session, link: ConnectionInfo): void {
  session.connection = createConnectionState(session.serverKnowledge, link);
  if (session.secondConnection === "tried") session.secondConnection = "no";
  session.meter.connected(link.tls);
}

/** Continues under TLS on the same connection. What was learned in clear text is discarded (RFC 3207 4.2). */
export function adoptTls(session: Session, link: ConnectionInfo): void {
  session.connection = createStateUnderTls(session.serverKnowledge, link, session.connection);
  session.meter.total += 1;
}

/** Returns whether the connection is open, the session was greeted, and the server has sent nothing unexpected. */
export function isUsable(session: Session): boolean {
  const { open, unusable, greeted } = session.connection;
  return open && !unusable && greeted !== "no" && isInStep(session);
}

/**
 * Returns whether no unexpected data is unread: with unexpected data it is unclear which replies belong to which
 * commands. A 421 is no fault: it answers the next command, as if it arrived a moment later.
 */
export function isInStep({ connection }: Session): boolean {
  const { parser, pendingReplies } = connection;
  return (
    parser.isDrained ||
    (pendingReplies > 0 && parser.ready <= pendingReplies) ||
    parser.endsWithGoodbye(pendingReplies)
  );
}

/** Returns whether commands may share a flight. */
export function canPipeline(session: Session): boolean {
  const { method } = choiceOf(session, "PIPELINING");
  return method !== undefined && method !== "one command per flight";
}

/** Closes at once. Unfinished work is lost; the caller reports that. */
export function* closeConnection(session: Session, why: string): Script<void> {
  if (!session.connection.open) return;
  if (session.connection.pendingReplies > 0 && !session.connection.unusable)
    yield* session.pipelinedCommands.finishPending();
  if (!session.connection.open) return;
  session.connection.open = false;
  yield* perform({ do: "close" });
  yield* perform({ do: "emit", event: { type: "closed", why } });
}

/**
 * Writes one flight of commands, followed by octets of content if there are any.
 *
 * @param whole the message ends here, so others may follow
 */
export function* send(
  session: Session,
  commands: readonly Command[],
  wait: TimeoutName,
  content?: Uint8Array,
  whole = false,
): Script<void> {
  const { connection } = session;
  if (connection.hasEnded) throw toClosedAfterRefusalError(session);
  assertInSync(session);
  // A flight that may have ended a message is never sent twice.
  const ends = whole || wait === "final";
  connection.afterRefusal = connection.refusal !== undefined && !ends;
  const pieces = [encodeCommands(session, commands, connection.phase)];
  if (session.observed) yield* emitCommandEvent(session, commands);
  if (content) pieces.push(content);
  if (whole && session.pipelinedCommands !== NO_PIPELINED_COMMANDS)
    pieces.push(yield* session.pipelinedCommands.appendToFlight(commands));
  const flight = flightOf(session, pieces, wait);
  try {
    yield* perform(flight);
  } catch (error) {
    throw markUnusable(session, error);
  }
}

/**
 * Encodes commands that are written together. The caller emits the event.
 *
 * @param phase the session's phase when the first command is read
 * @throws {RangeError} if a command is not allowed there
 */
export function encodeCommands(
  session: Session,
  commands: readonly Command[],
  phase: SessionPhase,
): Uint8Array {
  const { legality } = session.tables;
  let stands = phase;
  for (const command of commands) {
    const illegal = checkLegal(stands, command, legality);
    if (illegal) throw new RangeError(illegal);
    stands = nextPhase(stands, command.name, assumedReplyCode(command.name), false, legality);
  }
  return encodeFlight(commands);
}

/** Reports the commands of the next flight to an observer. */
export function* emitCommandEvent({ meter }: Session, commands: readonly Command[]): Script<void> {
  for (const { shown } of commands) {
    yield* perform({ do: "emit", event: { type: "command", line: shown, flight: meter.flights } });
  }
}

/**
 * Checks that there are no more replies than commands: after an extra reply, nothing can be matched (RFC 2920 3.1).
 *
 * @throws {OutOfSyncError} if unexpected data is unread
 */
export function assertInSync(session: Session): void {
  if (isInStep(session)) return;
  throw markUnusable(
    session,
    new OutOfSyncError("It sent more replies than it was given commands."),
  );
}

/**
 * Writes octets as a separate flight.
 *
 * @param pieces the octets; small pieces are joined
 * @param watch return early if the server sends data or closes meanwhile
 * @returns true if the server was first
 */
export function* write(
  session: Session,
  pieces: readonly Uint8Array[],
  wait: TimeoutName,
  watch = false,
): Script<boolean> {
  const flight = flightOf(session, pieces, wait, watch);
  try {
    return yield* perform(flight);
  } catch (error) {
    throw markUnusable(session, error);
  }
}

/** Counts a flight, and creates the effect that writes it. */
function flightOf(
  session: Session,
  pieces: readonly Uint8Array[],
  wait: TimeoutName,
  watch = false,
): WriteEffect {
  session.meter.wrote();
  const joined = coalesceBuffers(pieces);
  const [bytes = EMPTY_BYTES] = joined;
  const effect = { do: "write", bytes, wait, watch } as const;
  return joined.length > 1 ? { ...effect, more: joined.slice(1) } : effect;
}

/**
 * Waits for one reply. Throws for silence, a closed connection and invalid replies, see `lossReason`.
 *
 * @param command the answered command, if it changes the session's phase
 */
export function* receiveReply(
  session: Session,
  wait: TimeoutName,
  answers: string,
  command?: Command,
): Script<Reply> {
  try {
    const reply = session.connection.parser.next() ?? (yield* readReply(session, wait));
    const shown = noteReply(session, reply, answers);
    if (session.observed) {
      yield* perform({ do: "emit", event: { type: "reply", reply: shown, answers } });
    }
    if (command) noteAnswer(session, command, shown);
    return shown;
  } catch (error) {
    throw markUnusable(session, error);
  }
}

/** Records what a reply says about the connection, and returns the reply with secrets masked. */
function noteReply(session: Session, reply: Reply, answers: string): Reply {
  const { connection } = session;
  connection.wasIdle = false;
  connection.hasShortWait = false;
  const shown = boundReply(maskReply(reply, session.mask), answers);
  connection.refusal = refusalOf(shown, answers);
  connection.afterRefusal = false;
  connection.challenge = reply.lines.at(-1) ?? "";
  if (announcesClose(reply)) connection.unusable = true;
  return shown;
}

/** Marks a connection as unusable after a failure, wherever the failure is handled. */
export function markUnusable(session: Session, error: unknown): unknown {
  session.connection.unusable = true;
  // The server closed after a refusal: the next step was not refused, and needs a new connection.
  if (session.connection.afterRefusal && lossReason(error) === "disconnected")
    return toClosedAfterRefusalError(session);
  if (!(error instanceof ReplySyntaxError)) return error;
  // The message is shortened: mask the whole line first, or part of a secret could remain.
  return new ReplySyntaxError(error.kind, session.mask(error.line));
}

/** Sends one command and reads its reply. */
export function* sendCommand(session: Session, command: Command, wait: TimeoutName): Script<Reply> {
  yield* send(session, [command], wait);
  return yield* receiveReplyTo(session, command, wait);
}

/** Reads the reply to a command that was written before, and changes the session's phase. */
export function receiveReplyTo(
  session: Session,
  command: Command,
  wait: TimeoutName,
): Script<Reply> {
  return receiveReply(session, wait, command.shown, command);
}

/**
 * Like `receiveReplyTo`, for a reply that has already arrived while nobody observes: most replies of a flight except
 * the first. A script for each of them would cost more than the reply itself.
 *
 * @returns the reply; `undefined` if the reply has not arrived, or must be reported to an observer
 */
export function answerAtHand(session: Session, command: Command): Reply | undefined {
  if (session.observed) return undefined;
  try {
    const reply = session.connection.parser.next();
    if (!reply) return undefined;
    const shown = noteReply(session, reply, command.shown);
    noteAnswer(session, command, shown);
    return shown;
  } catch (error) {
    throw markUnusable(session, error);
  }
}

function noteAnswer(session: Session, command: Command, reply: Reply): void {
  const { name, line } = command;
  const { connection } = session;
  connection.lastAnswer = { reply, command };
  if (connection.refusal) connection.refusal = { reply, command: commandName(command) };
  advancePhase(session, name, reply, name === "BDAT" && line.endsWith(" LAST"));
}

/**
 * Returns the meaning of a reply. The situation is filled in from the session. After an abort, nothing more is
 * written.
 *
 * @param particulars facts that the session does not have; computed only if needed
 */
export function reactToReply(
  session: Session,
  reply: Reply,
  commandName: CommandName,
  particulars: () => Partial<Situation> = () => ({}),
): Reaction {
  const { config, tables } = session;
  const plain = reactionByCode(commandName, reply, tables.reactions);
  if (plain?.action === "proceed") return plain;
  const { greeted, tls, authenticated, capabilities } = session.connection;
  const situation: Situation = {
    command: commandName,
    initialResponse: false,
    parameters: [],
    droppable: [],
    greeted,
    repeated: false,
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
  if (reaction.action === "abort") session.connection.unusable = true;
  const verbs = unsupportedBy(reaction, situation).map((verb) => ({ verb, reply }));
  if (verbs.length > 0) session.unsupported = [...session.unsupported, ...verbs];
  return reaction;
}

/** Returns what a refusal calls unsupported: a command, a mechanism or parameters. */
function unsupportedBy({ reason, parameters = [] }: Reaction, situation: Situation): string[] {
  const { command, mechanism } = situation;
  if (reason === "unsupported") return [command];
  if (reason === "mechanism-unsupported") return [`AUTH ${mechanism}`];
  if (reason !== "parameter-unsupported") return [];
  return parameters.map((parameter) => `${command} ${parameter.split("=", 1)[0]}`);
}

/** Returns why a connection gave no reply, if a fallback order can react to that. */
export function lossReason(error: unknown): Reason | undefined {
  if (error instanceof ReplySyntaxError || error instanceof OutOfSyncError) return "garbage";
  if (!(error instanceof TransportError)) return undefined;
  if (error.kind === "reset") return "disconnected";
  return error.kind === "timeout" ? "silence" : undefined;
}

/** Returns the code to assume for a command whose reply has not arrived: the one that lets its group continue. */
function assumedReplyCode(commandName: CommandName): number {
  return commandName === "DATA" ? 354 : 250;
}

/** Changes the session's phase to the one that a reply leads to. */
export function advancePhase(
  session: Session,
  commandName: CommandName,
  { code }: Reply,
  last = false,
): void {
  const { connection } = session;
  connection.phase = nextPhase(connection.phase, commandName, code, last, session.tables.legality);
  if (commandName === "RSET" && code < 300) connection.rsetSucceeded = true;
}
