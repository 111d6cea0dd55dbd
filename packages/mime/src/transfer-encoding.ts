/** Chooses the transfer encoding of a part by what the server takes (RFC 2045 6). */
import type { AllowedContent } from "@parley-smtp/core";
import type { TransferEncoding } from "./draft.ts";

/** What a part holds: text, whose line ends may change; a file, whose bytes may not; a message of its own. */
export type Nature = "text" | "file" | "message";

/** Bytes of a line at most (RFC 5322 2.1.1). */
const MAX_TEXT_LINE = 998;

/** What the bytes of a part need. */
interface Facts {
  readonly escapes: number;
  readonly eightBit: boolean;
  /** NUL, a bare CR or LF, or a line that is too long. */
  readonly binary: boolean;
}

/**
 * Chooses an encoding.
 *
 * @param bytes the content, with the line ends of mail if it is text; undefined for a stream
 * @param asked what the user asked for; it is left aside if the content or the server does not allow it
 */
export function chooseEncoding(
  bytes: Uint8Array | undefined,
  nature: Nature,
  allowed: AllowedContent,
  asked: TransferEncoding | undefined,
): TransferEncoding {
  // A message is never encoded as a whole (RFC 2046 5.2.1). The client re-encodes its parts if it has to.
  const encodes = nature !== "message";
  if (encodes && (asked === "base64" || asked === "quoted-printable")) return asked;
  if (encodes && nature === "file" && asked === undefined)
    return allowed.binary ? "binary" : "base64";
  if (bytes === undefined) return encodes ? encodedStream(nature, allowed, asked) : "8bit";
  const facts = inspect(bytes);
  if (!facts.binary && !facts.eightBit) return "7bit";
  if (!facts.binary && (allowed.eightBit || !encodes)) return "8bit";
  if (allowed.binary && nature !== "text") return "binary";
  if (!encodes) return "8bit";
  // Text in mostly Latin letters stays readable. Base64 is shorter for other scripts.
  return nature === "text" && facts.escapes <= bytes.length / 2 ? "quoted-printable" : "base64";
}

/** Nobody knows the lines of a stream before it is read. */
function encodedStream(
  nature: Nature,
  allowed: AllowedContent,
  asked: TransferEncoding | undefined,
): TransferEncoding {
  if (nature === "text") return "quoted-printable";
  return allowed.binary && (asked === undefined || asked === "binary") ? "binary" : "base64";
}

function inspect(bytes: Uint8Array): Facts {
  let escapes = 0;
  let bits = 0;
  let binary = false;
  let line = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    bits |= byte;
    if (byte === 10 || byte === 13) {
      binary ||=
        line > MAX_TEXT_LINE || (byte === 10 ? bytes[at - 1] !== 13 : bytes[at + 1] !== 10);
      line = 0;
      continue;
    }
    line += 1;
    if (byte > 126 || byte === 61 || byte < 32) {
      escapes += 1;
      binary ||= byte === 0;
    }
  }
  return { escapes, eightBit: bits > 127, binary: binary || line > MAX_TEXT_LINE };
}
