/** From a draft to an envelope and a message, which is written when a server is known that takes it. */
import type { AllowedContent } from "@parley-smtp/core";
import { bodyOf, contentsOf } from "./body.ts";
import { claimAll, discard, kindOf } from "./content.ts";
import { dateText } from "./date.ts";
import type { ContentStream, Draft } from "./draft.ts";
import { addressField, plainField, textField } from "./header-fields.ts";
import { type FieldWriter, headers } from "./headers.ts";
import { id } from "./ids.ts";
import { listFields } from "./list-fields.ts";
import { addresses, type Group, type Mailbox, mailboxes, membersOf } from "./mailboxes.ts";
import { checkDraftNames } from "./names.ts";
import { headerText, show } from "./refuse.ts";
import { SpentError } from "./source.ts";
import { ascii, concat, type Part, type Segment, streamOf, writePart } from "./write.ts";

/** A composed message, as `mailer.send()` accepts it. Plain frozen data. */
export interface ComposedMessage {
  /** The reverse-path, and every recipient once, including those of `bcc`, as addresses without display names. */
  readonly envelope: { readonly from: string | null; readonly to: readonly string[] };
  /**
   * The message in the format of RFC 5322, without Bcc. A function that writes it for what the server takes; without
   * an argument for any server. It returns bytes if all content is in memory, else a stream. With a stream in the
   * draft, which can be read once, `raw` is such a stream itself.
   */
  readonly raw: ContentStream | ((allowed?: AllowedContent) => Uint8Array | ContentStream);
  /** With its angle brackets, as written in the message. */
  readonly messageId: string;
  /** The same as `envelope.from`. */
  readonly from: string | null;
  /** The same as `envelope.to`. */
  readonly to: readonly string[];
  /** Always absent: a priority in words is in the header. */
  readonly priority?: undefined;
}

/** 7-bit content, which every server takes. */
const ANY_SERVER: AllowedContent = { eightBit: false, binary: false, utf8: false };

/**
 * Composes a message. Content is read as late as possible: a stream when the message is sent.
 *
 * @param draft the draft
 * @returns envelope and message, for `mailer.send()`
 * @throws {Error} for a stream that was already read, which would make an empty part
 * @throws {TypeError} for an invalid draft, whose streams are then closed, and for every text that could end its line
 * in the header, so that no address, name, subject or file name can add a field
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
    return composed(draft);
  } catch (error) {
    discard(draft, error instanceof SpentError ? error.stream : undefined);
    throw error;
  }
}

/**
 * Reads all of a composed message into memory, for a queue or an archive. A message with a stream can be read once.
 *
 * @param allowed what the reader takes; default: what any server takes
 * @example
 * const composed = await compose({ from: "ann@example.com", to: "bob@example.net", subject: "Hi", text: "Hello" });
 * const bytes = await readMessage(composed);
 */
export async function readMessage(
  { raw }: Pick<ComposedMessage, "raw">,
  allowed?: AllowedContent,
): Promise<Uint8Array> {
  const made = typeof raw === "function" ? raw(allowed) : raw;
  if (made instanceof Uint8Array) return made;
  const pieces: Uint8Array[] = [];
  for await (const piece of made) pieces.push(typeof piece === "string" ? ascii(piece) : piece);
  return concat(pieces);
}

function composed(draft: Draft): ComposedMessage {
  if (typeof draft !== "object" || draft === null) {
    throw new TypeError("A draft must be an object { from, to, subject, text }.");
  }
  checkDraftNames(draft);
  const { fields, envelope, messageId } = headerOf(draft);
  const body = bodyOf(draft, messageId);
  const contents = contentsOf(draft);
  claimAll(contents);
  const kinds = contents.map(({ content, what }) => kindOf(content, what));
  const write = (allowed: AllowedContent = ANY_SERVER) => segmentsOf(fields, body, allowed);
  const known = { envelope, messageId, from: envelope.from, to: envelope.to };
  // A word is in the header; a number is for the server.
  const rest = typeof draft.priority === "string" ? { priority: undefined } : {};
  if (kinds.includes("once")) return Object.freeze({ ...known, ...rest, raw: streamOf(write()) });
  const raw = kinds.includes("again")
    ? (allowed?: AllowedContent) => streamOf(write(allowed))
    : (allowed?: AllowedContent) => concat(write(allowed) as readonly Uint8Array[]);
  return Object.freeze({ ...known, ...rest, raw });
}

function segmentsOf(
  fields: readonly FieldWriter[],
  body: (utf8: boolean) => Part,
  allowed: AllowedContent,
): readonly Segment[] {
  return [
    ...fields.map((field) => field(allowed.utf8)),
    ascii("MIME-Version: 1.0\r\n"),
    ...writePart(body(allowed.utf8), allowed).segments,
  ];
}

