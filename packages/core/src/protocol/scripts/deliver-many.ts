/**
 * Sends many messages over one session. The end of one message and the envelope of the next share a flight (RFC 2920
 * 3.1). Small messages follow each other by BDAT without waiting if the server has shown that it knows BDAT.
 *
 * Outcomes are the same as for single messages (`deliver.ts`). A message that was fully written and not answered has
 * an unknown outcome and is never sent again. A message without any content written is sent on the next connection.
 */

import { concat, EMPTY_BYTES } from "../bytes/octets.ts";
import type { Command } from "../command/command.ts";
import { BodyError } from "../content/content.ts";
import { SmtpError } from "../errors/errors.ts";
import { OutOfSyncError } from "../errors/out-of-sync.ts";
import { TransportError } from "../errors/transport-error.ts";
import { choiceOf } from "../plan/session-plan.ts";
import { createDelivery, type Delivery, forgetReplies } from "../session/delivery.ts";
import { perform, type ResultEffect, type Script } from "../session/effects.ts";
import { NO_PIPELINED_COMMANDS, type PipelinedCommands } from "../session/pipelined-commands.ts";
import type { Session } from "../session/session.ts";
import { emitCommandEvent, encodeCommands, lossReason } from "../session/wire.ts";
import { askForContent } from "./ask-for-content.ts";
import { createUnknownOutcomeError, deliverToAll, startMessage } from "./deliver.ts";
import { prepare, recordContentWritten } from "./envelope.ts";
import type { PreparedEnvelope } from "./envelope-state.ts";
import { fallBack } from "./fallback.ts";
import { withMessageIndex } from "./for-message.ts";
import { mayBegin } from "./limits.ts";
import { ACROSS_MESSAGES } from "./lost-flight.ts";
import { isRetry } from "./next-step.ts";
import { planMessage } from "./plan-message.ts";

/** The most unanswered commands, and octets of commands, so that no buffer fills up (RFC 2920 3.1). */
const MAX_UNANSWERED_COMMANDS = 100;
const MAX_UNANSWERED_BYTES = 8192;

/** The session's state that belongs to the current message only. */
type MessageState = Pick<Session, "methodsInUse" | "constraints">;

type SettledOutcome = ResultEffect["outcome"];

/** One message and its progress. */
interface Item {
  readonly index: number;
  readonly delivery: Delivery;
  state: "waiting" | "posted" | "begun" | "done";
  /** The envelope that was written behind the previous message, and the methods that were in use then. */
  posted?: { readonly prepared: PreparedEnvelope; readonly state: MessageState };
  outcome?: SettledOutcome;
  /**
   * The position at which the message was refused while commands behind it were unanswered. The count of flights is
   * wrong then: if a reply was lost, the refusal may answer one of the later commands.
   */
  doubt?: number;
  /** All of the message was written once, so the server may have accepted it. */
  whole?: true;
}

/**
 * Sends the messages that `next` effects return until one returns none. Reports the outcome of each message with a
 * `settled` effect, in the order of the messages.
 *
 * @param session a session, open or not
 * @param most whole messages that may be unanswered at a time; 1 sends one message after the other
 */
export function* deliverMany(session: Session, most: number): Script<void> {
  const line = new MessagePipeline(session, most);
  session.pipelineMessages = most > 1;
  session.pipelinedCommands = line;
  try {
    yield* line.run();
  } finally {
    session.pipelineMessages = false;
    session.pipelinedCommands = NO_PIPELINED_COMMANDS;
  }
}

/** The messages that were accepted from the caller and not yet reported, in order. */
class MessagePipeline implements PipelinedCommands {
  readonly #session: Session;
  readonly #most: number;
  #items: Item[] = [];
  #draining = false;

  constructor(session: Session, most: number) {
    this.#session = session;
    this.#most = most;
  }

  *run(): Script<void> {
    for (let item = yield* this.#next(); item; item = yield* this.#next()) {
      yield* this.#deliver(item);
      yield* this.#stopPipelining(item);
      yield* this.#report();
    }
  }

