/**
 * Many messages, where the end of one and the envelope of the next share a
 * flight (RFC 2920 3.1), and small messages follow each other by BDAT without
 * waiting once the server has proved to know it.
 *
 * The outcome of each is reported as exactly as for a message alone: one that was
 * handed over whole and not answered is unknown, and never sent again; one of
 * which no content was sent goes over the next connection.
 */
import { type Ahead, ALONE } from "../ahead.ts";
import type { Command } from "../command.ts";
import { BodyError } from "../content.ts";
import { perform, type Script, type SettledEffect } from "../effects.ts";
import { SmtpError } from "../errors.ts";
import { concat, NOTHING } from "../octets.ts";
import { OutOfStep } from "../out-of-step.ts";
import type { Session } from "../session.ts";
import { createTransaction, survey, type Transaction } from "../transaction.ts";
import { TransportError } from "../transport-error.ts";
import { choiceOf } from "../view.ts";
import { announce, encoded, whyLost } from "../wire.ts";
import { begin, carry, unknown } from "./deliver.ts";
import { handOver, prepare } from "./envelope.ts";
import type { Prepared } from "./envelope-state.ts";
import { fallBack } from "./fallback.ts";
import { forMessage } from "./for-message.ts";
import { mayBegin } from "./limits.ts";
import { settleFor } from "./plan-message.ts";
import { forgetReplies } from "./redo.ts";

/** Commands, and octets of them, that are unanswered at a time, so that nobody's buffers fill (RFC 2920 3.1). */
const MOST_COMMANDS = 100;
const MOST_OCTETS = 8192;

const ACROSS = "across messages";

/** What the session knows of the present message alone. */
type MessageState = Pick<Session, "settled" | "terms">;

type Outcome = SettledEffect["outcome"];

/** One of the messages, and how far it has come. */
interface Item {
  readonly index: number;
  readonly transaction: Transaction;
  state: "waiting" | "posted" | "begun" | "done";
  /** What was written behind the message before it, with the ways that its features took then. */
  posted?: { readonly prepared: Prepared; readonly state: MessageState };
  outcome?: Outcome;
  /**
   * It was refused while others were unanswered behind it: the session's count of flights out of step then.
   * If a reply was lost, the refusal may have been theirs.
   */
  doubt?: number;
  /** All of it has been handed over once, so that the server may have it. */
  whole?: true;
}

/**
 * Sends the messages that `next` effects give, until one gives none, and tells
 * the outcome of each by `settled` effects, in their order.
 *
 * @param session a session, open or not
 * @param most whole messages that may be unanswered at a time; with 1 none overlaps another
 */
export function* deliverMany(session: Session, most: number): Script<void> {
  const line = new Line(session, most);
  session.overlap = most > 1;
  session.ahead = line;
  try {
    yield* line.run();
  } finally {
    session.overlap = false;
    session.ahead = ALONE;
  }
}

