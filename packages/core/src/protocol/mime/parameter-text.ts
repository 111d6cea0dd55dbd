/**
 * Encodes parameters of MIME fields with text outside ASCII (RFC 2231 4): percent-encoded, and split if long. Parsing
 * for re-encoding decisions is in `media-type.ts`.
 */
import {
  type Charset,
  countCharacters,
  encodeUnits,
  isEightBit,
  toHex,
  trimBlanks,
  type WordToken,
} from "./encoded-words.ts";
import { commentEnd, commentUnits, quotedEnd, unquote } from "./structured-text.ts";

/** A parameter as written: its value without quotes, the text behind the value, and the whole text. */
interface ParameterText {
  readonly text: string;
  readonly name: string;
  readonly value: string;
  /** Comments and blanks behind the value. */
  readonly rest: string;
}

/** Parameters of one field that are read; real fields have a few. */
const MAX_SEGMENTS = 128;
/** Characters of one line of a long value. */
const MAX_PARAMETER_LINE_CHARACTERS = 74;
/** Characters that need no encoding in an extended value (RFC 2231 7). */
const LITERAL_IN_VALUE = /[a-zA-Z0-9!#$&+.^_`{|}~-]/;
/** The name of a parameter (RFC 2045 5.1). */
const TOKEN = /^[!#$%&'*+.0-9A-Z^_`a-z{|}~-]+$/;
const CONTINUED_PARAMETER = /^([^*]+)\*(\d+)$/;

/**
 * Encodes a field such as Content-Disposition with all parameters in ASCII.
 *
 * @param body the field's body, unfolded, one character for each octet
 * @returns the tokens; `undefined` if octets over 127 are in a position that must not be encoded
 */
export function parameterTokens(body: string, charset: Charset): readonly WordToken[] | undefined {
  const segments = splitSegments(body);
  if (!segments || segments.length > MAX_SEGMENTS) return undefined;
  const [kind = "", ...given] = segments;
  const split = given.map(parseParameter).filter((one) => one !== undefined);
  const parameters = split.length < given.length ? undefined : joinPieces(split);
  if (!parameters) return undefined;
  const written = [withComments(kind, charset)];
  const names = new Set(parameters.map(({ name }) => name));
  for (const parameter of parameters) {
    const { name, value, rest } = parameter;
    // The message already has the encoded form of this parameter, which readers prefer (RFC 2231 4).
    if (isEightBit(value) && (names.has(`${name}*`) || names.has(`${name}*0*`))) continue;
    written.push(...encodeParameter(parameter, charset));
    if (isEightBit(rest)) written.push(withComments(rest, charset));
  }
  const texts = written.flat();
  if (texts.some((text) => text === undefined || isEightBit(text))) return undefined;
  const last = texts.length - 1;
  return texts.map((text, at) => ({ blanks: " ", text: at === last ? `${text}` : `${text};` }));
}

/** Splits at semicolons outside quotes and comments. */
function splitSegments(body: string): readonly string[] | undefined {
  const segments: string[] = [];
  let from = 0;
  for (let at = 0; at < body.length; at += 1) {
    const octet = body[at];
    if (octet === ";") {
      segments.push(trimBlanks(body.slice(from, at)));
      from = at + 1;
      continue;
    }
    if (octet !== '"' && octet !== "(") continue;
    const end = octet === '"' ? quotedEnd(body, at) : commentEnd(body, at);
    if (end === 0) return undefined;
    at = end - 1;
  }
  segments.push(trimBlanks(body.slice(from)));
  return segments.filter((segment, at) => at === 0 || segment !== "");
}

/** Parses a parameter; `undefined` if a quote never ends. */
function parseParameter(text: string): ParameterText | undefined {
  const equals = text.indexOf("=");
  if (equals === -1) return { text, name: "", value: "", rest: text };
  const name = trimBlanks(text.slice(0, equals)).toLowerCase();
  const given = trimBlanks(text.slice(equals + 1));
  if (!given.startsWith('"')) return { text, name, value: given, rest: "" };
  const end = quotedEnd(given, 0);
  if (end === 0) return undefined;
  return {
    text,
    name,
    value: unquote(given.slice(1, end - 1)),
    rest: trimBlanks(given.slice(end)),
  };
}

/** Joins the numbered pieces of a value before it is encoded (RFC 2231 3). */
function joinPieces(parameters: readonly ParameterText[]): readonly ParameterText[] | undefined {
  const broken = parameters.filter(
    ({ name, value }) => CONTINUED_PARAMETER.test(name) && isEightBit(value),
  );
  let made = parameters;
  for (const base of new Set(broken.map(({ name }) => CONTINUED_PARAMETER.exec(name)?.[1] ?? ""))) {
    const pieces = made.filter(({ name }) => name.startsWith(`${base}*`));
    const inOrder = pieces.every(({ name }, at) => name === `${base}*${at}`);
    if (!inOrder || made.some(({ name }) => name === base)) return undefined;
    const value = pieces.map((piece) => piece.value).join("");
    const joined = { text: "", name: base, value, rest: "" };
    made = made.flatMap((one) =>
      one === pieces[0] ? [joined] : pieces.includes(one) ? [] : [one],
    );
  }
  return made;
}

function encodeParameter(
  { text, name, value, rest }: ParameterText,
  charset: Charset,
): (string | undefined)[] {
  if (!isEightBit(value)) return [isEightBit(rest) || text === "" ? `${name}="${value}"` : text];
  // Readers search for the boundary octet by octet.
  if (name === "boundary" || !TOKEN.test(name)) return [undefined];
  if (name.endsWith("*")) return [`${name}=${percent(value, /[ -~]/)}`];
  return extendedParameter(name, value, charset);
}

/**
 * Writes a parameter percent-encoded, in numbered pieces if it is long (RFC 2231 3, 4).
 *
 * @param value one character for each octet
 */
export function extendedParameter(name: string, value: string, charset: Charset): string[] {
  const whole = `${name}*=${charset}''${percent(value, LITERAL_IN_VALUE)}`;
  return whole.length <= MAX_PARAMETER_LINE_CHARACTERS ? [whole] : inPieces(name, value, charset);
}

function inPieces(name: string, value: string, charset: Charset): string[] {
  const pieces: string[] = [];
  let piece = `${charset}''`;
  for (const character of countCharacters(value, charset)) {
    const made = percent(character, LITERAL_IN_VALUE);
    const label = `${name}*${pieces.length}*=`;
    if (label.length + piece.length + made.length > MAX_PARAMETER_LINE_CHARACTERS && piece !== "") {
      pieces.push(label + piece);
      piece = "";
    }
    piece += made;
  }
  return [...pieces, `${name}*${pieces.length}*=${piece}`];
}

function percent(text: string, plain: RegExp): string {
  let made = "";
  for (const octet of text) made += plain.test(octet) ? octet : `%${toHex(octet)}`;
  return made;
}

/** Encodes text in which only comments may be encoded. */
function withComments(text: string, charset: Charset): string | undefined {
  if (!isEightBit(text)) return text;
  let made = "";
  for (let at = 0; at < text.length; ) {
    if (text[at] === "(") {
      const end = commentEnd(text, at);
      if (end === 0) return undefined;
      const tokens = encodeUnits(commentUnits(text.slice(at, end), ""), charset);
      made += tokens.map((token) => token.blanks + token.text).join("");
      at = end;
    } else if (isEightBit(text[at] as string)) return undefined;
    else {
      made += text[at];
      at += 1;
    }
  }
  return made;
}
