/** From a draft to an envelope and a message. The library composes; what it must never be handed is refused before. */
import MailComposer from "nodemailer/lib/mail-composer";
import { claimAll, discard, kindOf, opened } from "./content.ts";
import type { Content, ContentStream, Draft } from "./draft.ts";
import { headers } from "./headers.ts";
import { LineEnds } from "./line-ends.ts";
import { type Mailbox, mailboxes } from "./mailboxes.ts";
import { headerText, show } from "./refuse.ts";
import { SpentError } from "./source.ts";

/** A composed message, as `mailer.send()` takes it. Plain frozen data. */
export interface ComposedMessage {
  /** Bare addresses: where bounces go, and every recipient once, those of `bcc` with them. */
  readonly envelope: { readonly from: string | null; readonly to: readonly string[] };
  /**
   * The message in the format of RFC 5322, without Bcc. Bytes, if all content was in memory; a function that returns
   * the same stream each time, if all content can be read again; otherwise a stream that can be read once.
   */
  readonly raw: Uint8Array | ContentStream | (() => ContentStream);
  /** With its angle brackets, as written in the message. */
  readonly messageId: string;
  /** The same as `envelope.from`. */
  readonly from: string | null;
  /** The same as `envelope.to`. */
  readonly to: readonly string[];
}

type MailOptions = NonNullable<ConstructorParameters<typeof MailComposer>[0]>;

/**
 * Composes a message. Content is read as late as can be: a stream when the message is sent.
 *
 * @param draft who and what
 * @returns envelope and message, fit for `mailer.send()`
 * @throws {Error} for a stream that was read before, which would make an empty part
 * @throws {TypeError} for a draft that makes no message, whose streams are then closed, and for every text that could end its
 *   line in the header, so that no address, name, subject or file name can add a field
 * @example
 * const receipt = await mailer.send(
 *   await compose({
 *     from: "Ann <ann@example.com>",
 *     to: ["Bob <bob@example.net>", "carol@example.org"],
 *     subject: "Minutes",
 *     text: "They are attached.",
 *     attachments: [{ filename: "minutes.pdf", content: pdf }],
 *   }),
 * );
 */
export async function compose(draft: Draft): Promise<ComposedMessage> {
  try {
    return await composed(draft);
  } catch (error) {
    discard(draft, error instanceof SpentError ? error.stream : undefined);
    throw error;
  }
}

async function composed(draft: Draft): Promise<ComposedMessage> {
  if (typeof draft !== "object" || draft === null) {
    throw new TypeError("A draft must be an object { from, to, subject, text }.");
  }
  const { fixed, contents } = checked(draft);
  // What would differ from one reading to the next is settled by the first compilation.
  const first = compiled(fixed, draft);
  const settled = {
    ...fixed,
    messageId: first.messageId(),
    baseBoundary: first.baseBoundary,
  };
  const { from, to } = first.getEnvelope();
  const envelope = Object.freeze({ from: from || null, to: Object.freeze(to) });
  const kinds = contents.map(({ content, what }) => kindOf(content, what));
  const known = {
    envelope,
    messageId: first.messageId(),
    from: envelope.from,
    to: envelope.to,
  };
  if (kinds.includes("once")) return Object.freeze({ ...known, raw: first.createReadStream() });
  if (kinds.includes("again")) {
    return Object.freeze({
      ...known,
      raw: () => compiled(settled, draft).createReadStream(),
    });
  }
  return Object.freeze({ ...known, raw: await first.build() });
}

function compiled(fixed: MailOptions, draft: Draft): ReturnType<MailComposer["compile"]> {
  const { text, html, alternatives = [], attachments = [] } = draft;
  const message = new MailComposer({
    ...fixed,
    ...(text === undefined ? {} : { text: opened(text) }),
    ...(html === undefined ? {} : { html: opened(html) }),
    alternatives: alternatives.map(({ content, contentType }) => ({
      content: opened(content),
      contentType,
    })),
    attachments: attachments.map(({ content, filename, contentType, cid, disposition }) => ({
      content: opened(content),
      ...(filename === undefined ? {} : { filename }),
      ...(contentType === undefined ? {} : { contentType }),
      ...(cid === undefined ? {} : { cid }),
      ...(disposition === undefined ? {} : { contentDisposition: disposition }),
    })),
  }).compile();
  message.transform(() => new LineEnds());
  return message;
}

