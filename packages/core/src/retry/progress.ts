/** How far the delivery of one message has come, over several tries. */

import type { Message } from "../client/message/message.ts";
import type { RecipientOptions } from "../client/message/message-options.ts";
import { type MeaningUsed, meaningBy } from "../client/options/classifier.ts";
import type { ReplyMeaning, WithReply } from "../meaning/mod.ts";
import { formatMailbox, parseRecipient } from "../protocol/address/address.ts";
import { copyErrorWithRecipients, SmtpError } from "../protocol/errors/errors.ts";
import type { Receipt, RecipientOutcome } from "../protocol/session/outcome.ts";

/** Reads what a refusal means. */
type Classify = (subject: WithReply) => Pick<ReplyMeaning, "kind" | "wait"> | undefined;

/** A server that asks for longer than a day is not believed. */
const LONGEST_ASKED = 24 * 60 * 60;

/** Thrown after a try that leaves something to try again. */
export class Unfinished extends Error {
  override readonly name = "Unfinished";
  readonly greylisted: boolean;
  /** Milliseconds that a server asks to wait, the longest of all recipients. */
  readonly wait: number | undefined;
  readonly recipients: readonly string[];

  constructor(pending: readonly RecipientOutcome[], classify: Classify | undefined) {
    super("Some recipients were refused for now.");
    const meanings = classify && pending.map((recipient) => meaningBy(classify, recipient));
    this.greylisted = meanings
      ? meanings.some((meaning) => meaning?.kind === "greylisted")
      : pending.some(isGreylisted);
    this.wait = longestOf(meanings ?? []);
    this.recipients = pending.map(({ address }) => address);
  }

  /** The same for an observer. */
  get told(): { readonly recipients: readonly string[]; readonly greylisted: boolean } {
    const { recipients, greylisted } = this;
    return { recipients, greylisted };
  }
}

/** The address of a recipient, as outcomes name it. */
function getRecipientAddress(recipient: string | RecipientOptions): string {
  const address = typeof recipient === "string" ? recipient : recipient.address;
  return formatMailbox(parseRecipient(address));
}

function longestOf(meanings: readonly (MeaningUsed | undefined)[]): number | undefined {
  const waits = meanings.flatMap((meaning) => meaning?.wait ?? []);
  const sane = waits.filter((wait) => wait > 0 && wait <= LONGEST_ASKED);
  return sane.length === 0 ? undefined : Math.max(...sane) * 1000;
}

/** A refusal that asks for a second visit: 450, or 451 with 4.7.x, to RCPT (RFC 6647 2.1). */
function isGreylisted({ outcome, reply }: RecipientOutcome): boolean {
  if (outcome !== "rejected" || !reply) return false;
  const policy = reply.enhanced?.startsWith("4.7.") ?? false;
  return reply.code === 450 || (reply.code === 451 && policy);
}

/** One message on its way. */
export class RetryProgress {
  readonly #message: Message;
  /** By address, in the order of the first try. */
  readonly #outcomes = new Map<string, RecipientOutcome>();
  readonly #receipts: Receipt[] = [];
  #error: SmtpError | undefined;
  /** Those who are to be tried again; absent: everybody, at the first try. */
  #pending: readonly RecipientOutcome[] | undefined;

  readonly #classify: Classify | undefined;

  constructor(message: Message, classify: Classify | undefined) {
    this.#message = message;
    this.#classify = classify;
  }

  /**
   * Tries once, for whom it is still worth trying.
   *
   * @throws {Unfinished} when another try may help
   * @throws whatever `send` throws for a message that cannot be sent at all
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
   * What has come of it.
   *
   * @param closed the mailer was closed, so that there was no next try
   * @throws {SmtpError} when nobody was accepted, or nobody knows
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
    // As they were given, with what is asked for each.
    const rest = [to].flat().filter((each) => pending.has(getRecipientAddress(each)));
    return { ...this.#message, envelope: { from, to: rest } };
  }

  #note(recipients: readonly RecipientOutcome[]): void {
    for (const recipient of recipients) this.#outcomes.set(recipient.address, recipient);
    const unknown = recipients.some(({ outcome }) => outcome === "unknown");
    const open = recipients.filter(({ temporary, outcome }) => temporary && outcome !== "accepted");
    // All or none: with one refused permanently there is nobody left to try for.
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
