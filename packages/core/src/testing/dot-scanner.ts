/**
 * Reads content under DATA as it arrives: removes dot-stuffing, and finds the end only at CRLF.CRLF (RFC 5321
 * 4.1.1.4, 4.5.2). A bare CR or LF is an ordinary octet, so no other sequence can smuggle in a message.
 */
import { CR, DOT, LF } from "../protocol/bytes/octets.ts";

/** The result of scanning some octets. */
export interface Scanned {
  /** The content without the added dots. */
  readonly content: Uint8Array;
  readonly at: DotScan;
  /** Number of octets used, including the end; the rest is not content. */
  readonly used: number;
  readonly ended: boolean;
}

/** Continues to scan after earlier octets. */
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

/** The position of the scanner in a line of content (RFC 5321 4.1.1.4, 4.5.2). */
export type DotScan = "line-start" | "text" | "cr" | "dot" | "dot-cr";
