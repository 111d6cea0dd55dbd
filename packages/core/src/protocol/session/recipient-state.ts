/** The state of one recipient in a delivery. Only the methods of this class change it. */
import type { Reply } from "../reply/reply.ts";
import type { Reason } from "../reply/situation.ts";
import type { Recipient } from "./outgoing-message.ts";

/** Why the server refused a recipient. */
export interface RecipientRefusal {
  /** Whether sending again later may help. */
  readonly temporary: boolean;
  /** The command that was refused. Absent: the content. */
  readonly command?: string;
  /** The meaning of the refusal. */
  readonly reason?: Reason;
}

/** One recipient of a delivery. */
export class RecipientState {
  /** Address and parameters of RCPT. */
  readonly mailbox: Recipient;
  #outcome: "waiting" | "pending" | "accepted" | "delivered" | "rejected" = "waiting";
  #reply: Reply | undefined;
  #refusal: RecipientRefusal | undefined;

  constructor(mailbox: Recipient) {
    this.mailbox = mailbox;
  }

  /**
   * - `waiting`: for another transaction.
   * - `pending`: to be sent in the current transaction.
   * - `accepted`: RCPT succeeded in the current transaction.
   * - `delivered`: the server has accepted the message for this recipient; `reply` confirms it.
   * - `rejected`: refused.
   */
  get outcome(): "waiting" | "pending" | "accepted" | "delivered" | "rejected" {
    return this.#outcome;
  }

  /** The last reply about this recipient. */
  get reply(): Reply | undefined {
    return this.#reply;
  }

  /** Why it was rejected the last time. */
  get refusal(): RecipientRefusal | undefined {
    return this.#refusal;
  }

  /** Whether the outcome is final: no other transaction includes this recipient. */
  get isSettled(): boolean {
    return this.#outcome === "delivered" || this.#outcome === "rejected";
  }

  /** Leaves the recipient to another transaction. */
  wait(): void {
    this.#outcome = "waiting";
  }

  /** Includes the recipient in the current transaction. What was answered before does not count. */
  include(): void {
    this.#outcome = "pending";
  }

  /** Notes a reply to RCPT, whatever it means. */
  noteReply(reply: Reply): void {
    this.#reply = reply;
  }

  /** RCPT succeeded. */
  accept(): void {
    this.#outcome = "accepted";
  }

  /** The server has accepted the message for this recipient. Later events do not change that. */
  deliver(reply: Reply): void {
    this.#outcome = "delivered";
    this.#reply = reply;
  }

  /** The server refused the recipient, or the content for it. */
  reject(refusal: RecipientRefusal, reply = this.#reply): void {
    this.#outcome = "rejected";
    this.#refusal = refusal;
    this.#reply = reply;
  }
}
