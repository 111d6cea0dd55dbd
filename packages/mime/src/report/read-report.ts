/**
 * Decides whether a message is a delivery report, and reads it. Fields are parsed in `fields.ts`, texts in
 * `recipients.ts`.
 */
import { findReplies, maskCredentials } from "@parley-smtp/core/find-replies";
import type { Email } from "postal-mime";
import { MAX_TEXT } from "./addresses.ts";
import { type Fields, nameOf, originalOf, readGroups } from "./fields.ts";
import { contentOf, parseMessage, textOf } from "./message.ts";
import { messageIdIn, quotedMessageId, splitCopy } from "./original.ts";
import { byRecipient, isRecipient, MAX_RECIPIENTS, readFields, readText } from "./recipients.ts";
import type { DeliveryReport, NoReport, ReadReportOptions } from "./report.ts";
import { whyNoBounce } from "./signs.ts";

const MAX_BYTES = 2_097_152;

/**
 * Reads a bounce, or another delivery report.
 *
 * The fields of RFC 3464 and RFC 6533 come first. A report without them is read by its text, as written by qmail,
 * Exim, Exchange, Gmail, Yahoo and GMX. Anybody can send a report: nothing in it proves that a delivery failed.
 * Compare `originalMessageId` or `envid` with your sent messages, and escape everything that you show.
 *
 * @param message the unchanged message; a string has one character for each character of the message
 * @param options a function that classifies replies, and how many bytes are read
 * @returns the report, or why the message is not a report
 * @throws {TypeError} for a value that is neither a string nor bytes
 * @throws {RangeError} if `maxBytes` is not a positive integer
 * @example
 * import { classifyReply } from "@parley-smtp/core/meaning";
 * const report = await readReport(raw, { classify: classifyReply });
 * if (report.isReport) {
 *   for (const { address, action, reply, meaning } of report.recipients) console.log(address, action, meaning?.kind);
 * }
 */
export async function readReport<Meaning = never>(
  message: string | Uint8Array,
  { classify, maxBytes = MAX_BYTES }: ReadReportOptions<Meaning> = {},
): Promise<DeliveryReport<Meaning> | NoReport> {
  const { email, truncated } = await parseMessage(message, maxBytes);
  const cut = truncated === undefined ? {} : { truncated };
  const text = maskCredentials(textOf(email));
  const status = email.attachments.find(({ mimeType }) =>
    /^message\/(?:global-)?delivery-status$/i.test(mimeType),
  );
  const groups = status === undefined ? [] : readGroups(contentOf(status));
  const recipients = groups.filter(isRecipient).slice(0, MAX_RECIPIENTS);
  const why = recipients.length > 0 ? undefined : whyNoBounce(email, text);
  if (why !== undefined) return Object.freeze({ isReport: false, why, ...cut });
  const { said, copy } = splitCopy(text);
  const found = findReplies(said.slice(0, MAX_TEXT));
  const inText = byRecipient(found, recipients.length === 1);
  const read =
    recipients.length > 0
      ? recipients.map((fields) => readFields(fields, inText, classify))
      : readText(email, found, said, classify);
  if (read.length === 0) {
    return Object.freeze({
      isReport: false,
      why: "It names no recipient that a message was not delivered to.",
      ...cut,
    });
  }
  const about = groups.find((fields) => !isRecipient(fields));
  const envid = originalOf(about?.get("original-envelope-id"));
  const reportingServer = nameOf(about?.get("reporting-mta"));
  const originalMessageId = originalIdOf(email, about, copy);
  const origin = found.find((one) => one.origin !== undefined)?.origin;
  return Object.freeze({
    isReport: true,
    form: recipients.length > 0 ? "delivery-status" : "text",
    ...(origin !== undefined && { origin }),
    ...(reportingServer !== undefined && { reportingServer }),
    ...(envid !== undefined && { envid }),
    ...(originalMessageId !== undefined && { originalMessageId }),
    recipients: Object.freeze(read),
    ...cut,
  });
}

function originalIdOf(email: Email, about: Fields | undefined, copy: string): string | undefined {
  const field = /<[^<>\s]{1,900}>/.exec(about?.get("x-original-message-id") ?? "")?.[0];
  if (field !== undefined) return field;
  for (const part of email.attachments) {
    if (
      /^(?:message\/(?:global|rfc822)|text\/rfc822-headers|message\/(?:global|rfc822)-headers)$/i.test(
        part.mimeType,
      )
    ) {
      const id = messageIdIn(contentOf(part));
      if (id !== undefined) return id;
    }
  }
  return quotedMessageId(copy) ?? email.inReplyTo ?? undefined;
}
