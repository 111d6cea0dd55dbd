/** Re-encodes a whole message, in one piece or many. */
import type { Reencode } from "../../src/protocol/mime/obstacle.ts";
import { Recoder } from "../../src/protocol/mime/recoder.ts";
import { join } from "../../src/testing/octets.ts";

/** What the message goes out as. */
export function recode(pieces: readonly Uint8Array[], level: Reencode = "unsigned"): Uint8Array {
  const recoder = new Recoder(level);
  const out = pieces.map((piece) => recoder.push(piece));
  return join([...out, recoder.end()]);
}

/** Cuts a message at these places. */
export function cut(octets: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = places.map((place) => place % (octets.length + 1)).sort((a, b) => a - b);
  return [0, ...at].map((from, index) => octets.subarray(from, at[index] ?? octets.length));
}

/** What is wrong with content that a server takes which knows 7-bit content only. */
export function unfit(content: Uint8Array): string[] {
  const lines = Buffer.from(content).toString("latin1").split("\r\n");
  return [
    ...(content.some((octet) => octet > 127) ? ["has octets over 127"] : []),
    ...(content.includes(0) ? ["has NUL"] : []),
    ...(lines.some((line) => line.length > 998) ? ["has a line over 998 octets"] : []),
    ...(lines.some((line) => /[\r\n]/.test(line)) ? ["has a CR or LF that stands alone"] : []),
  ];
}