  *appendToFlight(commands: readonly Command[]): Script<Uint8Array> {
    const pieces: Uint8Array[] = [];
    const present = this.#begun();
    if (present?.delivery.handover.isComplete) present.whole = true;
    while (this.#mayFollow()) {
      const item = yield* this.#next();
      if (!item) break;
      const octets = yield* withMessageIndex(item.index, this.#post(item, commands));
      if (!octets) break;
      pieces.push(octets);
    }
    return concat(pieces);
  }

  *finishPending(): Script<void> {
    const wasDraining = this.#draining;
    const { flightsOutOfSync } = this.#session;
    const state = stateOf(this.#session);
    this.#draining = true;
    // Delivering one message may have drained the others.
    for (let [item] = this.#posted(); item; [item] = this.#posted()) yield* this.#deliver(item);
    this.#draining = wasDraining;
    Object.assign(this.#session, state);
    const present = this.#begun();
    if (present?.whole && this.#session.flightsOutOfSync > flightsOutOfSync)
      throw this.#unknownOutcome(present);
  }

  /** Returns the current message: the last one that was begun. The others wait until this message is done. */
  #begun(): Item | undefined {
    return this.#items.findLast(({ state }) => state === "begun");
  }

  #posted(): Item[] {
    return this.#items.filter(({ state }) => state === "posted");
  }

  /** Returns the first message that is still to be begun or written ahead. */
  *#next(): Script<Item | undefined> {
    const begun = this.#items.some(({ state }) => state === "begun");
    const item = this.#items.find(
      ({ state }) => state === "waiting" || (state === "posted" && !begun),
    );
    if (item) return item;
    const given = yield* perform({ do: "next" });
    if (!given) return undefined;
    const { index, message } = given;
    const taken: Item = { index, delivery: createDelivery(message), state: "waiting" };
    this.#items.push(taken);
    return taken;
  }

  /** Returns whether another envelope may follow: only behind a whole message (RFC 2920 3.1: DATA comes last). */
  #mayFollow(): boolean {
    const posted = this.#posted();
    return (
      !this.#draining &&
      !this.#session.connection.unusable &&
      this.#items.every(({ doubt }) => doubt === undefined) &&
      posted.length + 1 < this.#most &&
      posted.every(({ delivery }) => delivery.handover.isComplete) &&
      // The transaction of the current message may not be counted yet.
      mayBegin(this.#session, posted.length + 2) &&
      choiceOf(this.#session, "PIPELINING").method === ACROSS_MESSAGES &&
      choiceOf(this.#session, "RSET").method === "RSET"
    );
  }

  /** Prepares an envelope for the current flight. An error is reported when the message's turn comes. */
  *#post(item: Item, present: readonly Command[]): Script<Uint8Array | undefined> {
    const session = this.#session;
    const { delivery } = item;
    const state = stateOf(session);
    try {
      startMessage(session, delivery);
      // What has to be waited for would keep the end of the message before it from going out.
      if (!(yield* askForContent(session, delivery, true))) return undefined;
      planMessage(session, delivery);
      const prepared = yield* prepare(session, delivery, "pipelined");
      if (isRetry(prepared)) return undefined;
      const flight = prepared.firstFlight;
      const commands = flight.map(({ command }) => command);
      if (prepared.steps.length === 0 || !this.#fits([...present, ...commands])) return undefined;
      const lines = encodeCommands(session, commands, "ready");
      if (session.observed) yield* emitCommandEvent(session, commands);
      recordContentWritten(delivery, flight);
      if (delivery.handover.isComplete) item.whole = true;
      item.posted = { prepared, state: stateOf(session) };
      item.state = "posted";
      session.connection.pendingReplies += flight.length;
      return concat([lines, flight.at(-1)?.chunk?.octets ?? EMPTY_BYTES]);
    } catch (error) {
      if (error instanceof SmtpError || error instanceof BodyError) return undefined;
      throw error;
    } finally {
      Object.assign(session, state);
    }
  }

  #fits(commands: readonly Command[]): boolean {
    const written = this.#posted().flatMap(({ posted }) =>
      (posted?.prepared.firstFlight ?? []).map(({ command }) => command),
    );
    const all = [...written, ...commands];
    const octets = all.reduce((sum, { line }) => sum + line.length + 2, 0);
    return all.length <= MAX_UNANSWERED_COMMANDS && octets <= MAX_UNANSWERED_BYTES;
  }

  /** Delivers a message until its outcome is known. */
  *#deliver(item: Item): Script<void> {
    const { index, delivery, posted } = item;
    item.state = "begun";
    try {
      const written = posted && this.#resumeEnvelope(delivery, posted);
      const receipt = yield* withMessageIndex(
        index,
        deliverToAll(this.#session, delivery, written),
      );
      item.outcome = { receipt };
    } catch (error) {
      item.outcome = { error };
      if (this.#posted().length > 0) item.doubt = this.#session.flightsOutOfSync;
    }
    item.state = "done";
  }

  /** Returns the envelope that was written ahead, unless the connection has ended since. */
  #resumeEnvelope(delivery: Delivery, { prepared, state }: Required<Item>["posted"]) {
    const session = this.#session;
    if (session.connection.open && !session.connection.unusable) {
      Object.assign(session, state);
      return prepared;
    }
    if (delivery.handover.isComplete) {
      const cause = new TransportError("reset", "The connection ended with a message before it.");
      throw createUnknownOutcomeError(session, delivery, cause);
    }
    return undefined;
  }

  /**
   * Returns the outcome to report. If a reply is missing behind a refusal, the refusal may belong to another command
   * and the server may have the message. Sending such a message again could deliver it twice.
   */
  #certain(item: Item, outcome: SettledOutcome): SettledOutcome {
    if (item.doubt === undefined || item.doubt === this.#session.flightsOutOfSync) return outcome;
    const { error } = outcome as { readonly error?: unknown };
    if (!item.whole || (SmtpError.is(error) && error.code === "OUTCOME_UNKNOWN")) return outcome;
    return { error: this.#unknownOutcome(item) };
  }

  #unknownOutcome({ delivery }: Item): SmtpError {
    forgetReplies(delivery);
    const cause = new OutOfSyncError("It gave fewer replies than it was given commands.");
    return createUnknownOutcomeError(this.#session, delivery, cause);
  }

  /** Stops writing messages ahead if a connection ended under messages that were written ahead. */
  *#stopPipelining({ outcome }: Item): Script<void> {
    const session = this.#session;
    if ((session.connection.open && !session.connection.unusable) || this.#posted().length === 0)
      return;
    const cause =
      outcome && "error" in outcome && SmtpError.is(outcome.error) && outcome.error.cause;
    const reason = lossReason(cause);
    if (!reason || choiceOf(session, "PIPELINING").method !== ACROSS_MESSAGES) return;
    const leaving = {
      feature: "PIPELINING",
      method: ACROSS_MESSAGES,
      reason,
      cost: 0,
    } as const;
    yield* fallBack(session, { ...leaving, phase: "envelope" });
  }

  *#report(): Script<void> {
    for (let [first] = this.#items; first?.outcome; [first] = this.#items) {
      if (first.doubt !== undefined && this.#posted().length > 0) return;
      this.#items.shift();
      const { index } = first;
      const outcome = this.#certain(first, first.outcome);
      yield* perform({ do: "result", index, outcome });
    }
  }
}

function stateOf({ methodsInUse, constraints }: Session): MessageState {
  return { methodsInUse, constraints };
}
