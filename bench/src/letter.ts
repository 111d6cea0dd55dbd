/** The messages that are sent: lines of text, of a size. */

import type { Target } from "./job.ts";

/** Where they come from. */
export const FROM = "sender@bench.test";

/** Octets of the piece of which a stream is made. */
const PIECE = 65_536;

/** So many recipients; the first is one that the laboratory's servers know. */
export function recipients({ recipients: count, domain = "bench.test" }: Target): string[] {
  return Array.from({ length: count }, (_, at) => `${at === 0 ? "test" : `test-${at}`}@${domain}`);
}

/** Lines of 70 octets, such as people write, of which none begins with a dot. */
export function text(octets: number): string {
  const line = "The quick brown fox jumps over the lazy dog, and it does so every day.\r\n";
  return `${line.repeat(Math.ceil(octets / line.length)).slice(0, Math.max(0, octets - 2))}\r\n`;
}

/** A whole message of so many octets. */
export function letter(octets: number): string {
  const head = `From: ${FROM}\r\nTo: list@bench.test\r\nSubject: Measured\r\nMessage-ID: <1@bench.test>\r\n\r\n`;
  return head + text(octets - head.length);
}

/** The same as a stream of pieces that are made once and given again and again, so that its size costs no memory. */
export function* pieces(octets: number): Generator<Uint8Array> {
  const piece = new TextEncoder().encode(letter(Math.min(octets, PIECE)));
  for (let left = octets; left > 0; left -= piece.length) yield piece.subarray(0, left);
}