/** The header section but the fields of MIME, and the envelope. */
function headerOf(draft: Draft): {
  readonly fields: readonly FieldWriter[];
  readonly envelope: ComposedMessage["envelope"];
  readonly messageId: string;
} {
  const from = mailboxes(draft.from, "from");
  const [sender, more] = mailboxes(draft.sender, "sender");
  if (from.length === 0) throw new TypeError("`from` is missing: a message needs an author.");
  if (more) throw new TypeError("`sender` must be one mailbox (RFC 5322 3.6.2).");
  if (from.length > 1 && !sender) {
    throw new TypeError("Several authors in `from` need a `sender` (RFC 5322 3.6.2).");
  }
  const to = addresses(draft.to, "to");
  const cc = addresses(draft.cc, "cc");
  const bcc = addresses(draft.bcc, "bcc");
  const replyTo = addresses(draft.replyTo, "replyTo");
  const { subject, inReplyTo, references, date = new Date(), priority } = draft;
  const envelope = envelopeOf(draft, sender ?? from[0], membersOf([...to, ...cc, ...bcc]));
  const messageId = `<${draft.messageId === undefined ? newId(from[0]) : id(draft.messageId, "`messageId`")}>`;
  const written = dateText(date);
  const fields: FieldWriter[] = [(utf8) => addressField("From", from, utf8)];
  const add = (name: string, list: readonly (Mailbox | Group)[]): void => {
    if (list.length > 0) fields.push((utf8) => addressField(name, list, utf8));
  };
  add("Sender", sender ? [sender] : []);
  add("Reply-To", replyTo);
  add("To", to.length + cc.length > 0 ? to : [{ group: "undisclosed-recipients", members: [] }]);
  add("Cc", cc);
  if (draft.keepBcc) add("Bcc", bcc);
  if (subject !== undefined) {
    const text = headerText(subject, "`subject`");
    fields.push((utf8) => textField("Subject", text, utf8));
  }
  const plain = (name: string, value: string): void => {
    fields.push(() => plainField(name, value));
  };
  plain("Message-ID", messageId);
  if (inReplyTo !== undefined) plain("In-Reply-To", `<${id(inReplyTo, "`inReplyTo`")}>`);
  const thread = idList(references);
  if (thread.length > 0) plain("References", thread.join(" "));
  plain("Date", written);
  for (const [name, value] of priorityFields(priority)) plain(name, value);
  if (draft.list !== undefined) fields.push(...listFields(draft.list));
  return { fields: [...fields, ...headers(draft.headers)], envelope, messageId };
}

function envelopeOf(
  { envelope: own }: Draft,
  from: Mailbox | undefined,
  to: readonly Mailbox[],
): ComposedMessage["envelope"] {
  const recipients = own?.to === undefined ? to : mailboxes(own.to, "envelope.to");
  if (recipients.length === 0) {
    throw new TypeError("There is no recipient: give `to`, `cc` or `bcc`.");
  }
  const [bounces] = own?.from == null ? [from] : mailboxes(own.from, "envelope.from");
  return Object.freeze({
    from: own?.from === null || bounces === undefined ? null : bounces.address,
    to: Object.freeze([...new Set(recipients.map(({ address }) => address))]),
  });
}

/** A new Message-ID under the author's domain. */
function newId(author: Mailbox | undefined): string {
  const domain = author?.address.slice(author.address.lastIndexOf("@") + 1) ?? "";
  const isAscii = /^[\w.-]+$|^\[[\w.:-]+\]$/.test(domain);
  return `${crypto.randomUUID()}@${isAscii ? domain : "localhost"}`;
}

function idList(given: Draft["references"]): readonly string[] {
  if (given === undefined) return [];
  const list: readonly string[] =
    typeof given === "string" ? headerText(given, "`references`").trim().split(/\s+/) : given;
  return list.map((one) => `<${id(one, "`references`")}>`);
}

/** As mail programs read it: X-Priority and X-MSMail-Priority of old, Importance of RFC 2156 5.3.4. */
function priorityFields(priority: Draft["priority"]): readonly (readonly [string, string])[] {
  if (priority === undefined || priority === "normal" || typeof priority === "number") return [];
  if (priority !== "high" && priority !== "low")
    throw new TypeError(
      `\`priority\` must be "high", "normal" or "low", or a number for the servers (RFC 6710), not ${show(priority)}.`,
    );
  const high = priority === "high";
  return [
    ["X-Priority", high ? "1 (Highest)" : "5 (Lowest)"],
    ["X-MSMail-Priority", high ? "High" : "Low"],
    ["Importance", high ? "high" : "low"],
  ];
}
