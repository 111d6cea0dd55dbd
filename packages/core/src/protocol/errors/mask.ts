/**
 * Keeps secrets out of whatever is shown.
 *
 * A server may echo a command back: as it is, in upper case, cut short, in the middle
 * of other text. What it echoes is mostly base64, in which a secret looks different at
 * each of three alignments. So the mask knows every form a secret can come back in and
 * covers any piece of six characters or more of an encoded form, not only the whole.
 * Pieces of a secret as it is are left alone: covering the word "password" in
 * "password not accepted" would reveal that the password contains it.
 *
 * A server chooses the text, and part of what is secret (the nonce of SCRAM): the work grows with the
 * length of the text alone.
 */
import { base64Encode } from "../bytes/base64.ts";
import type { Reply } from "../reply/reply.ts";

/** Replaces secrets in a text by `***`. */
export type Mask = (text: string) => string;

/** One encoded form of a secret. */
interface Form {
  /** Folded: as it is compared with folded text. */
  readonly text: string;
  readonly raw: string;
  /** What a piece must contain to differ from a piece of the bare secret; nothing for base64 and hexadecimal. */
  readonly mark: "" | EncodingMark;
}

type EncodingMark = "%" | "+" | "=";

/** Where something starts and ends in a text. */
type Range = [start: number, end: number];

/** Characters that a piece of an encoded form has at least. */
const MIN_ENCODED_CHARACTERS = 6;

/** Shorter embedded base64 would be found by chance in ordinary words. */
const SHORTEST_BASE64 = 4;

/** A shorter secret is part of many words, so it is covered only as a word of its own. */
const SHORTEST_PLAIN = 4;

const NO_MATCH = /[^\s\S]/;

/**
 * What each way of escaping leaves as it is: RFC 3986 2.3, what browsers do, nothing, xtext (RFC 3461 4),
 * quoted-printable (RFC 2045 6.7).
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

/** One case and one base64 alphabet, every character at the same index as before. */
function foldCase(text: string): string {
  return text.replace(/[A-Z_-]+/g, (run) =>
    run.toLowerCase().replaceAll("-", "+").replaceAll("_", "/"),
  );
}

/** The secret's base64 behind 0, 1 or 2 other octets, from the first character that holds only its bits. */
function base64Form(secret: Uint8Array, before: number): string {
  const octets = new Uint8Array(before + secret.length);
  octets.set(secret, before);
  const encoded = base64Encode(octets).slice(Math.ceil((before * 8) / 6));
  // A short one must be found whole, so it ends where the bits of other octets may begin.
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

/** The next key of a rolling filter over the last PIECE characters: five bits of each. */
function roll(key: number, character: number): number {
  return ((key << 5) | (character & 31)) & 0x3fffffff;
}

/** The kinds of forms, each a bit. */
const ENCODING_MARKS: readonly Form["mark"][] = ["", "%", "+", "="];

/** Every run of PIECE characters that some form has, with the kinds of those forms. */
interface Grams {
  /** Keys of the runs, to pass over most of a text without making strings. */
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

/** A base64 range with the characters beside it that hold bits of the secret too, and the padding. */
function widened(folded: string, [start, end]: Range): Range {
  const sextet = /[a-z0-9+/]/;
  const from = sextet.test(folded.charAt(start - 1)) ? start - 1 : start;
  let to = sextet.test(folded.charAt(end)) ? end + 1 : end;
  while (folded[to] === "=") to += 1;
  return [from, to];
}

/** Places that do not overlap: behind one, less than the whole is left of any other. */
function* occurrences(text: string, needle: string): Generator<Range> {
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
    yield [at, at + needle.length];
  }
}

/** As above, for a secret that could stand in ordinary words by chance: as a word of its own only. */
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
 * The pieces of encoded forms, in time linear in the text: neighbouring runs of PIECE characters that
 * forms of one kind have are one piece.
 */
function* pieces(text: string, folded: string, { keys, kinds }: Grams): Generator<Range> {
  const starts = ENCODING_MARKS.map(() => -1);
  const close = function* (kind: number, end: number): Generator<Range> {
    const start = starts[kind] as number;
    starts[kind] = -1;
    if (start === -1) return;
    const mark = ENCODING_MARKS[kind] as Form["mark"];
    if (mark === "") yield widened(folded, [start, end]);
    // Without its mark it might be a piece of the bare secret.
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
 * Makes the function that keeps these secrets out of texts.
 *
 * Covered are: each secret as it is (one of fewer than four characters only as a word of its own); its base64 in both alphabets, also inside longer
 * base64; percent-encoding, xtext, quoted-printable, hexadecimal, and quoted strings; of the encoded forms also any piece of six
 * characters or more. Encoded forms are found in any case.
 *
 * @param secrets passwords, tokens and SASL responses before encoding; empty ones are ignored
 * @returns a function from text to text; it changes nothing else
 * @example createMask(["s3cret"])("500 unrecognized: AHVzZXIAczNjcmV0"); // "500 unrecognized: AHVzZXI***"
 */
export function createMask(secrets: readonly string[]): Mask {
  const plain = new Set<string>();
  const short = new Set<Form>();
  const long: Form[] = [];
  for (const secret of new Set(secrets)) {
    if (secret === "") continue;
    // In a line that is not all UTF-8 the octets of the secret come as Latin-1.
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

/** A function made above would keep what is found there in memory. */
const unmasked: Mask = (text) => text;

/**
 * A reply without secrets.
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
