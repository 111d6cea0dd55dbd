/**
 * Parses the server's bytes into replies (RFC 5321 4.2).
 *
 * The parser receives bytes in any pieces and returns complete replies. It accepts common deviations with a clear
 * meaning (bare codes, bare LF, long lines, blank lines between replies, any encoding) and rejects the rest: after an
 * invalid line, no later reply can be matched to its command.
 */

import { EMPTY_BYTES } from "../bytes/octets.ts";
import { escapeControls } from "../errors/escape.ts";
import { findEnhanced } from "./enhanced.ts";
import { KnownReplies } from "./known-replies.ts";
import { type Reply, SERVICE_CLOSING_CODE } from "./reply.ts";

/** The size limits of one reply; a larger reply is an error. */
export interface ReplyLimits {
  /**
   * Octets of one line including its end. RFC 5321 4.5.3.1.5 allows 512; RFC 4954 4 has challenges of 12288, and
   * servers write longer lines.
   */
  readonly lineOctets: number;
  /** Lines of one reply. EXPN of a large list and HELP have long replies. */
  readonly lines: number;
  /** Octets of one reply including all line ends. */
  readonly octets: number;
}

const DEFAULT_LIMITS: ReplyLimits = { lineOctets: 32_768, lines: 10_000, octets: 1_048_576 };

/** Initial buffer size in bytes for a partial line. */
const LEAST_ROOM = 256;

/** Shared by all connections, because the meaning of a line does not depend on the server. */
const KNOWN_REPLIES: KnownReplies = /* @__PURE__ */ new KnownReplies();

/**
 * How a server violated the reply syntax.
 *
 * - `garbage`: a line that does not begin with a reply code.
 * - `mixed-codes`: the lines of one reply have different codes (RFC 5321 4.2.1).
 * - `line-too-long`, `too-many-lines`, `too-large`: beyond ReplyLimits.
 */
export type ReplySyntaxErrorKind =
  | "garbage"
  | "mixed-codes"
  | "line-too-long"
  | "too-many-lines"
  | "too-large";

const FAULTS: Readonly<Record<ReplySyntaxErrorKind, string>> = {
  garbage: "something that is not an SMTP reply",
  "mixed-codes": "one reply with different codes in its lines",
  "line-too-long": "a reply line that is too long",
  "too-many-lines": "a reply with too many lines",
  "too-large": "a reply that is too large",
};

const MAX_QUOTED_LINE = 80;

/** Blank lines in a row that are skipped between two replies. */
const MAX_BLANK_LINES = 10;

/** The server sent something that is not a reply. The connection cannot be used any more. */
export class ReplySyntaxError extends Error {
  override readonly name = "ReplySyntaxError";
  readonly kind: ReplySyntaxErrorKind;
  /** The invalid line as received, unshortened: it may contain a secret. */
  readonly line: string;

  /**
   * @param kind the violation
   * @param line the invalid line; the message quotes its beginning with control characters escaped
   * @example new ReplySyntaxError(error.kind, mask(error.line)) // the same without secrets
   */
  constructor(kind: ReplySyntaxErrorKind, line: string) {
    const quoted = line.length > MAX_QUOTED_LINE ? `${line.slice(0, MAX_QUOTED_LINE)}...` : line;
    super(
      `The server sent ${FAULTS[kind]}: "${escapeControls(quoted)}". What it answers cannot be told any more, so the connection must be closed; if this comes back, check that an SMTP server listens on this port.`,
    );
    this.kind = kind;
    this.line = line;
    // Not enumerable, so that printing the error with all properties does not print the line.
    Object.defineProperty(this, "line", { enumerable: false });
  }
}

const utf8Decoder: TextDecoder = /* @__PURE__ */ new TextDecoder("utf-8", {
  fatal: true,
  ignoreBOM: true,
});

/** Decodes UTF-8 if it is valid, otherwise Latin-1, in which every octet is a character, so nothing is lost. */
function decode(octets: Uint8Array): string {
  try {
    return utf8Decoder.decode(octets);
  } catch {
    return Array.from(octets, (octet) => String.fromCharCode(octet)).join("");
  }
}

function makeReply(code: number, lines: string[]): Reply {
  const enhanced = findEnhanced(code, lines);
  Object.freeze(lines);
  return Object.freeze(enhanced === undefined ? { code, lines } : { code, enhanced, lines });
}

/**
 * Parses a reply from pasted text.
 *
 * @param text one complete reply, of one line or several, with any line ends
 * @returns the reply
 * @throws {TypeError} if the text is not a complete reply
 * @example parseReplyText("502 5.5.1 Command not implemented").enhanced; // "5.5.1"
 */
export function parseReplyText(text: string): Reply {
  const parser = new ReplyParser();
  let reply: Reply | undefined;
  let cause: unknown;
  try {
    parser.push(new TextEncoder().encode(`${text.trim()}\n`));
    reply = parser.next();
  } catch (error) {
    cause = error;
  }
  if (reply !== undefined && parser.unread === 0) return reply;
  throw new TypeError(
    'This text is not one complete SMTP reply. Every line of a reply begins with the same code from 200 to 599, followed by a hyphen in all lines but the last: "502 5.5.1 Command not implemented" is one.',
    { cause },
  );
}

