/**
 * Caches short replies of one line. Servers repeat them, so they need not be decoded again. Parsing is in
 * `reply-parser.ts`.
 */
import type { Reply } from "./reply.ts";

/** Number of cached replies, a power of two. */
const PLACES = 64;
const MAX_CACHED_CHARACTERS = 128;

/** Each reply has one place that depends on its octets. A new reply replaces the old one in that place. */
export class KnownReplies {
  readonly #texts: string[] = new Array<string>(PLACES).fill("");
  readonly #replies: Reply[] = [];

  /** Returns the cached reply for these octets. */
  find(bytes: Uint8Array, from: number, end: number): Reply | undefined {
    const length = end - from;
    if (length > MAX_CACHED_CHARACTERS) return undefined;
    const place = placeOf(bytes, from, end);
    const text = this.#texts[place] as string;
    if (text.length !== length) return undefined;
    for (let at = 0; at < length; at += 1) {
      if (text.charCodeAt(at) !== bytes[from + at]) return undefined;
    }
    return this.#replies[place];
  }

  /**
   * Caches the reply for these octets.
   *
   * @param text the reply's line; every character is one octet
   */
  keep(bytes: Uint8Array, from: number, end: number, text: string, reply: Reply): void {
    if (text.length > MAX_CACHED_CHARACTERS) return;
    const place = placeOf(bytes, from, end);
    this.#texts[place] = text;
    this.#replies[place] = reply;
  }
}

function placeOf(bytes: Uint8Array, from: number, end: number): number {
  let sum = 0;
  for (let at = from; at < end; at += 1) sum = (Math.imul(sum, 31) + (bytes[at] as number)) | 0;
  return sum & (PLACES - 1);
}
