/** What a user says of a message. */

/**
 * A mailbox: `"ann@example.com"`, `"Ann <ann@example.com>"`, or its two parts. A
 * string holds one mailbox, never a list: what comes from a form cannot add recipients.
 */
export type MailboxInput =
  | string
  | {
      /** The display name, any text. */
      readonly name?: string | undefined;
      /** The bare address. */
      readonly address: string;
    };

/** A stream of content; a piece that is a string is written as UTF-8. */
export type ContentStream =
  | ReadableStream<Uint8Array | string>
  | AsyncIterable<Uint8Array | string>;

/**
 * Text or bytes in any shape. All but a bare stream can be read again, so that a
 * message made of them can be sent again by another way or server.
 */
export type Content =
  | string
  | Uint8Array
  | ArrayBuffer
  | Blob
  | ContentStream
  | (() => ContentStream | Promise<ContentStream>);

/** A file that goes with the message, or an image that its HTML shows. */
export interface Attachment {
  /** The file itself; a string is UTF-8. */
  readonly content: Content;
  /** Any text; it is what the file will be called. */
  readonly filename?: string | undefined;
  /** Such as `application/pdf`; made out by the file name when left out. */
  readonly contentType?: string | undefined;
  /** A name to show it in the HTML by: `cid: "logo@example.com"` for `<img src="cid:logo@example.com">`. */
  readonly cid?: string | undefined;
  /** Default: `inline` for an image with a `cid`, else `attachment`. */
  readonly disposition?: "attachment" | "inline" | undefined;
}

/** Another form of the same content, such as an invitation to a meeting. */
export interface Alternative {
  /** The content itself. */
  readonly content: Content;
  /** Such as `text/calendar; method=REQUEST; charset=utf-8`. */
  readonly contentType: string;
}

/** A message before it is composed. */
export interface Draft {
  /** The author, or authors; several need a `sender` (RFC 5322 3.6.2). */
  readonly from: MailboxInput | readonly MailboxInput[];
  /** Who sends it, if not the author; the return address of the envelope. */
  readonly sender?: MailboxInput | undefined;
  /** Whom it is for. */
  readonly to?: MailboxInput | readonly MailboxInput[] | undefined;
  /** Who gets a copy, for all to see. */
  readonly cc?: MailboxInput | readonly MailboxInput[] | undefined;
  /** In the envelope only: no other recipient can learn of them. */
  readonly bcc?: MailboxInput | readonly MailboxInput[] | undefined;
  /** Where answers go, if not to the author. */
  readonly replyTo?: MailboxInput | readonly MailboxInput[] | undefined;
  /** What it is about, any text of one line. */
  readonly subject?: string | undefined;
  /** The plain text. */
  readonly text?: Content | undefined;
  /** The same as HTML. */
  readonly html?: Content | undefined;
  /** Further forms of the content, best last, after `text` and `html` (RFC 2046 5.1.4). */
  readonly alternatives?: readonly Alternative[] | undefined;
  /** Files, and images that the HTML shows. */
  readonly attachments?: readonly Attachment[] | undefined;
  /** Other fields of the header, one or many values each; not those that this object has keys for. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** Default: now. */
  readonly date?: Date | undefined;
  /** With or without its angle brackets; default: a new one, under the domain of the author. */
  readonly messageId?: string | undefined;
  /** The Message-ID of what this answers. */
  readonly inReplyTo?: string | undefined;
  /** The Message-IDs of the thread, oldest first. */
  readonly references?: string | readonly string[] | undefined;
  /** Where the message really goes and bounces return to, if not what the addresses above say. */
  readonly envelope?:
    | {
        /** A bare address, or `null` for a message that must not bounce. */
        readonly from?: string | null | undefined;
        /** Bare addresses. */
        readonly to?: string | readonly string[] | undefined;
      }
    | undefined;
}
