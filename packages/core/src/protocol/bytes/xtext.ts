/**
 * Encodes and decodes xtext (RFC 3461 4), with which the ESMTP parameters ORCPT, ENVID and AUTH carry characters that
 * a parameter cannot contain.
 */
import { show } from "../address/address.ts";

/**
 * Encodes a text as xtext.
 *
 * @param text printable ASCII and spaces; RFC 3461 4.2 and 4.4 allow nothing else, because the text is repeated in
 * the header fields of a notification
 * @returns the text with `+`, `=` and space as `+` and two hexadecimal digits
 * @throws {TypeError} for any other character
 * @example
 * xtextEncode("a+b@example.com"); // "a+2Bb@example.com"
 */
export function xtextEncode(text: string): string {
  if (typeof text !== "string" || !/^[ -~]*$/.test(text)) {
    throw new TypeError(
      `The text ${show(text)} is not printable ASCII, so xtext cannot carry it (RFC 3461 section 4). Leave out the other characters.`,
    );
  }
  return text.replace(
    /[+= ]/g,
    (character) => `+${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Decodes xtext strictly: only upper-case digits, and only ASCII.
 *
 * @param text the value of the parameter
 * @returns the text, or `undefined` if the value is not xtext
 * @example
 * xtextDecode("a+2Bb@example.com"); // "a+b@example.com"
 */
export function xtextDecode(text: string): string | undefined {
  if (!/^(?:[!-*,-<>-~]|\+[0-7][\dA-F])*$/.test(text)) return undefined;
  return text.replace(/\+(..)/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
