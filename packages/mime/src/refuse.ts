/** Refuses values that must not be in a header field, such as line ends (RFC 5322 2.2). */

/** A tab is white space; every other control character ends a line, or is one that no header may hold (RFC 5322 2.2). */
const UNFIT = /[^\P{Cc}\t]|\p{Cs}/u;

/**
 * Lets a text into the header.
 *
 * @param text what somebody gave
 * @param what the option it was given as, for the error
 * @throws {TypeError} when it is no string, or could end its line and so add fields or a body
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

/** What JSON leaves as it is, and a terminal obeys or a page shows in another order than it stands. */
const HARMFUL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** A value quoted and cut short, for an error message. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  const short = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  return short.replace(
    HARMFUL,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