/** The messages that were accepted and not yet reported, in their order. */
class Line implements Ahead {
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
      yield* this.#bring(item);
      yield* this.#stepDown(item);
      yield* this.#tell();
    }
  }

  *fill(commands: readonly Command[]): Script<Uint8Array> {
    const pieces: Uint8Array[] = [];
    const present = this.#begun();
    if (present?.transaction.handedOver) present.whole = true;
    while (this.#mayFollow()) {
      const item = yield* this.#next();
      // What has to be waited for would keep the end of the message before it from going out.
      if (item?.transaction.message.size === undefined) break;
      const octets = yield* forMessage(item.index, this.#post(item, commands));
      if (!octets) break;
      pieces.push(octets);
    }
    return concat(pieces);
  }

  *drain(): Script<void> {
    const before = this.#draining;
    const { outOfStep } = this.#session;
    const state = stateOf(this.#session);
    this.#draining = true;
    // One of them may have drained the rest itself.
    for (let [item] = this.#posted(); item; [item] = this.#posted()) yield* this.#bring(item);
    this.#draining = before;
    Object.assign(this.#session, state);
    const present = this.#begun();
    if (present?.whole && this.#session.outOfStep > outOfStep) throw this.#inDoubt(present);
  }

  /** The present one: of those that were begun the last, for the others wait until it has come to its end. */
  #begun(): Item | undefined {
    return this.#items.findLast(({ state }) => state === "begun");
  }

  #posted(): Item[] {
    return this.#items.filter(({ state }) => state === "posted");
  }

  /** The first one that is to be begun, or to be written ahead. */
  *#next(): Script<Item | undefined> {
    const begun = this.#items.some(({ state }) => state === "begun");
    const item = this.#items.find(
      ({ state }) => state === "waiting" || (state === "posted" && !begun),
    );
    if (item) return item;
    const given = yield* perform({ do: "next" });
    if (!given) return undefined;
    const { index, message } = given;
    const taken: Item = { index, transaction: createTransaction(message), state: "waiting" };
    this.#items.push(taken);
    return taken;
  }

  /** Nothing stands behind what is no whole message (RFC 2920 3.1: DATA comes last). */
  #mayFollow(): boolean {
    const posted = this.#posted();
    return (
      !this.#draining &&
      !this.#session.ending &&
      this.#items.every(({ doubt }) => doubt === undefined) &&
      posted.length + 1 < this.#most &&
      posted.every(({ transaction }) => transaction.handedOver) &&
      // That of the present message may not be counted yet.
      mayBegin(this.#session, posted.length + 2) &&
      choiceOf(this.#session, "PIPELINING").way === ACROSS &&
      choiceOf(this.#session, "RSET").way === "RSET"
    );
  }

  /** Prepares an envelope for the present flight. An error is reported when its turn has come. */
  *#post(item: Item, present: readonly Command[]): Script<Uint8Array | undefined> {
    const session = this.#session;
    const { transaction } = item;
    const state = stateOf(session);
    try {
      begin(session, transaction);
      yield* survey(transaction);
      settleFor(session, transaction);
      const prepared = yield* prepare(session, transaction, "behind");
      const flight = prepared.firstFlight;
      const commands = flight.map(({ command }) => command);
      if (prepared.steps.length === 0 || !this.#fits([...present, ...commands])) return undefined;
      const lines = encoded(session, commands, "ready");
      if (session.observed) yield* announce(session, commands);
      handOver(transaction, flight);
      if (transaction.handedOver) item.whole = true;
      item.posted = { prepared, state: stateOf(session) };
      item.state = "posted";
      session.due += flight.length;
      return concat([lines, flight.at(-1)?.chunk?.octets ?? NOTHING]);
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
    return all.length <= MOST_COMMANDS && octets <= MOST_OCTETS;
  }

  /** Brings a message to its end. */
  *#bring(item: Item): Script<void> {
    const { index, transaction, posted } = item;
    item.state = "begun";
    try {
      const written = posted && this.#takeUp(transaction, posted);
      const receipt = yield* forMessage(index, carry(this.#session, transaction, written));
      item.outcome = { receipt };
    } catch (error) {
      item.outcome = { error };
      if (this.#posted().length > 0) item.doubt = this.#session.outOfStep;
    }
    item.state = "done";
  }

  /** The envelope that was written ahead, unless the connection has ended since. */
  #takeUp(transaction: Transaction, { prepared, state }: Required<Item>["posted"]) {
    const session = this.#session;
    if (session.open && !session.ending) {
      Object.assign(session, state);
      return prepared;
    }
    if (transaction.handedOver) {
      const cause = new TransportError("reset", "The connection ended with a message before it.");
      throw unknown(session, transaction, cause);
    }
    return undefined;
  }

  /**
   * The outcome that is reported for a message. A refusal may have been another command's where a reply is missing behind it,
   * and the server may have the message: to send it again could deliver it twice.
   */
  #certain(item: Item, outcome: Outcome): Outcome {
    if (item.doubt === undefined || item.doubt === this.#session.outOfStep) return outcome;
    const { error } = outcome as { readonly error?: unknown };
    if (!item.whole || (SmtpError.is(error) && error.code === "OUTCOME_UNKNOWN")) return outcome;
    return { error: this.#inDoubt(item) };
  }

  #inDoubt({ transaction }: Item): SmtpError {
    forgetReplies(transaction);
    const cause = new OutOfStep("It gave fewer replies than it was given commands.");
    return unknown(this.#session, transaction, cause);
  }

  /** A connection that ended under messages that were written ahead is not trusted with that again. */
  *#stepDown({ outcome }: Item): Script<void> {
    const session = this.#session;
    if ((session.open && !session.ending) || this.#posted().length === 0) return;
    const cause =
      outcome && "error" in outcome && SmtpError.is(outcome.error) && outcome.error.cause;
    const because = whyLost(cause);
    if (!because || choiceOf(session, "PIPELINING").way !== ACROSS) return;
    const leaving = { feature: "PIPELINING", way: ACROSS, because, cost: 0 } as const;
    yield* fallBack(session, { ...leaving, phase: "envelope" });
  }

  *#tell(): Script<void> {
    for (let [first] = this.#items; first?.outcome; [first] = this.#items) {
      if (first.doubt !== undefined && this.#posted().length > 0) return;
      this.#items.shift();
      const { index } = first;
      const outcome = this.#certain(first, first.outcome);
      yield* perform({ do: "settled", index, outcome });
    }
  }
}

function stateOf({ settled, terms }: Session): MessageState {
  return { settled, terms };
}
