/**
 * Converts between octets and text, for the virtual server and the transcripts. Helpers for the protocol itself are
 * in `protocol/bytes`.
 */
import { base64Decode, base64Encode } from "../protocol/bytes/base64.ts";

export { concat as join, EMPTY_BYTES as nothing } from "../protocol/bytes/octets.ts";

const encoder: TextEncoder = new TextEncoder();
const decoder: TextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Encodes text as UTF-8. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Decodes octets as UTF-8; invalid octets become U+FFFD. */
export function decodeUtf8(octets: Uint8Array): string {
  return decoder.decode(octets);
}

/** Encodes text in which each character up to U+00FF is one octet. */
export function encodeLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Returns whether both contain the same octets. */
export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((octet, at) => octet === other[at]);
}

/** Returns where the first CRLF at or after `from` begins, or -1. */
export function findCrlf(octets: Uint8Array, from = 0): number {
  for (let at = octets.indexOf(13, from); at >= 0; at = octets.indexOf(13, at + 1)) {
    if (octets[at + 1] === 10) return at;
  }
  return -1;
}

/** Returns whether the octets end with CRLF. */
export function endsLine(octets: Uint8Array | undefined): boolean {
  return octets?.at(-2) === 13 && octets.at(-1) === 10;
}

/** Encodes text as base64 of its UTF-8. */
export function toBase64(text: string): string {
  return base64Encode(encodeUtf8(text));
}

const padded: RegExp = /^(?:.{4})*$/;

/** Decodes base64 to text; `undefined` if it is not valid. Padding is required (RFC 4648 3.2). */
export function fromBase64(text: string): string | undefined {
  const octets = padded.test(text) ? base64Decode(text) : undefined;
  return octets && decodeUtf8(octets);
}
