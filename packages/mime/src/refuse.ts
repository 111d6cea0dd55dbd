/** Refuses values that must not be in a header field, such as line ends (RFC 5322 2.2). */

/** A tab is white space; every other control character ends a line, or is not allowed in a header (RFC 5322 2.2). */
const UNFIT = /[^\P{Cc}\t]|\p{Cs}/u;

/**
 * Checks a text for the header.
 *
 * @param text the user's value
 * @param what the name of the option, for the error
 * @throws {TypeError} if it is not a string, or could end its line and so add fields or a body
 */
export function headerText(text: unknown, what: string): string {
  if (typeof text !== "string") throw new TypeError(`${what} must be a string.`);
  if (UNFIT.test(text)) {
    throw new TypeError(
      `${what} has a line break, another control character or half a surrogate pair: ${show(text)}. It would change the message around it; remove it.`,
    );
  }
  return text;
}

/** Characters that JSON leaves unchanged, and that a terminal obeys or that change the order of displayed text. */
const HARMFUL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Returns a value quoted and shortened, for an error message. */
export function show(value: unknown): string {
  const text = asText(value);
  const short = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  return short.replace(
    HARMFUL,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function asText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // A BigInt, or an object in a circle.
    return typeof value === "bigint" ? String(value) : Object.prototype.toString.call(value);
  }
}
