/**
 * Masks secrets in everything that is shown. Control characters are handled in `escape.ts`.
 *
 * A server may echo a command: unchanged, in upper case, cut, or in other text. Most echoed secrets are base64, in
 * which a secret looks different at each of three alignments. The mask therefore knows every encoded form of a secret
 * and covers any piece of six or more characters of such a form. Pieces of the unencoded secret are not covered:
 * covering "password" in "password not accepted" would reveal that the password contains that word.
 *
 * The server chooses the text, and part of the secret (the nonce of SCRAM), so the work grows only with the length of
 * the text.
 */
import { base64Encode } from "../bytes/base64.ts";
import type { Reply } from "../reply/reply.ts";

/** Replaces secrets in a text by `***`. */
export type Mask = (text: string) => string;

/** One encoded form of a secret. */
interface Form {
  /** The form, folded for comparison with folded text. */
  readonly text: string;
  readonly raw: string;
  /**
   * The character that begins an escape in this form. A piece without it may be a piece of the unencoded secret. Empty
   * for base64 and hexadecimal.
   */
  readonly mark: "" | EncodingMark;
}

type EncodingMark = "%" | "+" | "=";

/** The start and end of a match in a text. */
type Range = [start: number, end: number];

/** The fewest characters of a piece of an encoded form. */
const MIN_ENCODED_CHARACTERS = 6;

/** Shorter embedded base64 occurs by chance in ordinary words. */
const SHORTEST_BASE64 = 4;

/** A shorter secret is part of many words, so it is covered only as a separate word. */
const SHORTEST_PLAIN = 4;

const NO_MATCH = /[^\s\S]/;

/**
 * The characters that each kind of escaping leaves unchanged: RFC 3986 2.3, what browsers do, none, xtext (RFC 3461
 * 4), quoted-printable (RFC 2045 6.7).
 */
const ESCAPES: readonly (readonly [EncodingMark, RegExp])[] = [
  ["%", /[\w.~-]/],
  ["%", /[\w.~!'()*-]/],
  ["%", NO_MATCH],
  ["+", /[!-*,-<>-~]/],
  ["=", /[ -<>-~]/],
];

const utf8Encoder: TextEncoder = /* @__PURE__ */ new TextEncoder();

function decodeLatin1(octets: Uint8Array): string {
  return Array.from(octets, (octet) => String.fromCharCode(octet)).join("");
}

/** Folds case and both base64 alphabets; every character keeps its index. */
function foldCase(text: string): string {
  return text.replace(/[A-Z_-]+/g, (run) =>
    run.toLowerCase().replaceAll("-", "+").replaceAll("_", "/"),
  );
}

/**
 * Returns the secret's base64 after 0, 1 or 2 other octets, from the first character that contains only bits of the
 * secret.
 */
function base64Form(secret: Uint8Array, before: number): string {
  const octets = new Uint8Array(before + secret.length);
  octets.set(secret, before);
  const encoded = base64Encode(octets).slice(Math.ceil((before * 8) / 6));
  // A short form must match as a whole, so it ends before the bits of other octets may begin.
  const core = Math.floor((octets.length * 8) / 6) - Math.ceil((before * 8) / 6);
  return core < MIN_ENCODED_CHARACTERS ? encoded.slice(0, core) : encoded;
}

function escaped(secret: Uint8Array, mark: string, bare: RegExp): string {
  return Array.from(decodeLatin1(secret), (octet) =>
    bare.test(octet) ? octet : mark + octet.charCodeAt(0).toString(16).padStart(2, "0"),
  ).join("");
}

function formsOf(secret: string): Form[] {
  const octets = utf8Encoder.encode(secret);
  const forms: Form[] = [];
  for (const before of [0, 1, 2]) {
    const raw = base64Form(octets, before);
    if (raw.length >= SHORTEST_BASE64) forms.push({ text: foldCase(raw), raw, mark: "" });
  }
  for (const [mark, bare] of ESCAPES) {
    const raw = escaped(octets, mark, bare);
    if (raw.includes(mark)) forms.push({ text: foldCase(raw), raw, mark });
  }
  const raw = escaped(octets, "", NO_MATCH);
  forms.push({ text: raw, raw, mark: "" });
  return forms;
}

/** Returns the next key of a rolling filter over the last PIECE characters, with five bits of each. */
function roll(key: number, character: number): number {
  return ((key << 5) | (character & 31)) & 0x3fffffff;
}

/** The kinds of forms, each a bit. */
const ENCODING_MARKS: readonly Form["mark"][] = ["", "%", "+", "="];

/** Every run of PIECE characters that some form contains, with the kinds of those forms. */
interface Grams {
  /** Keys of the runs, to skip most of a text without creating strings. */
  readonly keys: ReadonlySet<number>;
  readonly kinds: ReadonlyMap<string, number>;
}

function gramsOf(forms: readonly Form[]): Grams {
  const keys = new Set<number>();
  const kinds = new Map<string, number>();
  for (const { text, mark } of forms) {
    const kind = 1 << ENCODING_MARKS.indexOf(mark);
    let key = 0;
    for (let end = 0; end < text.length; end += 1) {
      key = roll(key, text.charCodeAt(end));
      if (end < MIN_ENCODED_CHARACTERS - 1) continue;
      const gram = text.slice(end - MIN_ENCODED_CHARACTERS + 1, end + 1);
      keys.add(key);
      kinds.set(gram, (kinds.get(gram) ?? 0) | kind);
    }
  }
  return { keys, kinds };
}

/** Widens a base64 range by the neighbouring characters that contain bits of the secret, and the padding. */
function widened(folded: string, [start, end]: Range): Range {
  const sextet = /[a-z0-9+/]/;
  const from = sextet.test(folded.charAt(start - 1)) ? start - 1 : start;
  let to = sextet.test(folded.charAt(end)) ? end + 1 : end;
  while (folded[to] === "=") to += 1;
  return [from, to];
}

/** Yields the places of a secret, without intersections. */
function* occurrences(text: string, needle: string): Generator<Range> {
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
    yield [at, at + needle.length];
  }
}

/** Like `occurrences`, for a secret that could be part of ordinary words: only as a separate word. */
function* words(text: string, needle: string): Generator<Range> {
  for (const [start, end] of occurrences(text, needle)) {
    const inside = isWordCharacter(text.charAt(start - 1)) && isWordCharacter(text.charAt(start));
    const goesOn = isWordCharacter(text.charAt(end - 1)) && isWordCharacter(text.charAt(end));
    if (!inside && !goesOn) yield [start, end];
  }
}

function isWordCharacter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

/**
 * Yields the pieces of encoded forms, in time linear in the text. Adjacent runs of PIECE characters from forms of one
 * kind are one piece.
 */
function* pieces(text: string, folded: string, { keys, kinds }: Grams): Generator<Range> {
  const starts = ENCODING_MARKS.map(() => -1);
  const close = function* (kind: number, end: number): Generator<Range> {
    const start = starts[kind] as number;
    starts[kind] = -1;
    if (start === -1) return;
    const mark = ENCODING_MARKS[kind] as Form["mark"];
    if (mark === "") yield widened(folded, [start, end]);
    // Without its mark, it might be a piece of the unencoded secret.
    else if (text.slice(start, end).includes(mark)) yield [start, end];
  };
  let key = 0;
  for (let last = 0; last < folded.length; last += 1) {
    key = roll(key, folded.charCodeAt(last));
    const start = last - MIN_ENCODED_CHARACTERS + 1;
    if (start < 0) continue;
    const found = keys.has(key) ? (kinds.get(folded.slice(start, last + 1)) ?? 0) : 0;
    for (let kind = 0; kind < ENCODING_MARKS.length; kind += 1) {
      if ((found & (1 << kind)) === 0) yield* close(kind, last);
      else if (starts[kind] === -1) starts[kind] = start;
    }
  }
  for (let kind = 0; kind < ENCODING_MARKS.length; kind += 1) yield* close(kind, folded.length);
}

function cover(text: string, ranges: readonly Range[]): string {
  let masked = "";
  let done = 0;
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (start > done || done === 0) masked += `${text.slice(done, start)}***`;
    done = Math.max(done, end);
  }
  return masked + text.slice(done);
}

