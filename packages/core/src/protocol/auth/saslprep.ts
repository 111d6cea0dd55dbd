/**
 * SASLprep (RFC 4013): one form of a user name or password, however it was typed, so that both sides hash the same
 * octets. Only SCRAM uses it.
 *
 * The tables of RFC 3454 are written as ranges. Existing libraries have them as 100 KiB of data that mostly lists
 * code points unassigned in Unicode 3.2. A client may send those (RFC 3454 7), so the rest is short. A test compares
 * the result with such a library.
 */

/** Spaces other than the ASCII one (RFC 3454 C.1.2): each becomes a space. */
const SPACES = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/gu;

/** Mapped to nothing (RFC 3454 B.1). */
const MAPPED_TO_NOTHING =
  /[\u00ad\u1806\u2060\ufeff]|\u034f|\u200c|\u200d|[\u180b-\u180d]|[\ufe00-\ufe0f]/gu;

/**
 * Prohibited (RFC 4013 2.3): controls, private use, non-characters, surrogates, and characters that change the
 * display.
 */
const PROHIBITED =
  /[\p{Cc}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}\u06dd\u070f\u180e\u200e\u200f\u2028-\u202e\u2061-\u2063\u206a-\u206f\u2ff0-\u2ffb\ufff9-\ufffd\u{1d173}-\u{1d17a}\u{e0001}\u{e0020}-\u{e007f}]|\u0340|\u0341/u;

/** Characters written from right to left (RFC 3454 D.1). */
const RIGHT_TO_LEFT =
  "\\u05be\\u05c0\\u05c3\\u05d0-\\u05ea\\u05f0-\\u05f4\\u061b\\u061f\\u0621-\\u063a\\u0640-\\u064a\\u066d-\\u066f\\u0671-\\u06d5\\u06e5\\u06e6\\u06fa-\\u06fe\\u0700-\\u070d\\u0710\\u0712-\\u072c\\u0780-\\u07a5\\u07b1\\ufb1d\\ufb1f-\\ufb28\\ufb2a-\\ufb36\\ufb38-\\ufb3c\\ufb3e\\ufb40\\ufb41\\ufb43\\ufb44\\ufb46-\\ufbb1\\ufbd3-\\ufd3d\\ufd50-\\ufd8f\\ufd92-\\ufdc7\\ufdf0-\\ufdfc\\ufe70-\\ufe74\\ufe76-\\ufefc";

/**
 * Prepares a user name or password for SCRAM.
 *
 * @param text as the user gave it
 * @returns the prepared form; the unchanged text if SASLprep does not allow it, because servers that accept such a
 * password also compare it unchanged
 * @example saslprep("I\u00adX"); // "IX"
 */
export function saslprep(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  const prepared = text.replace(SPACES, " ").replace(MAPPED_TO_NOTHING, "").normalize("NFKC");
  return prepared === "" || PROHIBITED.test(prepared) || mixes(prepared) ? text : prepared;
}

/** Returns whether a text mixes directions, or does not start and end in its direction (RFC 3454 6). */
function mixes(text: string): boolean {
  const turned = new RegExp(`[${RIGHT_TO_LEFT}]`, "u");
  if (!turned.test(text)) return false;
  const framed = new RegExp(`^[${RIGHT_TO_LEFT}](?:.*[${RIGHT_TO_LEFT}])?$`, "su");
  return !framed.test(text) || new RegExp(`(?![${RIGHT_TO_LEFT}])\\p{L}`, "u").test(text);
}
