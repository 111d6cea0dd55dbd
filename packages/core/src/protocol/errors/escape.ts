/**
 * Escapes text from outside before it is shown: a reply, an address, a certificate, a value from a store.
 *
 * Replies and addresses are kept unchanged as data. They are escaped with the functions here wherever they become
 * text for people: in a sentence, a log line, a span, a page, the terminal, or JSON. Secrets are handled in
 * `mask.ts`.
 */

/**
 * Characters that a terminal obeys, that begin a new line in a log, or that change the order of displayed text:
 * control characters (C0, DEL, C1), line separators, halves of surrogate pairs, and direction marks.
 */
const HARMFUL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** The same except for the line feeds between the lines of indented JSON; strings in JSON contain none. */
const HARMFUL_IN_JSON = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** The most characters of an error's message. */
const MAX_MESSAGE_CHARACTERS = 4_000;

/**
 * Escapes characters that a terminal, a log or a page could obey: control characters, line separators, lone
 * surrogates and marks that change the direction of writing.
 *
 * @param text any text
 * @returns the text in one line, with each such character as `\x1b` or `\u202e`; all other text stays
 * @example escapeControls("250 \u001b[2Jhello"); // "250 \\x1b[2Jhello"
 */
export function escapeControls(text: string): string {
  return text.replace(HARMFUL, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
  });
}

/**
 * Writes a value as JSON that is safe to print: the characters that `escapeControls` escapes become `\u001b` and so
 * on, so a program reads the same value and a terminal obeys nothing.
 *
 * @param value any value that `JSON.stringify` accepts
 * @param indent spaces for each level; absent: everything in one line
 * @returns JSON; `null` for a value that JSON cannot represent
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
 * Shortens a long text and adds how much was cut.
 *
 * @param text any text
 * @param most the number of characters to keep
 * @returns the text, or its beginning and the number of characters that were cut
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  // Half of a surrogate pair would become an escape.
  const last = text.charCodeAt(most - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? most - 1 : most;
  return `${text.slice(0, end)}... (cut: ${text.length - end} more characters)`;
}

/** Prepares a sentence for an error: escaped, and of limited length whatever the server wrote. */
export function printableMessage(text: string): string {
  // Cut first, because escaping can make each character six times as long.
  return escapeControls(cutText(text, MAX_MESSAGE_CHARACTERS));
}
