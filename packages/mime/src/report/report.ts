/** The types of a report: plain frozen data. No logic. */
import type { Reply } from "@parley-smtp/core";

/** The outcome of a recipient (RFC 3464 2.3.3). */
export type ReportAction = "failed" | "delayed" | "delivered" | "relayed" | "expanded";

/** The source of a report: the fields of RFC 3464, or the text of a bounce without fields. */
export type ReportForm = "delivery-status" | "text";

/** The outcome of one recipient in a report. */
export interface ReportedRecipient<Meaning = never> {
  /** The address that the message was sent to, as far as the report shows it: ORCPT before the final one. */
  readonly address: string;
  /** The address after forwarding (Final-Recipient). */
  readonly finalRecipient?: string;
  /** The address in the ORCPT that the sender gave (RFC 3461 4.2). */
  readonly originalRecipient?: string;
  /** The outcome; for a bounce without fields: `failed`, or `delayed` for a temporary reply. */
  readonly action: ReportAction;
  /** The status code (RFC 3463), such as `5.1.1`. */
  readonly status?: string;
  /** The reply of the server that refused the message. */
  readonly reply?: Reply;
  /** The reason, if it is not a reply, such as `unknown user: "ann"`. */
  readonly reason?: string;
  /** The refused command, if the report names it, in the form that `explain` takes. */
  readonly command?: string;
  /** The server that refused the message. */
  readonly remoteServer?: string;
  /** The result of `classify` for the reply. */
  readonly meaning?: Meaning;
}

/** A bounce, or another message about a delivery. */
export interface DeliveryReport<Meaning = never> {
  /** Distinguishes reports from other messages. */
  readonly isReport: true;
  /** The source of the report. */
  readonly form: ReportForm;
  /** The program or service that wrote it, such as `Postfix` or `Gmail`, if known. */
  readonly origin?: string;
  /** The reporting server. */
  readonly reportingServer?: string;
  /** ENVID as the sender gave it (RFC 3461 4.4). */
  readonly envid?: string;
  /** The Message-ID of the message that the report is about, with its angle brackets. */
  readonly originalMessageId?: string;
  /** The recipients, in the order of the report. */
  readonly recipients: readonly ReportedRecipient<Meaning>[];
  /** The limit because of which a part of the message was not read, as a sentence; absent if everything was read. */
  readonly truncated?: string;
}

/** A message that is not a report. */
export interface NoReport {
  /** Distinguishes reports from other messages. */
  readonly isReport: false;
  /** Why the message is not a report, as a sentence. */
  readonly why: string;
  /** The limit because of which a part of the message was not read, as a sentence; absent if everything was read. */
  readonly truncated?: string;
}

/**
 * A function that classifies a reply: `classifyReply` of the core, or a similar one.
 *
 * @param subject the reply, and the answered command if it is known
 * @param context the server of the reply
 */
export type Classify<Meaning> = (
  subject: { readonly reply: Reply; readonly command?: string },
  context: { readonly server?: string },
) => Meaning | undefined;

/** How to read a report. */
export interface ReadReportOptions<Meaning> {
  /** Adds a `meaning` to each recipient with a reply. */
  readonly classify?: Classify<Meaning>;
  /** The most bytes of the message that are read; the rest belongs to the returned message. Default: 2,097,152. */
  readonly maxBytes?: number;
}
