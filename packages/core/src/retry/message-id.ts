/** Adds a Message-ID to a message without one, so that all its copies are one message (RFC 5322 3.6.4). */
import { SEVEN_BIT } from "../client/message/adaptive-reader.ts";
import type { AllowedContent, MadeBody } from "../client/message/body.ts";
import type { Message } from "../client/message/message.ts";
import { derivedStream } from "../client/message/streams.ts";
import { CR, concat, LF } from "../protocol/bytes/octets.ts";
import { GrowingBytes } from "../protocol/mime/growing-bytes.ts";

/** The longest header section that is changed, in bytes. */
const LONGEST_HEADER = 262_144;

const MESSAGE_ID_FIELD = /^message-id[ \t]*:/im;
const MBOX_LINE = new TextEncoder().encode("From ");
/** A signature also covers missing header fields. */
const SIGNED = /^(?:dkim-signature|arc-message-signature)[ \t]*:/im;

/** Returns the message with a Message-ID, the same for every reading; unchanged if it has one or is signed. */
export function messageWithId(message: Message): Message {
  const { raw } = message;
  const field = new TextEncoder().encode(
    `Message-ID: <${crypto.randomUUID()}@${domainOf(message)}>\r\n`,
  );
  if (typeof raw === "function") {
    const make = (allowed: AllowedContent): MadeBody | Promise<MadeBody> => {
      const made = raw(allowed);
      return made instanceof Promise ? made.then(add) : add(made);
    };
    const add = (made: MadeBody): MadeBody =>
      isWhole(made)
        ? withField(made, field)
        : derivedStream(made, (pieces) => prefixed(pieces, field));
    // Only a function that takes a parameter is asked again when the plan changes.
    return { ...message, raw: raw.length > 0 ? make : () => make(SEVEN_BIT) };
  }
  return isWhole(raw) ? { ...message, raw: withField(raw, field) } : message;
}

function isWhole(raw: MadeBody): raw is string | Uint8Array {
  return typeof raw === "string" || raw instanceof Uint8Array;
}

/** A message in one piece with the field, where it has none and may get one. */
function withField(raw: string | Uint8Array, field: Uint8Array): string | Uint8Array {
  const bytes = typeof raw === "string" ? new TextEncoder().encode(raw) : raw;
  const end = findHeaderEnd(bytes.subarray(0, LONGEST_HEADER), 0);
  if (end === -1 || !lacksId(bytes.subarray(0, end))) return raw;
  const place = endOfMboxLine(bytes);
  return concat([bytes.subarray(0, place), field, bytes.subarray(place)]);
}

/** Returns the sender's domain, if an ASCII header may contain it. */
function domainOf(message: Message): string {
  const { from } = message.envelope ?? message;
  const [, domain = "localhost"] = /@([a-z0-9.-]+)$/i.exec(from ?? "") ?? [];
  return domain;
}

/**
 * Returns where the header section ends, after its empty line, or -1; line ends may still be bare CR or LF.
 *
 * @param searched bytes in which an earlier call found no end
 */
function findHeaderEnd(bytes: Uint8Array, searched: number): number {
  const start = emptyLineEnd(bytes, 0);
  if (start !== -1) return start;
  for (let at = bytes.indexOf(LF, Math.max(0, searched - 2)); at !== -1; ) {
    const end = emptyLineEnd(bytes, at + 1);
    if (end !== -1) return end;
    at = bytes.indexOf(LF, at + 1);
  }
  return -1;
}

/** Returns where an empty line that begins here ends, or -1. */
function emptyLineEnd(bytes: Uint8Array, at: number): number {
  const lineFeed = bytes[at] === CR ? at + 1 : at;
  return bytes[lineFeed] === LF ? lineFeed + 1 : -1;
}

/** Returns whether a header section has no Message-ID and may get one. */
function lacksId(header: Uint8Array): boolean {
  const text = new TextDecoder("latin1").decode(header);
  return !MESSAGE_ID_FIELD.test(text) && !SIGNED.test(text);
}

/** Returns where the `From ` line of mailbox files before a message ends (RFC 4155); 0 without one. */
function endOfMboxLine(bytes: Uint8Array): number {
  return MBOX_LINE.every((byte, at) => bytes[at] === byte) ? bytes.indexOf(LF) + 1 : 0;
}

/** Yields the stream with the field in its header section, if the section has none. */
async function* prefixed(
  pieces: AsyncIterable<Uint8Array | string>,
  field: Uint8Array,
): AsyncGenerator<Uint8Array | string, void, undefined> {
  const encoder = new TextEncoder();
  const head = new GrowingBytes();
  /** The first half of a surrogate pair whose second half begins the next string. */
  let half = "";
  let decided = false;
  for await (const piece of pieces) {
    if (decided) {
      if (typeof piece === "string") yield half + piece;
      else if (half === "") yield piece;
      else yield* [half, piece];
      half = "";
      continue;
    }
    let bytes: Uint8Array;
    if (typeof piece === "string") {
      const text = half + piece;
      half = /[\ud800-\udbff]$/.exec(text)?.[0] ?? "";
      bytes = encoder.encode(text.slice(0, text.length - half.length));
    } else {
      bytes = half === "" ? piece : concat([encoder.encode(half), piece]);
      half = "";
    }
    const searched = head.length;
    const first = bytes.subarray(0, LONGEST_HEADER - searched);
    head.append(first);
    const end = findHeaderEnd(head.view(), searched);
    decided = end !== -1 || head.length === LONGEST_HEADER;
    if (!decided) continue;
    const begin = head.take();
    if (end !== -1 && lacksId(begin.subarray(0, end))) {
      const place = endOfMboxLine(begin);
      if (place > 0) yield begin.subarray(0, place);
      yield field;
      yield begin.subarray(place);
    } else yield begin;
    if (bytes.length > first.length) yield bytes.subarray(first.length);
  }
  if (head.length > 0) yield head.take();
  if (half !== "") yield half;
}
