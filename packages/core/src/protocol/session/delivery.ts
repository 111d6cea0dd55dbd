/**
 * The state of one message: envelope, outcome of each recipient, what the message needs and what was left out. A
 * delivery outlives connections. The dialogue is in `protocol/scripts/deliver.ts`.
 */
import { formatMailbox, type Mailbox } from "../address/address.ts";
import { concat, EMPTY_BYTES, hasEightBit, headerEnd } from "../bytes/octets.ts";
import type { AllowedContent, ContentFacts } from "../content/allowed-content.ts";
import { ContentReader } from "../content/content.ts";
import {
  type HeaderForm,
  type HeaderForms,
  headerForms,
  needsForms,
} from "../content/header-forms.ts";
import { hasLongLine } from "../content/line-lengths.ts";
import { hasLoneEnds } from "../mime/bare-line-ends.ts";
import type { ObstacleError } from "../mime/obstacle.ts";
import type { ExcludedMethod } from "../plan/plan.ts";
import type { Reply } from "../reply/reply.ts";
import type { CommandName } from "../reply/situation.ts";
import { ContentHandover } from "./content-handover.ts";
import { compute, perform, type Script } from "./effects.ts";
import type { Notice, RecipientOutcome } from "./outcome.ts";
import type { OutgoingMessage } from "./outgoing-message.ts";
import { RecipientState } from "./recipient-state.ts";

/** What the message itself requires from the server. */
export interface Needs {
  /** `undefined`: not known until the whole message was read. */
  readonly eightBit: boolean | undefined;
  /** The message has long lines, no lines, or NUL: unchanged, it can only be sent with BINARYMIME. */
  readonly binary: boolean | undefined;
  readonly utf8: boolean;
  readonly size: number | undefined;
}

/** How the content is encoded for the server. */
export interface BodyEncoding {
  /** The value of the parameter BODY of MAIL. */
  readonly body: "7BIT" | "8BITMIME" | "BINARYMIME";
  /** The content is re-encoded while it is sent, so its size changes. */
  readonly recoded: boolean;
  /** Octets of the whole re-encoded message; counted if SIZE is required. */
  readonly size?: number;
}

/** Methods that are excluded because a command was refused, until the command is accepted without them. */
export interface Trial {
  readonly command: CommandName;
  readonly entries: readonly ExcludedMethod[];
}

/** The state of one message. It outlives reconnecting and may include several mail transactions. */
export interface Delivery {
  /** Its size is known once its content was made, where that is made for a plan. */
  message: OutgoingMessage;
  /** What the plan allowed when its content was made. */
  allowed?: AllowedContent;
  readonly source: ContentReader;
  /** Notices for the sender, by subject; those already reported are in `reportedNotices`. */
  readonly notices: Map<string, Notice>;
  readonly reportedNotices: Set<Notice>;
  needs: Needs;
  /** The header section, as far as it was read. */
  head: Uint8Array;
  /** The A-labels of every domain of the envelope that is not ASCII; `undefined` for a domain without A-labels. */
  aLabels: ReadonlyMap<string, string | undefined>;
  /** Only domains (RFC 6531 3.2), or also the header (RFC 2047), are not ASCII and can be written in ASCII. */
  inAscii?: "domains" | "header";
  /** The possible forms of the header, if it cannot simply be sent unchanged. */
  header?: HeaderForms;
  /** The chosen form of the header. */
  form?: HeaderForm;
  /** What the body alone requires, if the header has several forms. */
  body?: Pick<Needs, "eightBit" | "binary">;
  /** Whether the message's requirements are known. */
  inspected: boolean;
  readonly recipients: readonly RecipientState[];
  /** Causes for which something was already retried: one retry for each cause. */
  retriedCauses: readonly string[];
  /** Methods excluded because of a refusal that may have another cause. */
  trials: readonly Trial[];
  /** What was handed over of the content in the current transaction. */
  readonly handover: ContentHandover;
  carriage: BodyEncoding;
  /** The obstacle to re-encoding as 7-bit content, as far as the message is buffered; `null`: none. */
  obstacle?: ObstacleError | null;
}

const NO_LABELS: ReadonlyMap<string, string> = new Map();

/** Octets read before MAIL: all of a small message; the header section and some more of a large one. */
const INSPECTION_LIMITS = [65_536, 262_144] as const;

