/**
 * Decides from a part's header how the part is handled when a message is re-encoded. The body is not known yet,
 * because its encoding must be named before it is sent.
 */
import { ENCODING, encodingOf, fieldValue, type HeaderField } from "./fields.ts";
import { type MediaType, parseMediaType } from "./media-type.ts";
import type { ObstacleReason, Reencode } from "./obstacle.ts";
import { binaryString } from "./value-scanner.ts";

/**
 * - `parts`: a multipart; its parts are handled one by one.
 * - `message`: a message with its own header section.
 * - `encode`: encoded if needed.
 * - `encoded`: already encoded.
 * - `untouched`: sent unchanged or not at all.
 */
export type PartHandling = { readonly type: string } & (
  | { readonly as: "parts"; readonly boundary: string; readonly digest: boolean }
  | { readonly as: "message" }
  | { readonly as: "encode"; readonly into: "quoted-printable" | "base64" }
  | { readonly as: "encoded"; readonly encoding: "quoted-printable" | "base64" }
  | { readonly as: "untouched"; readonly reason: ObstacleReason; readonly value?: string }
);

/** Types of signed or encrypted content (RFC 1847, RFC 8551 3.2, RFC 3156). */
const SEALED: Readonly<Record<string, ObstacleReason>> = {
  "multipart/signed": "signed",
  "application/pkcs7-signature": "signed",
  "application/x-pkcs7-signature": "signed",
  "application/pgp-signature": "signed",
  "multipart/encrypted": "encrypted",
  "application/pkcs7-mime": "encrypted",
  "application/x-pkcs7-mime": "encrypted",
  "application/pgp-encrypted": "encrypted",
};

/** Message types whose body is ordinary data (RFC 6532 3.7). */
const LIKE_DATA = ["message/global", "message/global-headers", "message/global-delivery-status"];

/** Character sets in which a line end is not CR and LF, so the content has no lines. */
const WIDE = /^(?:utf-?(?:16|32)|ucs-?[24]|iso-10646-ucs)/i;

/** Header fields of a message whose whole content is signed (RFC 6376 3.5, RFC 8617 4.1). */
const SEALS = ["dkim-signature", "arc-seal", "arc-message-signature", "arc-authentication-results"];

/** The type of a part without a valid Content-Type (RFC 2045 5.2). */
const DEFAULT_MEDIA_TYPE: MediaType = { type: "text/plain", parameters: new Map() };

/** Encodings that leave the octets unchanged (RFC 2045 6.2). */
export const IDENTITY: readonly string[] = ["7bit", "8bit", "binary"];

/**
 * Decides how a part is handled.
 *
 * @param fields its header
 * @param level how much may be re-encoded
 * @param whole the part is a message, not a part of one
 * @param usual the part's type if it names none (RFC 2046 5.1.5)
 */
export function decidePartHandling(
  fields: readonly HeaderField[],
  level: Reencode,
  whole: boolean,
  usual: string,
): PartHandling {
  const value = fieldValue(fields, "content-type");
  const { type, parameters } = value
    ? (parseMediaType(value) ?? DEFAULT_MEDIA_TYPE)
    : { ...DEFAULT_MEDIA_TYPE, type: usual };
  const untouched = (reason: ObstacleReason): PartHandling => ({ type, as: "untouched", reason });
  if (level === "never") return untouched("wish");
  if (level !== "always") {
    const sealed = SEALED[type];
    if (sealed) return untouched(sealed);
    if (whole && fields.some(({ name }) => SEALS.includes(name))) return untouched("signed");
  }
  const twice = ["content-type", ENCODING].find((name) => hasDifferentValues(fields, name));
  if (twice) return { type, as: "untouched", reason: "unencodable", value: twice };
  if (type.startsWith("multipart/")) {
    const boundary = (parameters.get("boundary") ?? "").replace(/[ \t]+$/, "");
    if (boundary === "") return untouched("unencodable");
    return { type, as: "parts", boundary, digest: type === "multipart/digest" };
  }
  const encoding = encodingOf(fields);
  if (encoding === "quoted-printable" || encoding === "base64") {
    return { type, as: "encoded", encoding };
  }
  if (!IDENTITY.includes(encoding)) {
    return { type, as: "untouched", reason: "unknown-encoding", value: encoding };
  }
  if (type === "message/rfc822") {
    const allowed = level === "attached" || level === "always";
    return allowed ? { type, as: "message" } : untouched("attached");
  }
  if (type.startsWith("message/") && !LIKE_DATA.includes(type)) return untouched("unencodable");
  const lines = type.startsWith("text/") && !WIDE.test(parameters.get("charset") ?? "");
  return { type, as: "encode", into: lines ? "quoted-printable" : "base64" };
}

/** Returns whether a field occurs several times with different values. Readers use the first or the last. */
function hasDifferentValues(fields: readonly HeaderField[], name: string): boolean {
  const values = fields.filter((field) => field.name === name).map(({ octets }) => octets);
  if (values.length < 2) return false;
  const texts = values.map((octets) => binaryString(octets).replaceAll(/\s+/g, "").toLowerCase());
  return texts.some((text) => text !== texts[0]);
}
