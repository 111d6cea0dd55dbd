/**
 * The state of one message that is passed from server to server: the errors so far, and the recipients that were
 * refused permanently (RFC 5321 5.1). The rules are in `failover.ts`.
 */
import { formatMailbox } from "../../protocol/address/address.ts";
import type { SmtpError } from "../../protocol/errors/errors.ts";
import type { Decision } from "../../protocol/plan/decision.ts";
import type { Wish } from "../../protocol/plan/feature.ts";
import type { Receipt, RecipientOutcome } from "../../protocol/session/outcome.ts";
import type { CheckedMessage } from "../message/message.ts";
import {
  addMovesToReceipt,
  type decideAfterError,
  failoverDecision,
  toFailoverError,
} from "./failover.ts";

/** The next server of a message, and the cost of the failed one. */
export interface Onward {
  /** The name of the next server. */
  readonly method: string;
  readonly wish: Wish;
  readonly extraRoundTrips: number;
}

/** A message with the servers that could not take it, and the recipients that they refused permanently. */
export class FailoverState {
  readonly #body: CheckedMessage["body"];
  readonly #moves: Decision[] = [];
  readonly #refused: RecipientOutcome[] = [];
  #outgoing: CheckedMessage["outgoing"];

  /** @param message its body must allow a second reading */
  constructor({ outgoing, body }: CheckedMessage) {
    this.#outgoing = outgoing;
    this.#body = body;
  }

  /** The message for the next server. */
  get message(): CheckedMessage {
    return { outgoing: this.#outgoing, body: this.#body };
  }

  /**
   * Moves the message to another server.
   *
   * @param after the consequences of the error, from `decideAfterError`
   * @returns the decision to report; undefined if no other server may get the message, and the error is final
   */
  async moveToNextServer(
    error: SmtpError,
    after: ReturnType<typeof decideAfterError>,
    { method, wish, extraRoundTrips }: Onward,
  ): Promise<Decision | undefined> {
    if (after.next !== "yes" || !(await this.#body.rewind())) return undefined;
    const { partial, to } = this.#outgoing;
    const whole = partial === "refuse";
    const rest = whole ? to : to.filter(pendingAfter(error));
    if (rest.length === 0) return undefined;
    for (const each of error.recipients) if (!whole && isFinal(each)) this.#refused.push(each);
    this.#outgoing = { ...this.#outgoing, to: rest };
    const move = failoverDecision(wish, method, after.reason, error, extraRoundTrips);
    this.#moves.push(move);
    return move;
  }

  /** Adds what happened at earlier servers to a receipt. */
  completeReceipt(receipt: Receipt): Receipt {
    return addMovesToReceipt(receipt, this.#moves, this.#refused);
  }

  /** Adds what happened at earlier servers to an error. */
  failed(error: SmtpError): SmtpError {
    return toFailoverError(error, this.#moves, this.#refused);
  }
}

function isFinal({ outcome, temporary }: RecipientOutcome): boolean {
  return outcome === "rejected" && temporary !== true;
}

/** Returns the recipients that no server has refused permanently. */
function pendingAfter({ recipients }: SmtpError) {
  const final = new Set(recipients.filter(isFinal).map(({ address }) => address));
  return (mailbox: Parameters<typeof formatMailbox>[0]) => !final.has(formatMailbox(mailbox));
}
