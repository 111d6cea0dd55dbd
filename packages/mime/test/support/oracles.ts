/** Reads a composed message with two independent parsers. */
import { type AddressObject, simpleParser } from "mailparser";
import PostalMime from "postal-mime";
import { type ComposedMessage, readMessage } from "../../src/mod.ts";

/** The results of both parsers, in one form. */
export interface Read {
  readonly subject: string | undefined;
  readonly from: readonly Box[];
  readonly to: readonly Box[];
  readonly cc: readonly Box[];
  readonly bcc: readonly Box[];
  readonly replyTo: readonly Box[];
  readonly messageId: string | undefined;
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly attachments: readonly {
    readonly filename: string | undefined;
    readonly contentType: string;
    readonly disposition: string | undefined;
    readonly cid: string | undefined;
    readonly bytes: Uint8Array;
  }[];
}

interface Box {
  readonly name: string;
  readonly address: string;
}

/** All octets of a composed message, whichever shape it has. */
export function octetsOf(message: ComposedMessage): Promise<Uint8Array> {
  return readMessage(message);
}

/** The parsers, by name. */
export const oracles: readonly (readonly [
  name: string,
  read: (octets: Uint8Array) => Promise<Read>,
])[] = [
  ["postal-mime", readByPostalMime],
  ["mailparser", readByMailparser],
];

async function readByPostalMime(octets: Uint8Array): Promise<Read> {
  const email = await PostalMime.parse(octets, { attachmentEncoding: "arraybuffer" });
  const boxes = (list: readonly { name: string; address?: string | undefined }[] | undefined) =>
    (list ?? []).map(({ name, address = "" }) => ({ name, address }));
  return {
    subject: email.subject,
    from: boxes(email.from ? [email.from] : []),
    to: boxes(email.to),
    cc: boxes(email.cc),
    bcc: boxes(email.bcc),
    replyTo: boxes(email.replyTo),
    messageId: email.messageId,
    text: email.text,
    html: email.html,
    attachments: email.attachments.map(
      ({ filename, mimeType, disposition, contentId, content }) => ({
        filename: filename ?? undefined,
        contentType: mimeType,
        disposition: disposition ?? undefined,
        cid: contentId?.replace(/[<>]/g, ""),
        bytes: new Uint8Array(content as ArrayBuffer),
      }),
    ),
  };
}

async function readByMailparser(octets: Uint8Array): Promise<Read> {
  const mail = await simpleParser(Buffer.from(octets), {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
  });
  const boxes = (found: AddressObject | AddressObject[] | undefined) =>
    [found ?? []]
      .flat()
      .flatMap(({ value }) => value)
      .map(({ name, address = "" }) => ({ name, address }));
  return {
    subject: mail.subject,
    from: boxes(mail.from),
    to: boxes(mail.to),
    cc: boxes(mail.cc),
    bcc: boxes(mail.bcc),
    replyTo: boxes(mail.replyTo),
    messageId: mail.messageId,
    text: mail.text,
    html: mail.html || undefined,
    attachments: mail.attachments.map(
      ({ filename, contentType, contentDisposition, cid, content }) => ({
        filename,
        contentType,
        disposition: contentDisposition,
        cid,
        bytes: new Uint8Array(content),
      }),
    ),
  };
}