/** Creates the state of a message that was not read yet. */
export function createDelivery(message: OutgoingMessage): Delivery {
  return {
    message,
    source: new ContentReader(message.localFields),
    notices: new Map(),
    reportedNotices: new Set(),
    aLabels: NO_LABELS,
    inspected: false,
    needs: { eightBit: message.eightBit, binary: undefined, utf8: false, size: message.size },
    head: EMPTY_BYTES,
    recipients: message.to.map((mailbox) => new RecipientState(mailbox)),
    retriedCauses: [],
    trials: [],
    handover: new ContentHandover(),
    carriage: { body: "7BIT", recoded: false },
  };
}

/** Reads as much of the message as the plan needs. */
export function* inspectMessage(delivery: Delivery): Script<void> {
  const { message, source } = delivery;
  if (delivery.inspected) return;
  delivery.inspected = true;
  let header = -1;
  for (const enough of INSPECTION_LIMITS) {
    let piece: Uint8Array | null = null;
    do piece = yield* source.next();
    while (piece !== null && source.keptOctets < enough);
    header = headerEnd(joined(source));
    if (header !== -1 || piece === null) break;
  }
  const seen = joined(source);
  const head = header === -1 ? seen : seen.subarray(0, header);
  if (!source.restartKept()) yield* source.restart();
  source.watchLines();
  delivery.head = head;
  if (hasNews(delivery)) yield* emitNotices(delivery);
  const addresses = message.from ? [message.from, ...message.to] : message.to;
  if (needsForms(head)) {
    const whole = header !== -1 || source.whole;
    delivery.header = yield* headerForms(head, whole, message.reencode ?? "unsigned");
    delivery.body = bodyNeeds(delivery, seen.subarray(head.length));
  }
  const { utf8: utf8Header = false, reason } = delivery.header ?? {};
  delivery.needs = {
    eightBit: message.eightBit ?? (hasEightBit(seen) || (source.whole ? false : undefined)),
    binary: hasBinaryContent(seen, source) || (source.whole ? false : undefined),
    utf8: utf8Header || addresses.some(({ ascii, asciiDomain }) => !ascii || !asciiDomain),
    size: source.whole ? source.keptOctets : sizeWithout(source.strippedOctets, message.size),
  };
  if (!delivery.needs.utf8) return;
  yield* findALabels(delivery, addresses);
  if (addresses.some(({ ascii }) => !ascii) || (utf8Header && reason)) return;
  delivery.inAscii = utf8Header ? "header" : "domains";
}

/** Forgets what was found in content that was replaced by other content. */
export function replaceContent(
  delivery: Delivery,
  allowed: AllowedContent,
  facts: ContentFacts,
): void {
  const { size: _size, eightBit: _eightBit, ...message } = delivery.message;
  delivery.message = { ...message, ...facts };
  delivery.allowed = allowed;
  delivery.inspected = false;
  delivery.head = EMPTY_BYTES;
  delivery.aLabels = NO_LABELS;
  delete delivery.inAscii;
  delete delivery.header;
  delete delivery.form;
  delete delivery.body;
  delete delivery.obstacle;
}

/** Returns what the body requires without the header. */
function bodyNeeds(
  { message, source, header }: Delivery,
  body: Uint8Array,
): Pick<Needs, "eightBit" | "binary"> {
  // Facts given by the caller apply to header and body together.
  const known = message.eightBit === false || !(header?.utf8 || header?.ascii.eightBit);
  const eightBit = hasEightBit(body) || (known ? message.eightBit : undefined);
  return {
    eightBit: eightBit ?? (source.whole ? false : undefined),
    binary: hasBinaryContent(body, source) || (source.whole ? false : undefined),
  };
}

/**
 * Returns whether the content read so far, or the declaration of the rest, is neither 7-bit nor 8-bit content (RFC
 * 2045 2.7, 2.8).
 */
function hasBinaryContent(seen: Uint8Array, { declaredBinary, whole }: ContentReader): boolean {
  if (declaredBinary && (!whole || hasLoneEnds(seen))) return true;
  return hasLongLine(seen) || seen.indexOf(0) !== -1;
}

function sizeWithout(stripped: number, size: number | undefined): number | undefined {
  return size === undefined ? undefined : size - stripped;
}

/** Returns whether `emitNotices` may have something to report. */
export function hasNews({ source, notices, reportedNotices }: Delivery): boolean {
  return source.localFields.size > 0 || notices.size > reportedNotices.size;
}

