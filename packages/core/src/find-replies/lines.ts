/**
 * Restores the lines of a text as originally written: without quoting, markup, folding and typographic characters.
 */

/** One line. */
export interface TextLine {
  readonly text: string;
  /** Its line number in the pasted text, counted from 1. */
  readonly number: number;
  /** Spaces before the text. */
  readonly indent: number;
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  amp: "&",
  nbsp: " ",
  colon: ":",
  equals: "=",
  commat: "@",
};

const ENTITY = /&(?:(lt|gt|quot|apos|amp|nbsp|colon|equals|commat)|#(\d{1,7})|#x([\da-f]{1,6}));/gi;
const BREAK_TAG =
  /<(?:br ?\/?|\/?p|\/?div|\/?tr|\/?li|\/?pre|\/?blockquote|\/?h\d)(?: [^<>]{0,200})?>/gi;
const OTHER_TAG =
  /<\/?(?:td|th|table|tbody|span|b|i|u|strong|em|code|tt|font|a|ul|ol|html|body|small|kbd|samp|hr)(?: [^<>]{0,300})?\/?>/gi;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal.
const COLOURS = /\u001b\[[\d;]{0,20}[A-Za-z]/g;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]/g;

/** A line that begins a field or a paragraph about one recipient: lines with more indentation belong to it. */
const FOLDABLE =
  /^\s{0,8}(?:[A-Za-z][A-Za-z\d-]{2,40}:\s|<[^<>\s]{3,320}>(?::|\s|$)|[^\s<>@:]{1,64}@[^\s<>@:]{1,255}:?$|\([a-z]{4,12}: [2-5]\d\d)/;

/** A line that never continues the previous one. */
const OWN_LINE =
  /^\s*(?:at\s|from\s\S*[/:]\S|File\s|in\s\S*[\\/]\S|\.\.\.|[-=*>|<]{2,}|[2-5]\d\d[- ](?!\d\.\d)|[\w-]{3,40}:\s)/;

/** One string literal in several pieces: 'a' + 'b'. */
const LITERAL_GOES_ON = /['"`]\s{0,4}[+.]\s{0,4}$/;

/** Returns the character of an entity; a space for characters that could break a line. */
function ofEntity(whole: string, name = "", decimal = "", hex = ""): string {
  if (name !== "") return ENTITIES[name.toLowerCase()] ?? whole;
  const point = decimal === "" ? Number.parseInt(hex, 16) : Number(decimal);
  if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return whole;
  return point < 0x20 || point === 0xa0 ? " " : String.fromCodePoint(point);
}

/** Marks a line break inside a line of the text. It does not start a new line, so line numbers stay correct. */
export const BREAK_IN_LINE = "\u000b";

/**
 * Decodes the encodings of displayed text: entities, tags, colours, invisible and typographic characters.
 *
 * @param text the pasted text
 * @returns the text with as many lines, each ended by LF
 */
export function decodeText(text: string): string {
  let clean = text.replace(/\r\n?/g, "\n").replace(COLOURS, "").replace(INVISIBLE, "");
  // Twice, for text that was escaped twice.
  if (clean.includes("&")) clean = clean.replace(ENTITY, ofEntity).replace(ENTITY, ofEntity);
  clean = clean.replace(BREAK_TAG, BREAK_IN_LINE).replace(OTHER_TAG, "");
  return clean
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000\t]/g, " ")
    .replace(/[‐‑‒–]/g, "-");
}

/** A dialogue in one line, because a logger or a web page removed the line ends. */
const SAYS_COMMAND =
  /(?:>>|C:|CLIENT -> SERVER:) ?(?:EHLO|HELO|LHLO|MAIL FROM|RCPT TO|DATA|QUIT|RSET|AUTH|STARTTLS)\b/;
const SAYS_REPLY = /(?:<<|S:|SERVER -> CLIENT:) ?[2-5]\d\d[ -]/;
const DIALOG_SEAM =
  /(?<=\S)\s{1,4}(?=(?:>>|C:|CLIENT -> SERVER:) ?(?:EHLO|HELO|LHLO|MAIL FROM|RCPT TO|DATA|QUIT|RSET|AUTH|STARTTLS)\b|(?:<<|S:|SERVER -> CLIENT:) ?[2-5]\d\d[ -]|!! )/g;

/** Splits a dialogue in one line. */
function splitDialog(line: string): string[] {
  if (!SAYS_COMMAND.test(line) || !SAYS_REPLY.test(line)) return [line];
  return line.replace(DIALOG_SEAM, BREAK_IN_LINE).split(BREAK_IN_LINE);
}

/** The most levels of quotation that are removed. */
const MAX_QUOTES = 8;

/** Removes quotation marks at the beginning of lines, if all lines of a paragraph have them. */
function removeQuoteMarks(lines: string[]): void {
  // Programs also mark the client's lines with ">"; they mark replies with "<".
  if (
    lines.some((line) =>
      /^\s*(?:<{1,3}[-*~ ]|>{1,3} ?(?:EHLO|HELO|MAIL FROM|RCPT TO|DATA|QUIT|AUTH|STARTTLS)\b)/i.test(
        line,
      ),
    )
  ) {
    return;
  }
  for (let from = 0; from < lines.length; ) {
    let to = from;
    while (to < lines.length && /^\s{0,4}[>|]/.test(lines[to] ?? "")) to += 1;
    for (let at = from; at < to; at += 1) {
      let line = lines[at] ?? "";
      for (let depth = 0; depth < MAX_QUOTES && /^\s{0,4}[>|](?!-)/.test(line); depth += 1) {
        line = line.replace(/^\s{0,4}[>|] ?/, "");
      }
      lines[at] = line;
    }
    from = to + 1;
  }
}

/**
 * Returns whether a line of quoted-printable continues (RFC 2045 6.7): base64 ends the same way, but has no spaces.
 */
function isSoft(line: string): boolean {
  return (
    /[^=]=$/.test(line.slice(-2)) &&
    line.length <= 76 &&
    line.includes(" ") &&
    !/[a-z]=$/.test(line.slice(-2))
  );
}

/**
 * Splits a text into lines.
 *
 * @param text the pasted text
 * @returns its lines; folded fields and split literals as one line each
 */
export function splitTextLines(text: string): TextLine[] {
  const raw = decodeText(text).split("\n");
  removeQuoteMarks(raw);
  const lines: TextLine[] = [];
  let open:
    | {
        parts: string[];
        number: number;
        indent: number;
        literal: boolean;
        soft: boolean;
        folds: boolean;
      }
    | undefined;
  const close = (): void => {
    if (open) {
      const { parts, number, indent } = open;
      lines.push({
        text: parts.length === 1 ? (parts[0] as string) : parts.join(""),
        number,
        indent,
      });
    }
    open = undefined;
  };
  for (const [index, whole] of raw.entries()) {
    const pieces = whole.includes(BREAK_IN_LINE) ? whole.split(BREAK_IN_LINE) : [whole];
    for (const piece of pieces.flatMap(splitDialog)) {
      const line = piece.trimEnd();
      const body = line.trimStart();
      const indent = line.length - body.length;
      if (open?.literal && /^['"`]/.test(body)) {
        // The quotes on both sides of the seam are removed.
        const last = open.parts.length - 1;
        open.parts[last] = (open.parts[last] as string).replace(LITERAL_GOES_ON, "");
        open.parts.push(body.replace(/^['"`]/, ""));
        open.literal = LITERAL_GOES_ON.test(line);
        continue;
      }
      if (open?.soft && body !== "") {
        open.parts[open.parts.length - 1] = (open.parts.at(-1) as string).slice(0, -1);
        open.parts.push(line);
        open.soft = isSoft(line);
        continue;
      }
      if (open?.folds && body !== "" && indent > open.indent && !OWN_LINE.test(line)) {
        open.parts.push(" ", body);
        continue;
      }
      close();
      open = {
        parts: [body],
        number: index + 1,
        indent,
        literal: LITERAL_GOES_ON.test(line),
        soft: isSoft(line),
        folds: FOLDABLE.test(line),
      };
    }
  }
  close();
  return lines;
}
