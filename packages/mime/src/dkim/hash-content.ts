/** The first reading of a message: what has to be known of it before a signature can be made. */
import { sha256 } from "@noble/hashes/sha2.js";
import { CanonicalBody, type Canonicalization } from "./canonical-body.ts";
import { ContentScan } from "./content-scan.ts";
import type { ContentReading } from "./content-source.ts";
import { DkimError } from "./dkim-error.ts";
import { type HeaderField, splitHeader } from "./header-fields.ts";

/** Bytes of a stream that are kept between reading and sending: as many as the client keeps of a stream. */
const MAX_KEPT_BYTES = 524_288;
/** The same for a message that is in memory anyway. Its size is then known before MAIL. */
const MAX_COPIED_BYTES = 33_554_432;

/** How the content can be read. */
export type ContentAccess = "once" | "again" | "in memory";

/** What the first reading found. */
export interface HashedContent {
  readonly fields: readonly HeaderField[];
  /** SHA-256 of the canonical body, in the forms that were asked for. */
  readonly bodyHash: Readonly<Record<Canonicalization, Uint8Array>>;
  /** The whole message, if it is not too long to be kept. */
  readonly kept: readonly Uint8Array[] | undefined;
  readonly length: number;
  /** SHA-256 of the whole message, if it is not kept. */
  readonly digest: Uint8Array;
}

/**
 * Reads a message to its end.
 *
 * @param forms the canonical forms of the body
 * @param readable how often the message can be read
 * @returns what was found; "signed" as soon as the header shows a signature
 * @throws {DkimError} if the message cannot be signed
 */
export async function hashContent(
  reading: ContentReading,
  forms: ReadonlySet<Canonicalization>,
  readable: ContentAccess,
): Promise<HashedContent | "signed"> {
  const hashes = { relaxed: sha256.create(), simple: sha256.create() };
  const bodies = [...forms].map(
    (form) => new CanonicalBody(form, (bytes) => void hashes[form].update(bytes)),
  );
  let fields: readonly HeaderField[] | undefined;
  const scan = new ContentScan({
    header(section) {
      fields = splitHeader(section);
    },
    body(piece) {
      for (const body of bodies) body.push(piece);
    },
  });
  const all = sha256.create();
  let kept: Uint8Array[] | undefined = [];
  let length = 0;
  const most = readable === "in memory" ? MAX_COPIED_BYTES : MAX_KEPT_BYTES;
  for (let piece = await reading.next(); piece; piece = await reading.next()) {
    const inHeader = fields === undefined;
    const lines = scan.push(piece);
    if (inHeader && fields && isSigned(fields)) return "signed";
    length += lines.length;
    if (kept && length > most) {
      if (readable === "once") throw tooLarge();
      for (const each of kept) all.update(each);
      kept = undefined;
    }
    if (kept) kept.push(lines);
    else all.update(lines);
  }
  scan.end();
  for (const body of bodies) body.end();
  const found = fields ?? [];
  if (isSigned(found)) return "signed";
  checkSignable(found);
  const bodyHash = { relaxed: hashes.relaxed.digest(), simple: hashes.simple.digest() };
  return { fields: found, bodyHash, kept, length, digest: all.digest() };
}

function tooLarge(): DkimError {
  return new DkimError(
    `The message is a stream that can be read only once, and is longer than ${MAX_KEPT_BYTES} bytes. The signature depends on the whole message and comes first, so such a message must be readable again: give \`raw\` as bytes, or as a function that makes the stream.`,
    "TOO_LARGE",
  );
}

function isSigned(fields: readonly HeaderField[]): boolean {
  return fields.some(({ name }) => name === "dkim-signature");
}

function checkSignable(fields: readonly HeaderField[]): void {
  if (!fields.some(({ name }) => name === "from")) {
    throw new DkimError(
      "The message has no From field, and without one it cannot be signed (RFC 6376 5.4). Check that `raw` begins with the header.",
      "NOT_SIGNABLE",
    );
  }
  const binary = fields.some(
    ({ name, text }) => name === "content-transfer-encoding" && /:\s*binary\b/i.test(text),
  );
  if (binary) {
    throw new DkimError(
      "The message is declared binary, and its lines could change on the way, so it cannot be signed (RFC 6376 5.3). Encode its parts as base64.",
      "NOT_SIGNABLE",
    );
  }
}
