/** The type of a mailer. `mailer.ts` has the implementation, `composing.ts` the one that accepts drafts. */

import type { Plan } from "../../protocol/plan/plan.ts";
import type { Receipt } from "../../protocol/session/outcome.ts";
import type { CallOptions } from "../connection/call-clock.ts";
import type { SendManyOptions } from "../connection/connection.ts";
import type { Ledger } from "../memory/ledger.ts";
import type { RememberedHint } from "../memory/remembered.ts";
import type { Message } from "../message/message.ts";
import type { SendManyResult } from "./send-many.ts";

/** Sends messages through one server or several. */
export interface Mailer extends AsyncDisposable {
  /**
   * Sends one message.
   *
   * @param message envelope and content
   * @param options `signal` stops it
   * @returns a receipt, if at least one recipient was accepted
   * @throws {SmtpError} if no recipient was accepted; `recipients` has the outcome of each
   * @throws {TypeError | RangeError} for a message that cannot be sent, before anything is written
   */
  send(message: Message, options?: CallOptions): Promise<Receipt>;
  /**
   * Sends many messages, as many at once as there are connections, and never throws for one of them.
   *
   * @param messages any iterable; it is read as fast as messages are sent
   * @param options `signal` stops it; with `maxUnacknowledged` messages are pipelined on one connection at a time,
   * and if that server fails, the messages not yet begun move to another server
   * @returns for each message its index and its receipt or error, as soon as it is known
   */
  sendMany(
    messages: Iterable<Message> | AsyncIterable<Message>,
    options?: SendManyOptions,
  ): AsyncGenerator<SendManyResult, void, undefined>;
  /**
   * Connects, secures and authenticates, and sends nothing.
   *
   * @returns the plan for the first server that is available
   * @throws {SmtpError} if no server is available as required
   */
  verify(options?: CallOptions): Promise<Plan>;
  /** What the servers do not support, according to their replies. */
  readonly ledger: Ledger;
  /** Lists what was learned of the servers and is still valid: what, why, and until when. */
  hints(): Promise<readonly (RememberedHint & { readonly server: string })[]>;
  /** Waits for running calls, sends QUIT to all servers and closes. May be called again. */
  close(): Promise<void>;
}
