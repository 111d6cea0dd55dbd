/** Limits a message before it is parsed, because a parser keeps objects for each line and each part. */

/**
 * The most lines that are parsed: a report about thousands of recipients has fewer, and each line costs about 2 KB.
 */
const MAX_LINES = 30_000;
/** The most lines that may begin a part. */
const MAX_DASHED_LINES = 1_000;
/** The most bytes of one header section, and of one line. */
const MAX_HEADERS = 262_144;
const MAX_LINE = 524_288;
/** The most bytes of one part. */
const MAX_PART = 2_097_152;
/** The most ends of base64 in the bodies of parts: a parser keeps an object for the text before each. */
const MAX_PADDED = 30_000;
/** The most consecutive blank lines that are kept. */
const MAX_BLANK = 8;

const CR = 13;
const LF = 10;
const DASH = 45;
const EQUALS = 61;

const BASE64 = /base64/i;
const decoder = new TextDecoder("latin1");

/** The part of a message that is parsed. */
export interface Bounded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Why it is not the whole message, as a sentence. */
  readonly truncated?: string;
}

/**
 * Returns the part of a message that can be parsed with little memory and time.
 *
 * @param message the message
 * @param maxBytes how many bytes are read
 * @returns a copy of its beginning, without most consecutive blank lines
 */
export function boundMessage(message: string | Uint8Array, maxBytes: number): Bounded {
  const isString = typeof message === "string";
  const size = message.length;
  const whole = isString
    ? new TextEncoder().encode(message.slice(0, maxBytes))
    : message.slice(0, maxBytes);
  const bytes = whole as Uint8Array<ArrayBuffer>;
  const { length, limit } = dropLines(bytes);
  const truncated =
    limit ??
    (size > maxBytes
      ? `Only the first ${maxBytes} of ${size} ${isString ? "characters" : "bytes"} were read (maxBytes).`
      : undefined);
  return { bytes: bytes.subarray(0, length), ...(truncated !== undefined && { truncated }) };
}

/**
 * Finds where the nesting of parts could become too deep.
 *
 * @param bytes the message
 * @param depth the deepest allowed nesting
 * @returns the number of bytes before that position
 */
export function endOfParts(bytes: Uint8Array, depth: number): number {
  // Each level of parts names its boundary.
  const name = /boundary/gi;
  const text = decoder.decode(bytes);
  for (let level = 1; level < depth; level += 1) if (!name.test(text)) return text.length;
  return name.lastIndex;
}

/** Moves the kept lines to the front; returns their number of bytes. */
function dropLines(bytes: Uint8Array): { length: number; limit?: string } {
  let to = 0;
  let lines = 0;
  let dashed = 0;
  let blank = 0;
  let headers = 0;
  let part = 0;
  let padded = 0;
  let isBase64 = false;
  let inHeaders = true;
  let limit: string | undefined;
  for (let from = 0; from < bytes.length; ) {
    const end = endOfLine(bytes, from);
    const isBlank = isBlankLine(bytes, from, end);
    const isDashed = bytes[from] === DASH && bytes[from + 1] === DASH && !isBlank;
    blank = isBlank ? blank + 1 : 0;
    if (isDashed) dashed += 1;
    if (isBlank) inHeaders = false;
    else if (isDashed) {
      inHeaders = true;
      headers = 0;
      part = 0;
      isBase64 = false;
    }
    if (inHeaders) isBase64 ||= BASE64.test(decoder.decode(bytes.subarray(from, from + 200)));
    else if (isBase64) padded += paddingIn(bytes, from, end);
    part += blank > MAX_BLANK ? 0 : Math.min(end - from, MAX_LINE);
    headers += inHeaders ? end - from : 0;
    if (dashed > MAX_DASHED_LINES) {
      return { length: to, limit: `Only the first ${MAX_DASHED_LINES} parts were read.` };
    }
    const isOver = inHeaders && headers > MAX_HEADERS;
    if (isOver) limit ??= `Only the first ${MAX_HEADERS} bytes of a header section were read.`;
    const isLong = part > MAX_PART && blank <= MAX_BLANK;
    if (isLong) limit ??= `Only the first ${MAX_PART} bytes of a part were read.`;
    const isPadded = isBase64 && !inHeaders && padded > MAX_PADDED;
    if (isPadded) limit ??= `Only the first ${MAX_PADDED} pieces of base64 were read.`;
    if (blank <= MAX_BLANK && !isOver && !isLong && !isPadded) {
      lines += 1;
      if (lines > MAX_LINES) {
        return { length: to, limit: `Only the first ${MAX_LINES} lines were read.` };
      }
      const kept = Math.min(end, from + MAX_LINE);
      bytes.copyWithin(to, from, kept);
      to += kept - from;
      if (kept < end) {
        bytes[to - 1] = LF;
        limit ??= `Only the first ${MAX_LINE} bytes of a line were read.`;
      }
    }
    from = end;
  }
  return { length: to, ...(limit !== undefined && { limit }) };
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(LF, from);
  return at < 0 ? bytes.length : at + 1;
}

/** Counts how often padding ends in a line. */
function paddingIn(bytes: Uint8Array, from: number, end: number): number {
  let count = 0;
  for (let at = from; at < end; at += 1) {
    if (bytes[at] === EQUALS && bytes[at + 1] !== EQUALS) count += 1;
  }
  return count;
}

function isBlankLine(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1) {
    const byte = bytes[at];
    if (byte !== CR && byte !== LF && byte !== 32 && byte !== 9) return false;
  }
  return true;
}