/** Everything but the content, as the library takes it; and the content, to be looked at. */
function checked(draft: Draft): {
  readonly fixed: MailOptions;
  readonly contents: readonly { readonly content: Content; readonly what: string }[];
} {
  const from = mailboxes(draft.from, "from");
  const [sender, more] = mailboxes(draft.sender, "sender");
  if (from.length === 0) throw new TypeError("`from` is missing: a message needs an author.");
  if (more) throw new TypeError("`sender` must be one mailbox (RFC 5322 3.6.2).");
  if (from.length > 1 && !sender) {
    throw new TypeError("Several authors in `from` need a `sender` (RFC 5322 3.6.2).");
  }
  const { to, cc, bcc, replyTo } = {
    to: mailboxes(draft.to, "to"),
    cc: mailboxes(draft.cc, "cc"),
    bcc: mailboxes(draft.bcc, "bcc"),
    replyTo: mailboxes(draft.replyTo, "replyTo"),
  };
  const { subject, inReplyTo, references, date = new Date() } = draft;
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) {
    throw new TypeError("`date` must be a valid Date.");
  }
  const fixed: MailOptions = {
    from: [...from],
    ...(sender ? { sender } : {}),
    to: [...to],
    cc: [...cc],
    replyTo: [...replyTo],
    date,
    ...(subject === undefined ? {} : { subject: headerText(subject, "`subject`") }),
    ...(draft.messageId === undefined ? {} : { messageId: id(draft.messageId, "`messageId`") }),
    ...(inReplyTo === undefined ? {} : { inReplyTo: id(inReplyTo, "`inReplyTo`") }),
    ...(references === undefined
      ? {}
      : { references: list(references).map((one) => id(one, "`references`")) }),
    headers: headers(draft.headers),
    envelope: envelope(draft, sender ?? from[0], [...to, ...cc, ...bcc]),
    // No content of ours names a file or an address; if one ever did, it would not be opened.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return { fixed, contents: contentsOf(draft) };
}

function contentsOf(draft: Draft): { readonly content: Content; readonly what: string }[] {
  const { text, html, alternatives = [], attachments = [] } = draft;
  const found = [
    ...(text === undefined ? [] : [{ content: text, what: "`text`" }]),
    ...(html === undefined ? [] : [{ content: html, what: "`html`" }]),
  ];
  for (const { content, contentType } of alternatives) {
    mediaType(contentType, "an alternative");
    found.push({ content, what: "The content of an alternative" });
  }
  for (const { content, filename, contentType, cid, disposition } of attachments) {
    if (filename !== undefined) headerText(filename, "The file name of an attachment");
    if (contentType !== undefined) mediaType(contentType, "an attachment");
    if (cid !== undefined) id(cid, "The `cid` of an attachment");
    if (disposition !== undefined && disposition !== "attachment" && disposition !== "inline") {
      throw new TypeError('The `disposition` of an attachment must be "attachment" or "inline".');
    }
    const name = filename === undefined ? "an attachment" : `the attachment ${show(filename)}`;
    found.push({ content, what: `The content of ${name}` });
  }
  claimAll(found);
  return found;
}

function envelope(
  { envelope: own }: Draft,
  from: Mailbox | undefined,
  to: readonly Mailbox[],
): NonNullable<MailOptions["envelope"]> {
  const recipients = own?.to === undefined ? to : mailboxes(own.to, "envelope.to");
  if (recipients.length === 0) {
    throw new TypeError("There is no recipient: give `to`, `cc` or `bcc`.");
  }
  const [bounces] = own?.from == null ? [from] : mailboxes(own.from, "envelope.from");
  return {
    from: own?.from === null || bounces === undefined ? false : bounces.address,
    to: recipients.map(({ address }) => ({ address })),
  };
}

function mediaType(text: unknown, what: string): void {
  if (!/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(?:;|$)/.test(headerText(text, `The type of ${what}`))) {
    throw new TypeError(`The type of ${what} must be such as "text/plain", not ${show(text)}.`);
  }
}

/** A Message-ID or Content-ID: no space and no bracket inside (RFC 5322 3.6.4). */
function id(text: unknown, what: string): string {
  const inner = /^<?([^\s<>]+)>?$/.exec(headerText(text, what))?.[1];
  if (inner === undefined) {
    throw new TypeError(`${what} must be such as "<id@example.com>", not ${show(text)}.`);
  }
  return inner;
}

function list<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