// RFC 5321 4.2 allows 0 to 5 as the second digit, but filters send 471 and 571 (the digits of an enhanced code
// without dots), and the first digit decides for unknown codes anyway. A first digit outside 2 to 5 ends the session
// (same section). A code alone is a reply; a code followed by anything but a space or a hyphen is not.
const replyLine = /^([2-5]\d\d)(?:([ -])(.*))?$/s;

/** The beginning of a refusal with a complete code. */
const REFUSAL_BEGUN = /^([45]\d\d)(?:[ -](.*))?$/s;

/**
 * Parses bytes into replies, in linear time for any split, and in bounded memory.
 *
 * @example
 * const parser = new ReplyParser();
 * parser.push(new TextEncoder().encode("250-mx.example\r\n250 SIZE\r\n"));
 * parser.next(); // { code: 250, lines: ["mx.example", "SIZE"] }
 * parser.next(); // undefined: nothing more yet
 */
export class ReplyParser {
  readonly #limits: ReplyLimits;
  /** The beginning of a line without its end; at most `lineOctets`. */
  #partial = EMPTY_BYTES;
  #partialOctets = 0;
  /** The current reply. */
  #code: string | undefined;
  #lines: string[] = [];
  #octets = 0;
  /** Blank lines since the last reply, and their octets. */
  #blankLines = 0;
  #blankOctets = 0;
  /** Whether the next reply is a greeting. */
  #greeting: boolean;
  /** Complete replies that `next` has not returned yet, from `#taken` on. */
  #ready: { readonly reply: Reply; readonly octets: number }[] = [];
  #taken = 0;
  #unread = 0;
  #failure: ReplySyntaxError | undefined;

  /**
   * @param limits limits that differ from the defaults (32 KiB per line, 10000 lines and 1 MiB per reply)
   * @param greeting the first reply is a greeting: if the codes of its lines differ, the last line decides. Servers
   * send `220-` to detect clients that write too early, and refuse them afterwards. In any other reply, different
   * codes are an error (RFC 5321 4.2.1)
   * @throws {RangeError} for a limit that is not a positive integer
   */
  constructor(limits?: Partial<ReplyLimits>, greeting = false) {
    this.#greeting = greeting;
    this.#limits = limits ? { ...DEFAULT_LIMITS, ...limits } : DEFAULT_LIMITS;
    for (const [name, value] of Object.entries(limits ?? {})) {
      if (!Number.isSafeInteger(value) || value < 1) {
        throw new RangeError(
          `The reply limit "${name}" is ${value}; it must be a whole number from 1 on.`,
        );
      }
    }
  }

  /**
   * Octets that are not part of a reply returned by `next`. After a STARTTLS reply, any such octet is an attack
   * (CVE-2011-0411).
   */
  get unread(): number {
    return this.#unread;
  }

  /** Whether nothing is unread except blank lines, which belong to no reply. */
  get isDrained(): boolean {
    return this.#unread === this.#blankOctets && this.#failure === undefined;
  }

