/**
 * The state of one message: envelope, outcome of each recipient, what the message needs and what was left out. A
 * delivery outlives connections. The dialogue is in `protocol/scripts/deliver.ts`.
 */
import { formatMailbox, type Mailbox } from "../address/address.ts";
import { concat, EMPTY_BYTES, hasEightBit, headerEnd } from "../bytes/octets.ts";
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
import type { CommandName, Reason } from "../reply/situation.ts";
import { compute, perform, type Script } from "./effects.ts";
import type { Notice, RecipientOutcome } from "./outcome.ts";
import type { OutgoingMessage, Recipient } from "./outgoing-message.ts";

/** What the message itself needs of the server. */
export interface Needs {
  /** `undefined`: not known before all of it was seen. */
  readonly eightBit: boolean | undefined;
  /** It has lines that are too long, or no lines, or NUL: as it is it goes by BINARYMIME alone. */
  readonly binary: boolean | undefined;
  readonly utf8: boolean;
  readonly size: number | undefined;
}

/** How the content goes out. */
export interface BodyEncoding {
  /** What MAIL says of it. */
  readonly body: "7BIT" | "8BITMIME" | "BINARYMIME";
  /** It is re-encoded on the way, so that its size changes. */
  readonly recoded: boolean;
  /** Octets of the whole message re-encoded; counted where SIZE is required. */
  readonly size?: number;
}

/**
 * One recipient, as the message goes.
 *
 * - `pending`: to be asked for, in the present transaction.
 * - `accepted`: RCPT was answered well in the present transaction.
 * - `waiting`: for another transaction.
 * - `delivered`: the server has the message for it; `reply` says so.
 * - `rejected`: refused.
 */
export interface RecipientState {
  readonly mailbox: Recipient;
  outcome: "pending" | "accepted" | "waiting" | "delivered" | "rejected";
  temporary: boolean;
  reply?: Reply;
  /** The command that was refused. */
  command?: string;
  /** What the refusal meant. */
  reason?: Reason;
}

/** Ways that were left because a command was refused, until the command is accepted without them. */
export interface Trial {
  readonly command: CommandName;
  readonly entries: readonly ExcludedMethod[];
}

/** The state of one message; it outlives reconnecting, and may take several mail transactions. */
export interface Delivery {
  readonly message: OutgoingMessage;
  readonly source: ContentReader;
  /** What is reported to its sender, by subject; reported ones are in `reportedNotices`. */
  readonly notices: Map<string, Notice>;
  readonly reportedNotices: Set<Notice>;
  needs: Needs;
  /** The header section, as far as it was looked at. */
  head: Uint8Array;
  /** The A-labels of every domain of the envelope that is not ASCII; of one that has none, nothing. */
  aLabels: ReadonlyMap<string, string | undefined>;
  /** What alone is beyond ASCII and can be written in it: domains (RFC 6531 3.2), or the header too (RFC 2047). */
  inAscii?: "domains" | "header";
  /** The forms in which the header may go, where it cannot simply go as it is. */
  header?: HeaderForms;
  /** The form in which it goes. */
  form?: HeaderForm;
  /** What the body alone needs, where the header has forms. */
  body?: Pick<Needs, "eightBit" | "binary">;
  /** What it needs is known. */
  inspected: boolean;
  readonly recipients: readonly RecipientState[];
  /** Causes for which something was already tried again: one retry per cause. */
  retriedCauses: readonly string[];
  /** Ways left because of a refusal that may have had another cause. */
  trials: readonly Trial[];
  contentOctets: number;
  /** The last octet of the content was handed to the connection. */
  contentFullyWritten: boolean;
  carriage: BodyEncoding;
  /** What would stand in the way of re-encoding to 7-bit content, as far as the message is kept; `null`: nothing. */
  obstacle?: ObstacleError | null;
}

const NO_LABELS: ReadonlyMap<string, string> = new Map();

/** How much is read before MAIL: a small message whole, of a large one the header section and some of the rest. */
const INSPECTION_LIMITS = [65_536, 262_144] as const;

