/** Creates the messages to send: lines of text of a given size. */

import type { Target } from "./job.ts";

/** The sender's address. */
export const FROM = "sender@bench.test";

/** Octets of each piece of a stream. */
const PIECE = 65_536;

/** Returns this many recipients; the first one exists on the lab's servers. */
export function recipients({ recipients: count, domain = "bench.test" }: Target): string[] {
  return Array.from({ length: count }, (_, at) => `${at === 0 ? "test" : `test-${at}`}@${domain}`);
}

/** Returns lines of 70 octets, as people write them; none begins with a dot. */
export function text(octets: number): string {
  const line = "The quick brown fox jumps over the lazy dog, and it does so every day.\r\n";
  return `${line.repeat(Math.ceil(octets / line.length)).slice(0, Math.max(0, octets - 2))}\r\n`;
}

/** Returns a whole message of this many octets. */
export function letter(octets: number): string {
  const head = `From: ${FROM}\r\nTo: list@bench.test\r\nSubject: Measured\r\nMessage-ID: <1@bench.test>\r\n\r\n`;
  return head + text(octets - head.length);
}

/** Returns the message as a stream of pieces that are created once and repeated, so that its size needs no memory. */
export function* pieces(octets: number): Generator<Uint8Array> {
  const piece = new TextEncoder().encode(letter(Math.min(octets, PIECE)));
  for (let left = octets; left > 0; left -= piece.length) yield piece.subarray(0, left);
}
