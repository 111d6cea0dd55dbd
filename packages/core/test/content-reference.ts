/** The simplest definitions of correct content, for comparison with the real code. */
import { Buffer } from "node:buffer";

function replaced(octets: Uint8Array, pattern: RegExp, by: string): string {
  return Buffer.from(octets).toString("latin1").replace(pattern, by);
}

/** Converts every line end to CRLF, and adds one at the end of non-empty content (RFC 5321 2.3.8, 4.1.1.4). */
export function canonical(octets: Uint8Array): Uint8Array {
  const lines = replaced(octets, /\r\n|\r|\n/g, "\r\n");
  const ended = lines === "" || lines.endsWith("\r\n") ? lines : `${lines}\r\n`;
  return new Uint8Array(Buffer.from(ended, "latin1"));
}

/** Doubles every dot that begins a line (RFC 5321 4.5.2). The input needs canonical line ends. */
export function stuffed(octets: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.from(replaced(octets, /(^|\r\n)\./g, "$1.."), "latin1"));
}
