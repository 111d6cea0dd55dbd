/** Replies of one short line that came lately. Servers say the same again and again, so it is not decoded again. */
import type { Reply } from "./reply.ts";

/** How many are kept, a power of two, and how long their lines may be. */
const PLACES = 64;
const MAX_CACHED_CHARACTERS = 128;

/** Each reply has one place, which depends on its octets; the last one to come there is kept. */
export class KnownReplies {
  readonly #texts: string[] = new Array<string>(PLACES).fill("");
  readonly #replies: Reply[] = [];

  /** The reply that was made of these octets before. */
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
   * Keeps the reply that was made of these octets.
   *
   * @param text its line, of which every character is one octet
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