/** Reports notices for the sender, as far as the message was read; each notice once. */
export function* emitNotices({
  message,
  source,
  notices,
  reportedNotices,
}: Delivery): Script<void> {
  const about = message.localFields === "strip" ? "field-stripped" : "field-sent";
  for (const field of source.localFields) {
    if (!notices.has(field)) notices.set(field, Object.freeze({ about, field }));
  }
  for (const one of notices.values()) {
    if (reportedNotices.has(one)) continue;
    reportedNotices.add(one);
    yield* perform({ do: "emit", event: { type: "notice", notice: one } });
  }
}

/** Records how header fields were sent, and replaces earlier notices about them. */
export function noteFields(
  { notices }: Delivery,
  about: "field-not-utf8" | "field-unknown-8bit" | "field-folded",
  names: Iterable<string>,
): void {
  const key = about === "field-folded" ? "folded" : "8-bit";
  for (const field of names) {
    if (notices.get(`${key} ${field}`)?.about === about) continue;
    notices.set(`${key} ${field}`, Object.freeze({ about, field }));
  }
}

function* findALabels(delivery: Delivery, addresses: readonly Mailbox[]): Script<void> {
  const found = new Map<string, string | undefined>();
  for (const { domain, asciiDomain } of addresses) {
    if (asciiDomain || found.has(domain)) continue;
    found.set(domain, yield* compute({ what: "to-ascii", domain }));
  }
  delivery.aLabels = found;
}

function joined({ kept }: ContentReader): Uint8Array {
  return concat(kept);
}

/** Returns the values of a field of the header section, unfolded (RFC 5322 2.2.3). */
export function fieldValues({ head }: Pick<Delivery, "head">, name: string): readonly string[] {
  const text = new TextDecoder().decode(head).replace(/\r\n(?=[ \t])/g, "");
  const pattern = new RegExp(`^${name}[ \\t]*:(.*)$`, "gim");
  return [...text.matchAll(pattern)].map(([, value = ""]) => value.trim());
}

/**
 * Returns the outcomes of the recipients for the caller.
 *
 * @param pending the outcome of recipients that the current transaction has not decided
 * @param accepted the outcome of recipients that the current transaction has accepted
 */
export function recipientOutcomes(
  { recipients }: Delivery,
  pending: Omit<RecipientOutcome, "address">,
  accepted: Omit<RecipientOutcome, "address"> = pending,
): readonly RecipientOutcome[] {
  // Recipients that wait for another transaction are not part of this transaction's outcome.
  const waiting = { outcome: "not-sent", temporary: pending.temporary ?? true } as const;
  const reportedNotices = { pending, accepted, waiting } as const;
  return Object.freeze(
    recipients.map(({ mailbox, outcome, refusal, reply }) => {
      const address = formatMailbox(mailbox);
      const decided = reply ? { reply } : {};
      if (outcome === "delivered") {
        return Object.freeze({ address, outcome: "accepted" as const, ...decided });
      }
      if (outcome === "rejected") {
        const temporary = refusal?.temporary ?? false;
        return Object.freeze({ address, outcome, temporary, ...decided });
      }
      return Object.freeze({ address, ...reportedNotices[outcome] });
    }),
  );
}

/** Counts the recipients that the server has accepted in the current transaction. */
export function acceptedCount(delivery: Delivery): number {
  return countOf(delivery, "accepted");
}

/** Counts the recipients in a state. */
export function countOf({ recipients }: Delivery, state: RecipientState["outcome"]): number {
  let count = 0;
  for (const { outcome } of recipients) if (outcome === state) count += 1;
  return count;
}

/** Marks the accepted recipients as delivered. Later events do not change that. */
export function markDelivered({ recipients }: Delivery, reply: Reply): void {
  for (const recipient of recipients) {
    if (recipient.outcome === "accepted") recipient.deliver(reply);
  }
}

/** Discards every outcome in the current transaction, because it is unclear which commands the replies answer. */
export function forgetReplies({ recipients }: Delivery): void {
  for (const recipient of recipients) recipient.include();
}

/** Returns whether the message must reach all recipients or none, and one was refused. */
export function violatesAllOrNone({ message, recipients }: Delivery): boolean {
  return message.partial === "refuse" && recipients.some(({ outcome }) => outcome === "rejected");
}
