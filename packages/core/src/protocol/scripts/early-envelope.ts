/** The envelope of a message behind the EHLO of the connection that is opened for it. */
import type { Ahead } from "../ahead.ts";
import type { Command } from "../command.ts";
import type { Script } from "../effects.ts";
import { SmtpError } from "../errors.ts";
import { concat, NOTHING } from "../octets.ts";
import type { Session } from "../session.ts";
import type { Transaction } from "../transaction.ts";
import { unmetOf } from "../view.ts";
import { announce, encoded, pipelines } from "../wire.ts";
import { handOver, prepare } from "./envelope.ts";
import type { Prepared } from "./envelope-state.ts";
import { settleFor } from "./plan-message.ts";

/** What may go along with EHLO in early talk: never a credential, never a whole message. */
export class EarlyEnvelope implements Ahead {
  readonly #session: Session;
  readonly #transaction: Transaction;
  #posted: Prepared | undefined;

  constructor(session: Session, transaction: Transaction) {
    this.#session = session;
    this.#transaction = transaction;
  }

  /** The envelope that went along, while the replies to it are due. */
  get posted(): Prepared | undefined {
    return this.#session.due > 0 ? this.#posted : undefined;
  }

  *fill(_present: readonly Command[]): Script<Uint8Array> {
    const session = this.#session;
    const transaction = this.#transaction;
    const secret = session.config.credentials && session.wishes.AUTH !== "avoid";
    if (secret || !pipelines(session) || unmetOf(session).length > 0) return NOTHING;
    try {
      settleFor(session, transaction);
      const prepared = yield* prepare(session, transaction, "early");
      const flight = prepared.firstFlight;
      const commands = flight.map(({ command }) => command);
      const lines = encoded(session, commands, "ready");
      if (session.observed) yield* announce(session, commands);
      handOver(transaction, flight);
      this.#posted = prepared;
      session.due += flight.length;
      return concat([lines, flight.at(-1)?.chunk?.octets ?? NOTHING]);
    } catch (error) {
      // The ordinary way will say what is wrong.
      if (error instanceof SmtpError) return NOTHING;
      throw error;
    }
  }

  /** What was begun on a bet is given up with the connection. */
  *drain(): Script<void> {
    yield* [];
    this.#session.ending = true;
  }
}
