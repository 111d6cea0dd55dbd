/**
 * Converts octets to a line of a transcript, and back. A line represents its text and a CRLF. A backslash at its end
 * means that no CRLF follows; `\xHH` is one octet, `\\` a backslash. Any octets can be written, and plain SMTP is
 * readable.
 */
import { decodeUtf8, encodeLatin1, encodeUtf8, endsLine, findCrlf, join } from "./octets.ts";

const crlf: Uint8Array = encodeLatin1("\r\n");
const backslash = 92;

/**
 * Returns the octets of a line.
 *
 * @throws {SyntaxError} that names the invalid escape
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

/** Splits octets after each CRLF; the last piece has no CRLF. */
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

/**
 * Returns the text of a line, from which `readLine` restores the octets. A space at the end is escaped, because
 * editors remove it.
 */
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
