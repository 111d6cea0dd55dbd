/**
 * Makes text that somebody else wrote safe to show: a reply, an address, a certificate, a value from a store.
 *
 * Replies and addresses are kept as they came, as data. Every place where they become text for people
 * (a sentence, a log line, a span, a page, the terminal, JSON) escapes them by the functions here.
 */

/**
 * What a terminal obeys, a log takes for a new line, or a page shows in another order than it stands:
 * control characters (C0, DEL, C1), line separators, halves of surrogate pairs, and marks of direction.
 */
const HARMFUL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** The same but for the line feeds that stand between the lines of indented JSON, where strings have none. */
const HARMFUL_IN_JSON = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Characters that a sentence of an error has at most. */
const MAX_MESSAGE_CHARACTERS = 4_000;

/**
 * Escapes what a terminal, a log or a page could obey: control characters, line separators, lone
 * surrogates and marks that change the direction of writing.
 *
 * @param text any text
 * @returns the text in one line, each such character written as `\x1b` or `\u202e`; everything else stays
 * @example escapeControls("250 \u001b[2Jhello"); // "250 \\x1b[2Jhello"
 */
export function escapeControls(text: string): string {
  return text.replace(HARMFUL, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
  });
}

/**
 * Writes a value as JSON that is safe to print: the characters that `escapeControls` escapes stand in it
 * as `\u001b`, so a program reads the same value and a terminal obeys nothing.
 *
 * @param value what `JSON.stringify` takes
 * @param indent spaces for each level; absent: all in one line
 * @returns JSON; `null` for what JSON does not know
 * @example toPrintableJson({ said: "\u009b2J" }); // '{"said":"\\u009b2J"}'
 */
export function toPrintableJson(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, null, indent) ?? "null";
  return json.replace(
    HARMFUL_IN_JSON,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * Cuts a text that is too long, and says so.
 *
 * @param text any text
 * @param most characters that are kept
 * @returns the text, or its beginning with how much was cut
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  // Half of a surrogate pair would become an escape.
  const last = text.charCodeAt(most - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? most - 1 : most;
  return `${text.slice(0, end)}... (cut: ${text.length - end} more characters)`;
}

/** A sentence for an error: escaped, and of bounded length whatever a server wrote into it. */
export function printableMessage(text: string): string {
  // Cut first: each character can become six.
  return escapeControls(cutText(text, MAX_MESSAGE_CHARACTERS));
}
