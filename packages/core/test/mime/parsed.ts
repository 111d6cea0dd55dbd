/** What two well-known parsers make of a message: the oracles of re-encoding. */
import { createHash } from "node:crypto";
import { simpleParser } from "mailparser";
import PostalMime, { type Email } from "postal-mime";

/** What a reader sees of a message, in an order that does not depend on its encoding. */
export interface Parsed {
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly attachments: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

function sha256(octets: Uint8Array): string {
  return createHash("sha256").update(octets).digest("hex");
}

function lines(octets: Buffer): Uint8Array {
  const text = octets.toString("latin1").replace(/\r?\n/g, "\n");
  return Buffer.from(text.replace(/\n+$/, ""), "latin1");
}

/** By the `mailparser` package. */
export async function byMailparser(message: Uint8Array): Promise<Parsed> {
  const mail = await simpleParser(Buffer.from(message), { skipImageLinks: true });
  const { subject, date, from, to, messageId } = mail;
  return {
    text: mail.text,
    html: mail.html || undefined,
    attachments: mail.attachments.map(
      ({ filename, contentType, content }) => `${filename} ${contentType} ${sha256(content)}`,
    ),
    fields: { subject, date, from, to, messageId },
  };
}

/**
 * By the `postal-mime` package. Of a body that is not encoded it makes every line
 * end LF and adds one, which says nothing of the message: so neither line ends nor how many end it are compared.
 */
export async function byPostalMime(message: Uint8Array): Promise<Parsed> {
  // Attached messages count as attachments, so that their octets are compared.
  const mail: Email = await PostalMime.parse(message, { rfc822Attachments: true });
  const { subject, date, from, to, messageId } = mail;
  return {
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments.map(
      ({ filename, mimeType, content }) =>
        `${filename} ${mimeType} ${sha256(lines(Buffer.from(content as ArrayBuffer)))}`,
    ),
    fields: { subject, date, from, to, messageId },
  };
}
