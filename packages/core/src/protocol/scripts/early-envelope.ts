/**
 * Writes the envelope of a message behind the EHLO of the connection that is opened for the message. EHLO itself is
 * in `early-pipelining.ts`.
 */

import { concat, EMPTY_BYTES } from "../bytes/octets.ts";
import type { Command } from "../command/command.ts";
import { SmtpError } from "../errors/errors.ts";
import { findUnmetRequirements } from "../plan/session-plan.ts";
import type { Delivery } from "../session/delivery.ts";
import type { Script } from "../session/effects.ts";
import type { PipelinedCommands } from "../session/pipelined-commands.ts";
import type { Session } from "../session/session.ts";
import { canPipeline, emitCommandEvent, encodeCommands } from "../session/wire.ts";
import { prepare, recordContentWritten } from "./envelope.ts";
import type { PreparedEnvelope } from "./envelope-state.ts";
import { isRetry } from "./next-step.ts";
import { planMessage } from "./plan-message.ts";

/** The commands that may be written behind EHLO in early pipelining: never a credential, never a whole message. */
export class EarlyPipelinedEnvelope implements PipelinedCommands {
  readonly #session: Session;
  readonly #delivery: Delivery;
  #posted: PreparedEnvelope | undefined;

  constructor(session: Session, delivery: Delivery) {
    this.#session = session;
    this.#delivery = delivery;
  }

  /** The envelope that was written early, until its replies are read. */
  get posted(): PreparedEnvelope | undefined {
    return this.#session.pendingReplies > 0 ? this.#posted : undefined;
  }

  *appendToFlight(_present: readonly Command[]): Script<Uint8Array> {
    const session = this.#session;
    const delivery = this.#delivery;
    const secret = session.config.credentials && session.wishes.AUTH !== "avoid";
    if (secret || !canPipeline(session) || findUnmetRequirements(session).length > 0)
      return EMPTY_BYTES;
    try {
      planMessage(session, delivery);
      const prepared = yield* prepare(session, delivery, "early");
      if (isRetry(prepared)) return EMPTY_BYTES;
      const flight = prepared.firstFlight;
      const commands = flight.map(({ command }) => command);
      const lines = encodeCommands(session, commands, "ready");
      if (session.observed) yield* emitCommandEvent(session, commands);
      recordContentWritten(delivery, flight);
      this.#posted = prepared;
      session.pendingReplies += flight.length;
      return concat([lines, flight.at(-1)?.chunk?.octets ?? EMPTY_BYTES]);
    } catch (error) {
      // The normal order reports the error.
      if (error instanceof SmtpError) return EMPTY_BYTES;
      throw error;
    }
  }

  /** Early commands are dropped with the connection. */
  *finishPending(): Script<void> {
    yield* [];
    this.#session.unusable = true;
  }
}
