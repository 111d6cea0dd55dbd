/**
 * Base64 of single values (RFC 4648 4), because the protocol layer uses no runtime API. Base64 of message bodies is
 * in `protocol/mime`.
 */

/** The characters of base64, by their value. */
export const ALPHABET_BYTES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * @param bytes any octets
 * @returns their base64, padded, in one line
 * @example base64Encode(new TextEncoder().encode("user")); // "dXNlcg=="
 */
export function base64Encode(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let sextet = 0; sextet < 4; sextet += 1) {
      text += at + sextet > bytes.length ? "=" : ALPHABET_BYTES[(group >> (18 - 6 * sextet)) & 63];
    }
  }
  return text;
}

/**
 * @param text base64; padding may be missing, characters outside the alphabet are not allowed
 * @returns the octets, or `undefined` if the text is not base64
 * @example base64Decode("VXNlcm5hbWU6"); // the octets of "Username:"
 */
export function base64Decode(text: string): Uint8Array | undefined {
  const [, body, padding] = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(text) ?? [];
  if (body === undefined || padding === undefined) return undefined;
  const missing = -body.length & 3;
  if (missing === 3 || padding.length > missing) return undefined;
  const bytes = new Uint8Array(Math.floor((body.length * 6) / 8));
  let bits = 0;
  let octets = 0;
  for (let at = 0; at < body.length; at += 1) {
    bits = (bits << 6) | ALPHABET_BYTES.indexOf(body.charAt(at));
    if (at % 4 !== 0) {
      bytes[octets] = bits >> (6 - 2 * (at % 4));
      octets += 1;
    }
  }
  return bytes;
}
