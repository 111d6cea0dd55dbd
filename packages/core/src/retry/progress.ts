/** The state of one message over several tries: outcomes, pending recipients, and the wait that servers ask for. */

import type { Message } from "../client/message/message.ts";
import type { RecipientOptions } from "../client/message/message-options.ts";
import { type MeaningUsed, meaningBy } from "../client/options/classifier.ts";
import type { ReplyMeaning, WithReply } from "../meaning/mod.ts";
import { formatMailbox, parseRecipient } from "../protocol/address/address.ts";
import { copyErrorWithRecipients, SmtpError } from "../protocol/errors/errors.ts";
import type { Receipt, RecipientOutcome } from "../protocol/session/outcome.ts";

/** Returns the meaning of a refusal. */
type Classify = (subject: WithReply) => Pick<ReplyMeaning, "kind" | "wait"> | undefined;

/** Seconds: a server that asks for a wait of more than a day is ignored. */
const LONGEST_ASKED = 24 * 60 * 60;

/** Thrown after a try if another try may help. */
export class Unfinished extends Error {
  override readonly name = "Unfinished";
  readonly greylisted: boolean;
  /** The longest wait in milliseconds that a server asks for, over all recipients. */
  readonly wait: number | undefined;
  readonly recipients: readonly string[];

  constructor(pending: readonly RecipientOutcome[], classify: Classify | undefined) {
    super("Some recipients were temporarily refused.");
    const meanings = classify && pending.map((recipient) => meaningBy(classify, recipient));
    this.greylisted = meanings
      ? meanings.some((meaning) => meaning?.kind === "greylisted")
      : pending.some(isGreylisted);
    this.wait = longestOf(meanings ?? []);
    this.recipients = pending.map(({ address }) => address);
  }

  /** The same data for an observer. */
  get told(): { readonly recipients: readonly string[]; readonly greylisted: boolean } {
    const { recipients, greylisted } = this;
    return { recipients, greylisted };
  }
}

/** Returns the address of a recipient in the form of outcomes. */
function getRecipientAddress(recipient: string | RecipientOptions): string {
  const address = typeof recipient === "string" ? recipient : recipient.address;
  return formatMailbox(parseRecipient(address));
}

function longestOf(meanings: readonly (MeaningUsed | undefined)[]): number | undefined {
  const waits = meanings.flatMap((meaning) => meaning?.wait ?? []);
  const sane = waits.filter((wait) => wait > 0 && wait <= LONGEST_ASKED);
  return sane.length === 0 ? undefined : Math.max(...sane) * 1000;
}

/** Returns whether a refusal asks for another try: 450, or 451 with 4.7.x, to RCPT (RFC 6647 2.1). */
function isGreylisted({ outcome, reply }: RecipientOutcome): boolean {
  if (outcome !== "rejected" || !reply) return false;
  const policy = reply.enhanced?.startsWith("4.7.") ?? false;
  return reply.code === 450 || (reply.code === 451 && policy);
}

/** One message that is being delivered. */
export class RetryProgress {
  readonly #message: Message;
  /** By address, in the order of the first try. */
  readonly #outcomes = new Map<string, RecipientOutcome>();
  readonly #receipts: Receipt[] = [];
  #error: SmtpError | undefined;
  /** The recipients of the next try; absent: all, at the first try. */
  #pending: readonly RecipientOutcome[] | undefined;

  readonly #classify: Classify | undefined;

  constructor(message: Message, classify: Classify | undefined) {
    this.#message = message;
    this.#classify = classify;
  }

  /**
   * Tries once, for the recipients for whom another try is useful.
   *
   * @throws {Unfinished} if another try may help
   * @throws the error of `send` for a message that cannot be sent at all
   */
  async attempt(send: (message: Message) => Promise<Receipt>): Promise<void> {
    this.#error = undefined;
    try {
      const receipt = await send(this.#rest());
      this.#receipts.push(receipt);
      this.#note(receipt.recipients);
    } catch (error) {
      if (!SmtpError.is(error)) throw error;
      this.#error = error;
      this.#note(error.recipients);
    }
    if (this.#pending && this.#pending.length > 0) {
      throw new Unfinished(this.#pending, this.#classify);
    }
  }

  /**
   * Returns the result of all tries.
   *
   * @param closed whether the mailer was closed, so that there was no next try
   * @throws {SmtpError} if no recipient was accepted, or the outcome is unknown
   */
  conclude(signal: AbortSignal | undefined, closed: boolean): Receipt {
    const recipients = Object.freeze([...this.#outcomes.values()]);
    const last = this.#receipts.at(-1);
    const unknown = recipients.some(({ outcome }) => outcome === "unknown");
    if (this.#error && (unknown || !last)) {
      const waiting = closed && this.#pending !== undefined && this.#pending.length > 0;
      const why = waiting ? " It was not tried again, because the mailer was closed." : "";
      throw copyErrorWithRecipients(this.#error, recipients, why);
    }
    if (!last) throw aborted(this.#message, signal);
    const of = (wanted: RecipientOutcome["outcome"]) =>
      Object.freeze(recipients.filter(({ outcome }) => outcome === wanted));
    const roundTrips = this.#receipts.reduce((sum, receipt) => sum + receipt.roundTrips, 0);
    return Object.freeze({
      ...last,
      recipients,
      accepted: of("accepted"),
      rejected: of("rejected"),
      roundTrips,
    });
  }

  #rest(): Message {
    if (!this.#pending) return this.#message;
    const { from, to } = this.#message.envelope ?? this.#message;
    const pending = new Set(this.#pending.map(({ address }) => address));
    // As given by the caller, with the options of each recipient.
    const rest = [to].flat().filter((each) => pending.has(getRecipientAddress(each)));
    return { ...this.#message, envelope: { from, to: rest } };
  }

  #note(recipients: readonly RecipientOutcome[]): void {
    for (const recipient of recipients) this.#outcomes.set(recipient.address, recipient);
    const unknown = recipients.some(({ outcome }) => outcome === "unknown");
    const open = recipients.filter(({ temporary, outcome }) => temporary && outcome !== "accepted");
    // All or none: after one permanent refusal, no recipient is left to try.
    const whole = this.#message.partial === "refuse";
    const hopeless = unknown || (whole && open.length < recipients.length);
    this.#pending = hopeless ? [] : open;
  }
}

function aborted(message: Message, signal: AbortSignal | undefined): SmtpError {
  const { to } = message.envelope ?? message;
  const recipients = [to].flat().map(getRecipientAddress);
  return new SmtpError("The caller aborted it before the first try. Nothing was sent.", {
    code: "ABORTED",
    phase: "ready",
    retry: "now",
    recipients: recipients.map((address) => ({ address, outcome: "not-sent", temporary: true })),
    cause: signal?.reason,
  });
}