  /** Number of complete replies that `next` has not returned; `Infinity` if invalid bytes follow them. */
  get ready(): number {
    if (this.#failure !== undefined) return Number.POSITIVE_INFINITY;
    return this.#ready.length - this.#taken;
  }

  /**
   * Returns whether the bytes after this many complete replies are a 421 and nothing else, or the beginning of one.
   * With 421, a server may end the session at any time, whatever the command (RFC 5321 3.8).
   *
   * @param replies the complete replies before it that `next` has not returned
   */
  endsWithGoodbye(replies: number): boolean {
    if (this.#failure !== undefined) return false;
    const partial = decode(this.#partial.subarray(0, Math.min(this.#partialOctets, 3)));
    const hasBegun = this.#lines.length > 0;
    if (this.ready > replies) {
      const alone = this.ready === replies + 1 && !hasBegun && partial.trim() === "";
      return alone && this.#ready.at(-1)?.reply.code === SERVICE_CLOSING_CODE;
    }
    if (this.ready < replies) return false;
    return hasBegun
      ? this.#code === `${SERVICE_CLOSING_CODE}`
      : `${SERVICE_CLOSING_CODE}`.startsWith(partial.trim());
  }

  /**
   * Adds bytes from the server. The bytes are copied if needed, so the caller may reuse its buffer.
   *
   * @param bytes any piece of the stream
   */
  push(bytes: Uint8Array): void {
    this.#unread += bytes.length;
    const { lineOctets } = this.#limits;
    for (let from = 0; from < bytes.length && this.#failure === undefined; ) {
      const feed = bytes.indexOf(0x0a, from);
      const complete = feed >= 0;
      const to = complete ? feed + 1 : bytes.length;
      const octets = this.#partialOctets + to - from;
      // For a line without its end, the limit is one octet lower, because the end still has to arrive.
      if (octets + (complete ? 0 : 1) > lineOctets) {
        this.#keep(bytes.subarray(from, from + lineOctets - this.#partialOctets));
        this.#fail("line-too-long", decode(this.#partial.subarray(0, this.#partialOctets)));
      } else if (complete && this.#partialOctets === 0) {
        this.#line(bytes, from, to);
      } else {
        this.#keep(bytes.subarray(from, to));
        if (complete) {
          this.#partialOctets = 0;
          this.#line(this.#partial, 0, octets);
        }
      }
      from = to;
    }
  }

  /**
   * Returns the next complete reply.
   *
   * @returns the reply, or `undefined` if it has not arrived completely
   * @throws {ReplySyntaxError} if the next bytes are not a reply; every later call throws as well
   */
  next(): Reply | undefined {
    const first = this.#ready[this.#taken];
    if (first !== undefined) {
      this.#taken += 1;
      if (this.#taken === this.#ready.length) {
        this.#ready = [];
        this.#taken = 0;
      }
      this.#unread -= first.octets;
      return first.reply;
    }
    if (this.#failure !== undefined) throw this.#failure;
    return undefined;
  }

  /**
   * Returns the rest of a partial reply after the connection has ended.
   *
   * @returns a `reply` for a refusal with a complete code, a `text` for anything else; `undefined` if nothing is left
   */
  rest(): { readonly reply: Reply } | { readonly text: string } | undefined {
    if (this.#failure !== undefined || this.ready > 0) return undefined;
    const line = decode(this.#partial.subarray(0, this.#partialOctets)).trimEnd();
    const under = this.#lines.length > 0 ? this.#code : undefined;
    const [, code = under, text = ""] = REFUSAL_BEGUN.exec(line) ?? [];
    const refused = code !== undefined && /^[45]/.test(code);
    if (refused && (under === undefined || under === code)) {
      const lines = text === "" ? this.#lines : [...this.#lines, text];
      return { reply: makeReply(Number(code), lines.length > 0 ? [...lines] : [""]) };
    }
    const hasBegun = this.#lines.map((each) => `${under}-${each}`);
    const said = [...hasBegun, line].filter((each) => each !== "").join(" ");
    return said === "" ? undefined : { text: said };
  }

  /** Appends to the partial line. Doubling the buffer keeps a line that arrives octet by octet linear. */
  #keep(piece: Uint8Array): void {
    const octets = this.#partialOctets + piece.length;
    if (octets > this.#partial.length) {
      const larger = new Uint8Array(Math.max(octets, this.#partial.length * 2, LEAST_ROOM));
      larger.set(this.#partial.subarray(0, this.#partialOctets));
      this.#partial = larger;
    }
    this.#partial.set(piece, this.#partialOctets);
    this.#partialOctets = octets;
  }

  /** Parses one line, from its first octet to the one after its LF. */
  #line(bytes: Uint8Array, from: number, to: number): void {
    let end = to - 1;
    while (end > from && bytes[end - 1] === 0x0d) end -= 1;
    const octets = to - from;
    if (end === from && this.#lines.length === 0 && this.#blankLines < MAX_BLANK_LINES) {
      this.#blankLines += 1;
      this.#blankOctets += octets;
      return;
    }
    const mayBeKnown = this.#lines.length === 0 && octets <= this.#limits.octets;
    const known = mayBeKnown ? KNOWN_REPLIES.find(bytes, from, end) : undefined;
    if (known) {
      // Every reply is a separate object, so that an observer can compare objects.
      this.#complete(Object.freeze({ ...known }), octets);
      return;
    }
    const text = decode(bytes.subarray(from, end));
    const [, code, separator, rest = ""] = replyLine.exec(text) ?? [];
    this.#octets += octets;
    this.#lines.push(rest);
    const fault = this.#fault(code);
    if (fault !== undefined) this.#fail(fault, text);
    else if (separator === "-") this.#code = code;
    else {
      const reply = makeReply(Number(code), this.#lines);
      this.#complete(reply, this.#octets);
      // Equal numbers of characters and octets: ASCII, or Latin-1, in which each octet is a character.
      if (this.#lines.length === 1 && text.length === end - from)
        KNOWN_REPLIES.keep(bytes, from, end, text, reply);
      this.#lines = [];
      this.#octets = 0;
    }
  }

  #complete(reply: Reply, octets: number): void {
    this.#ready.push({ reply, octets: octets + this.#blankOctets });
    this.#blankLines = 0;
    this.#blankOctets = 0;
    this.#greeting = false;
  }

  /** Returns the violation in the current reply after a line with this code was added. */
  #fault(code: string | undefined): ReplySyntaxErrorKind | undefined {
    if (code === undefined) return "garbage";
    if (this.#lines.length > 1 && code !== this.#code && !this.#greeting) return "mixed-codes";
    if (this.#lines.length > this.#limits.lines) return "too-many-lines";
    if (this.#octets > this.#limits.octets) return "too-large";
    return undefined;
  }

  #fail(kind: ReplySyntaxErrorKind, line: string): void {
    this.#failure = new ReplySyntaxError(kind, line);
    this.#lines = [];
    this.#partial = EMPTY_BYTES;
    this.#partialOctets = 0;
  }
}
