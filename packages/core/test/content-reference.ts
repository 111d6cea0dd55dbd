/** What content has to look like, said in the simplest way. */
import { Buffer } from "node:buffer";

function replaced(octets: Uint8Array, pattern: RegExp, by: string): string {
  return Buffer.from(octets).toString("latin1").replace(pattern, by);
}

/** Every line end made CRLF, and one at the end of what is not empty (RFC 5321 2.3.8, 4.1.1.4). */
export function canonical(octets: Uint8Array): Uint8Array {
  const lines = replaced(octets, /\r\n|\r|\n/g, "\r\n");
  const ended = lines === "" || lines.endsWith("\r\n") ? lines : `${lines}\r\n`;
  return new Uint8Array(Buffer.from(ended, "latin1"));
}

/** A dot before every dot that begins a line (RFC 5321 4.5.2). Takes canonical content. */
export function stuffed(octets: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.from(replaced(octets, /(^|\r\n)\./g, "$1.."), "latin1"));
}
