/** The types of a draft: the parts of a message before it is composed. The checks are in `compose.ts`. */

/**
 * A mailbox: `"ann@example.com"`, `"Ann <ann@example.com>"`, or its two parts. A
 * string holds one mailbox, never a list: what comes from a form cannot add recipients.
 */
export type MailboxInput =
  | string
  | {
      /** The display name, any text. */
      readonly name?: string | undefined;
      /** The address without a display name. */
      readonly address: string;
    };

/** Mailboxes under a name (RFC 5322 3.4). */
export interface GroupInput {
  /** The name, such as `undisclosed-recipients`. */
  readonly group: string;
  /** Who is in the group; none where they are not to be seen. */
  readonly members?: MailboxInput | readonly MailboxInput[] | undefined;
}

/** A mailbox or a group. */
export type AddressInput = MailboxInput | GroupInput;

/** How the bytes of a part are written (RFC 2045 6.1). */
export type TransferEncoding = "7bit" | "8bit" | "binary" | "quoted-printable" | "base64";

/** A stream of content; a piece that is a string is written as UTF-8. */
export type ContentStream =
  | ReadableStream<Uint8Array | string>
  | AsyncIterable<Uint8Array | string>;

/**
 * Text or bytes. Everything except a stream can be read again, so the message can be sent again with another method
 * or server.
 */
export type Content =
  | string
  | Uint8Array
  | ArrayBuffer
  | Blob
  | ContentStream
  | (() => ContentStream | Promise<ContentStream>);

/** What every part of a message can have. */
export interface PartOptions {
  /** What a string in `content` is: text, or bytes in base64 or in hexadecimal digits. Default `utf8`. */
  readonly encoding?: "utf8" | "utf-8" | "base64" | "hex" | undefined;
  /**
   * How the part is written. Default: what the server takes. `base64` and `quoted-printable` are always used; the
   * others only if the content and the server allow them.
   */
  readonly transferEncoding?: TransferEncoding | undefined;
  /** Further fields of the part, one or many values each. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/** A file that goes with the message, or an image that its HTML shows. */
export interface Attachment extends PartOptions {
  /** The file itself; a string is UTF-8 unless `encoding` says otherwise. */
  readonly content: Content;
  /** The name of the file; any text. */
  readonly filename?: string | undefined;
  /** The media type, such as `application/pdf`. Default: by the file name. */
  readonly contentType?: string | undefined;
  /** A name for references in the HTML: `cid: "logo@example.com"` for `<img src="cid:logo@example.com">`. */
  readonly cid?: string | undefined;
  /** Default: `inline` for an image with a `cid`, otherwise `attachment`. */
  readonly disposition?: "attachment" | "inline" | undefined;
}

/** Another form of the same content. */
export interface Alternative extends PartOptions {
  /** The content itself. */
  readonly content: Content;
  /** The media type, such as `text/calendar; method=REQUEST; charset=utf-8`. */
  readonly contentType: string;
}

/** An invitation: it goes as another form of the text, for calendars, and as a file, for people (RFC 6047). */
export interface Calendar {
  /** The iCalendar text (RFC 5545). */
  readonly content: Content;
  /** What it asks for, as its METHOD says; default `PUBLISH`. */
  readonly method?: string | undefined;
  /** The name of the file; default `invite.ics`. */
  readonly filename?: string | undefined;
}

/** Where a command of a mailing list goes: a URL, a mail address, or either with a comment. */
export type ListTarget =
  | string
  | {
      /** The URL or mail address. */
      readonly url: string;
      /** What it is, for people. */
      readonly comment?: string | undefined;
    };

/** The fields of a mailing list (RFC 2369, RFC 2919, RFC 8058). */
export interface List {
  /** The list's own name: `news.example.com`, alone or with a description. */
  readonly id?: string | { readonly id: string; readonly name?: string | undefined } | undefined;
  /** How to unsubscribe. */
  readonly unsubscribe?: ListTarget | readonly ListTarget[] | undefined;
  /** One click unsubscribes: mail programs send a POST to the https URL of `unsubscribe`. Sign the message (RFC 8058 4). */
  readonly oneClick?: boolean | undefined;
  /** How to subscribe. */
  readonly subscribe?: ListTarget | readonly ListTarget[] | undefined;
  /** Where help is. */
  readonly help?: ListTarget | readonly ListTarget[] | undefined;
  /** Where mail to the list goes. */
  readonly post?: ListTarget | readonly ListTarget[] | undefined;
  /** Who owns the list. */
  readonly owner?: ListTarget | readonly ListTarget[] | undefined;
  /** Where the list's archive is. */
  readonly archive?: ListTarget | readonly ListTarget[] | undefined;
}

/** A message before it is composed. */
export interface Draft {
  /** The author, or authors; several need a `sender` (RFC 5322 3.6.2). */
  readonly from: MailboxInput | readonly MailboxInput[];
  /** The sender, if it is not the author; the reverse-path of the envelope. */
  readonly sender?: MailboxInput | undefined;
  /** Whom it is for. */
  readonly to?: AddressInput | readonly AddressInput[] | undefined;
  /** Who gets a copy, for all to see. */
  readonly cc?: AddressInput | readonly AddressInput[] | undefined;
  /** In the envelope only: no other recipient can learn of them. */
  readonly bcc?: AddressInput | readonly AddressInput[] | undefined;
  /** Write `bcc` into the message, for a copy in an archive. Never send that copy to the other recipients. */
  readonly keepBcc?: boolean | undefined;
  /** Where answers go, if not to the author. */
  readonly replyTo?: AddressInput | readonly AddressInput[] | undefined;
  /** What it is about, any text of one line. */
  readonly subject?: string | undefined;
  /** The plain text. */
  readonly text?: Content | undefined;
  /** The same content as HTML. */
  readonly html?: Content | undefined;
  /** Further forms of the content, best last, after `text` and `html` (RFC 2046 5.1.4). */
  readonly alternatives?: readonly Alternative[] | undefined;
  /** An invitation. */
  readonly calendar?: Calendar | undefined;
  /** Turn images that the HTML holds as data URLs into parts of the message: many mail programs show no data URLs. */
  readonly attachDataUrls?: boolean | undefined;
  /** Files, and images that the HTML shows. */
  readonly attachments?: readonly Attachment[] | undefined;
  /** Further header fields with one or several values each, except those that have a key in this object. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** The fields of a mailing list. */
  readonly list?: List | undefined;
  /** How urgent it is: mail programs show it. A number is the priority for servers instead (RFC 6710). */
  readonly priority?: "high" | "normal" | "low" | number | undefined;
  /** A Date, which is written in UTC, or a text with an offset: `2030-12-31T23:59:00+01:00`. Default: now. */
  readonly date?: Date | string | undefined;
  /** With or without its angle brackets; default: a new one, under the domain of the author. */
  readonly messageId?: string | undefined;
  /** The Message-ID of the message that this one replies to. */
  readonly inReplyTo?: string | undefined;
  /** The Message-IDs of the thread, oldest first: a list, or one text with blanks between them. */
  readonly references?: string | readonly string[] | undefined;
  /** The real recipients and reverse-path, if they differ from the addresses above. */
  readonly envelope?:
    | {
        /** An address without a display name, or `null` for a message that must not bounce. */
        readonly from?: string | null | undefined;
        /** Addresses without display names. */
        readonly to?: string | readonly string[] | undefined;
      }
    | undefined;
}
