/**
 * Octets on a transcript's line, and back. A line stands for its text and a
 * CRLF; a backslash at its end says that no CRLF follows; `\xHH` is one octet,
 * `\\` a backslash. So any octets can be written, and plain SMTP reads as it is.
 */
import { decodeUtf8, encodeLatin1, encodeUtf8, endsLine, findCrlf, join } from "./octets.ts";

const crlf: Uint8Array = encodeLatin1("\r\n");
const backslash = 92;

/**
 * The octets that a line stands for.
 *
 * @throws {SyntaxError} naming the escape that is not valid
 */
export function readLine(text: string): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (const [token, hex] of text.matchAll(/\\x([0-9A-Fa-f]{2})|\\\\|\\(?!$).?|[^\\]+/gsu)) {
    if (hex !== undefined) pieces.push(Uint8Array.of(Number.parseInt(hex, 16)));
    else if (token === "\\\\") pieces.push(Uint8Array.of(backslash));
    else if (!token.startsWith("\\")) pieces.push(encodeUtf8(token));
    else
      throw new SyntaxError(
        `"${token}" is no escape; use \\xHH for an octet, \\\\ for a backslash.`,
      );
  }
  const open = /(?<!\\)(?:\\\\)*\\$/.test(text);
  return join(open ? pieces : [...pieces, crlf]);
}

/** One line per CRLF, and one for what follows the last. */
export function splitByCrlf(octets: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let at = findCrlf(octets); at >= 0; at = findCrlf(octets, from)) {
    lines.push(octets.slice(from, at + 2));
    from = at + 2;
  }
  if (from < octets.length) lines.push(octets.slice(from));
  return lines;
}

const READABLE: RegExp = /^[ \p{L}\p{M}\p{N}\p{P}\p{S}]*$/u;

/** The text of a line, such that `readLine` gives the octets back. A space at the end is escaped, for editors take it away. */
export function writeLine(octets: Uint8Array): string {
  const closed = endsLine(octets);
  const bare = closed ? octets.subarray(0, -2) : octets;
  const text = decodeUtf8(bare);
  const shown =
    READABLE.test(text) && !text.includes("\ufffd")
      ? text.replaceAll("\\", "\\\\")
      : escapeAll(bare);
  return closed ? shown.replace(/ $/, "\\x20") : `${shown}\\`;
}

function escapeAll(octets: Uint8Array): string {
  return Array.from(octets, (octet) => {
    if (octet === backslash) return "\\\\";
    if (octet >= 32 && octet < 127) return String.fromCharCode(octet);
    return `\\x${octet.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}
