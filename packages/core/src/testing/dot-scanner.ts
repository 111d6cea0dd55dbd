/**
 * Content under DATA as it comes in: dot-stuffing undone, and its end found at
 * CRLF.CRLF and nowhere else (RFC 5321 4.1.1.4, 4.5.2). A bare CR or LF is an
 * ordinary octet, so no other sequence can smuggle a message in.
 */
import { CR, DOT, LF } from "../protocol/bytes/octets.ts";

/** What came of some octets. */
export interface Scanned {
  /** Content with the dots that were added taken away. */
  readonly content: Uint8Array;
  readonly at: DotScan;
  /** Octets that were used, the end included; the rest is no content. */
  readonly used: number;
  readonly ended: boolean;
}

/** Reads on from where the octets before had left off. */
export function scanDots(from: DotScan, octets: Uint8Array): Scanned {
  const content = new Uint8Array(octets.length + 1);
  let length = 0;
  let at = from;
  let used = 0;
  for (const octet of octets) {
    used += 1;
    if (at === "dot-cr" && octet === LF) {
      return { content: content.subarray(0, length), at, used, ended: true };
    }
    if (at === "dot-cr") content[length++] = CR;
    if (at === "line-start" && octet === DOT) {
      at = "dot";
    } else if (at === "dot" && octet === CR) {
      at = "dot-cr";
    } else {
      content[length++] = octet;
      const lineEnds = octet === LF && at === "cr";
      at = lineEnds ? "line-start" : octet === CR ? "cr" : "text";
    }
  }
  return { content: content.subarray(0, length), at, used, ended: false };
}

/** Where in a line DATA's content stands (RFC 5321 4.1.1.4, 4.5.2). */
export type DotScan = "line-start" | "text" | "cr" | "dot" | "dot-cr";