/**
 * Creates a function that masks these secrets in texts.
 *
 * The function covers each secret unchanged (one with fewer than four characters only as a separate word); its base64
 * in both alphabets, also inside longer base64; percent-encoding, xtext, quoted-printable, hexadecimal, and quoted
 * strings; and any piece of six or more characters of the encoded forms. Encoded forms are found in any case.
 *
 * @param secrets passwords, tokens and SASL responses before encoding; empty ones are ignored
 * @returns a function from text to text that changes nothing else
 * @example createMask(["s3cret"])("500 unrecognized: AHVzZXIAczNjcmV0"); // "500 unrecognized: AHVzZXI***"
 */
export function createMask(secrets: readonly string[]): Mask {
  const plain = new Set<string>();
  const short = new Set<Form>();
  const long: Form[] = [];
  for (const secret of new Set(secrets)) {
    if (secret === "") continue;
    // In a line that is not valid UTF-8, the octets of the secret are read as Latin-1.
    plain.add(secret).add(decodeLatin1(utf8Encoder.encode(secret)));
    // A quoted string (RFC 5321 4.1.2, and JSON).
    plain.add(secret.replace(/["\\]/g, "\\$&"));
    for (const form of formsOf(secret)) {
      if (form.text.length < MIN_ENCODED_CHARACTERS) short.add(form);
      else long.push(form);
    }
  }
  if (plain.size === 0) return unmasked;
  const grams = gramsOf(long);
  return (text) => {
    const ranges: Range[] = [];
    for (const secret of plain) {
      const find = secret.length < SHORTEST_PLAIN ? words : occurrences;
      for (const range of find(text, secret)) ranges.push(range);
    }
    const folded = foldCase(text);
    for (const form of short) {
      for (const range of occurrences(folded, form.text)) {
        ranges.push(form.mark === "" ? widened(folded, range) : range);
      }
    }
    for (const range of pieces(text, folded, grams)) ranges.push(range);
    return ranges.length === 0 ? text : cover(text, ranges);
  };
}

/** A separate function: one created above would keep its variables in memory. */
const unmasked: Mask = (text) => text;

/**
 * Masks the secrets in a reply.
 *
 * @param reply the reply as received
 * @param mask from createMask
 * @returns the same reply with its lines masked
 * @example maskReply(parseReplyText("500 what is s3cret?"), createMask(["s3cret"])).lines; // ["what is ***?"]
 */
export function maskReply(reply: Reply, mask: Mask): Reply {
  if (reply.lines.every((line) => mask(line) === line)) return reply;
  const lines = reply.lines.map(mask);
  return Object.freeze({ ...reply, lines: Object.freeze(lines) });
}