/** The state of a message of which nothing is known yet. */
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
    recipients: message.to.map((mailbox) => ({ mailbox, outcome: "waiting", temporary: false })),
    retriedCauses: [],
    trials: [],
    contentOctets: 0,
    contentFullyWritten: false,
    carriage: { body: "7BIT", recoded: false },
  };
}

/** Reads as much of the message as the plan needs to know. */
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

/** What the message needs without its header. */
function bodyNeeds(
  { message, source, header }: Delivery,
  body: Uint8Array,
): Pick<Needs, "eightBit" | "binary"> {
  // What is known beforehand is known of header and body together.
  const known = message.eightBit === false || !(header?.utf8 || header?.ascii.eightBit);
  const eightBit = hasEightBit(body) || (known ? message.eightBit : undefined);
  return {
    eightBit: eightBit ?? (source.whole ? false : undefined),
    binary: hasBinaryContent(body, source) || (source.whole ? false : undefined),
  };
}

/** What was seen, or was declared of the rest, is neither 7-bit nor 8-bit content (RFC 2045 2.7, 2.8). */
function hasBinaryContent(seen: Uint8Array, { declaredBinary, whole }: ContentReader): boolean {
  if (declaredBinary && (!whole || hasLoneEnds(seen))) return true;
  return hasLongLine(seen) || seen.indexOf(0) !== -1;
}

function sizeWithout(stripped: number, size: number | undefined): number | undefined {
  return size === undefined ? undefined : size - stripped;
}

/** Whether `notice` may have something to report. */
export function hasNews({ source, notices, reportedNotices }: Delivery): boolean {
  return source.localFields.size > 0 || notices.size > reportedNotices.size;
}

/** Reports what the sender should know, as far as the message was read; each notice once. */
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

/** Records how header fields were sent, in place of earlier notices about them. */
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

/** The values of a field of the header section, unfolded (RFC 5322 2.2.3). */
export function fieldValues({ head }: Pick<Delivery, "head">, name: string): readonly string[] {
  const text = new TextDecoder().decode(head).replace(/\r\n(?=[ \t])/g, "");
  const pattern = new RegExp(`^${name}[ \\t]*:(.*)$`, "gim");
  return [...text.matchAll(pattern)].map(([, value = ""]) => value.trim());
}

/**
 * The outcomes of the recipients, as reported to the caller.
 *
 * @param pending for those that the present transaction has not settled
 * @param accepted for those that it has accepted
 */
export function recipientOutcomes(
  { recipients }: Delivery,
  pending: Omit<RecipientOutcome, "address">,
  accepted: Omit<RecipientOutcome, "address"> = pending,
): readonly RecipientOutcome[] {
  // Recipients that wait for another transaction are not part of this one's outcome.
  const waiting = { outcome: "not-sent", temporary: pending.temporary ?? true } as const;
  const reportedNotices = { pending, accepted, waiting } as const;
  return Object.freeze(
    recipients.map(({ mailbox, outcome, temporary, reply }) => {
      const address = formatMailbox(mailbox);
      const decided = reply ? { reply } : {};
      if (outcome === "delivered") {
        return Object.freeze({ address, outcome: "accepted" as const, ...decided });
      }
      if (outcome === "rejected") {
        return Object.freeze({ address, outcome, temporary, ...decided });
      }
      return Object.freeze({ address, ...reportedNotices[outcome] });
    }),
  );
}

/** How many recipients the server took so far in the present transaction. */
export function acceptedCount(delivery: Delivery): number {
  return countOf(delivery, "accepted");
}

/** How many recipients are in a state. */
export function countOf({ recipients }: Delivery, state: RecipientState["outcome"]): number {
  let count = 0;
  for (const { outcome } of recipients) if (outcome === state) count += 1;
  return count;
}

/** The server has the message for those that it accepted; what comes later does not alter it. */
export function markDelivered({ recipients }: Delivery, reply: Reply): void {
  for (const recipient of recipients) {
    if (recipient.outcome !== "accepted") continue;
    recipient.outcome = "delivered";
    recipient.reply = reply;
  }
}

/** All or none was asked for, and somebody was refused. */
export function violatesAllOrNone({ message, recipients }: Delivery): boolean {
  return message.partial === "refuse" && recipients.some(({ outcome }) => outcome === "rejected");
}
