/** What content has to look like, said in the simplest way. */
import { latin1 } from "../src/testing/octets.ts";

const text = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => String.fromCharCode(octet)).join("");

/** Every line end made CRLF, and one at the end of what is not empty (RFC 5321 2.3.8, 4.1.1.4). */
export function canonical(octets: Uint8Array): Uint8Array {
  const lines = text(octets).replace(/\r\n|\r|\n/g, "\r\n");
  return latin1(lines === "" || lines.endsWith("\r\n") ? lines : `${lines}\r\n`);
}

/** A dot before every dot that begins a line (RFC 5321 4.5.2). Takes canonical content. */
export function stuffed(octets: Uint8Array): Uint8Array {
  return latin1(text(octets).replace(/(^|\r\n)\./g, "$1.."));
}
