/**
 * One message on its way from server to server: the errors so far, and the recipients that are refused permanently
 * (RFC 5321 5.1).
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

/** Where a message goes on to, and what it has cost to find out that it must. */
export interface Onward {
  /** The name of the next server. */
  readonly method: string;
  readonly wish: Wish;
  readonly extraRoundTrips: number;
}

/** A message with the servers that could not take it, and the recipients whom they refused permanently. */
export class FailoverState {
  readonly #body: CheckedMessage["body"];
  readonly #moves: Decision[] = [];
  readonly #refused: RecipientOutcome[] = [];
  #outgoing: CheckedMessage["outgoing"];

  /** @param message its body must be one that can be put back */
  constructor({ outgoing, body }: CheckedMessage) {
    this.#outgoing = outgoing;
    this.#body = body;
  }

  /** What the next server is given. */
  get message(): CheckedMessage {
    return { outgoing: this.#outgoing, body: this.#body };
  }

  /**
   * Goes on to another server.
   *
   * @param after what the error means for that, by `decideAfterError`
   * @returns the decision to report; undefined when the message has to stay, and the error is the end of it
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
    this.#refused.push(...error.recipients.filter((each) => !whole && isFinal(each)));
    this.#outgoing = { ...this.#outgoing, to: rest };
    const move = failoverDecision(wish, method, after.reason, error, extraRoundTrips);
    this.#moves.push(move);
    return move;
  }

  /** A receipt with what happened at the servers before. */
  completeReceipt(receipt: Receipt): Receipt {
    return addMovesToReceipt(receipt, this.#moves, this.#refused);
  }

  /** An error with what happened at the servers before. */
  failed(error: SmtpError): SmtpError {
    return toFailoverError(error, this.#moves, this.#refused);
  }
}

function isFinal({ outcome, temporary }: RecipientOutcome): boolean {
  return outcome === "rejected" && temporary !== true;
}

/** Recipients that no server has refused permanently. */
function pendingAfter({ recipients }: SmtpError) {
  const final = new Set(recipients.filter(isFinal).map(({ address }) => address));
  return (mailbox: Parameters<typeof formatMailbox>[0]) => !final.has(formatMailbox(mailbox));
}
