/**
 * Signs content: reads the message to hash it, and sends the same bytes behind the signatures.
 *
 * A stream is read when the result is read, not before: so the client can close the source whenever the call ends.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import type { BodyStream, MadeBody } from "@parley-smtp/core";
import { ContentScan, toBytes } from "./content-scan.ts";
import {
  type ContentReading,
  catchStreamErrors,
  KeepingReading,
  openContent,
  readOnce,
  toStream,
} from "./content-source.ts";
import { DkimError } from "./dkim-error.ts";
import { type ContentAccess, type HashedContent, hashContent } from "./hash-content.ts";
import type { SignatureSettings } from "./options.ts";
import { createSignature } from "./signature.ts";

type Make = () => MadeBody | Promise<MadeBody>;

/**
 * Signs content that can be made again.
 *
 * @returns the signed message; the content as it is if it was signed before
 * @throws {DkimError} if it cannot be signed; where the result is a stream, reading the stream throws that
 */
export async function signContent(
  settings: readonly SignatureSettings[],
  make: Make,
): Promise<MadeBody> {
  const content = await make();
  if (typeof content === "string" || content instanceof Uint8Array) {
    const again = async () => openContent(content);
    const signed = await signReading(settings, openContent(content), "in memory", again);
    if (signed === "signed") return content;
    return signed instanceof Uint8Array ? signed : toStream(async () => signed);
  }
  return toStream(async (open) => {
    const again = async () => open(openContent(await make()));
    const signed = await signReading(settings, open(openContent(content)), "again", again);
    if (signed === "signed") return again();
    return signed instanceof Uint8Array ? readOnce(signed) : signed;
  }, content);
}

/**
 * Signs a stream that can be read only once.
 *
 * @returns a stream that can be read only once; closing it closes the source
 */
export function signStream(settings: readonly SignatureSettings[], stream: BodyStream): BodyStream {
  catchStreamErrors(stream);
  return toStream(async (open) => {
    const reading = new KeepingReading(open(openContent(stream)));
    const signed = await signReading(settings, reading, "once");
    if (signed === "signed") return reading.fromStart();
    return signed instanceof Uint8Array ? readOnce(signed) : signed;
  }, stream);
}

/**
 * @param again starts a second reading; absent if there can be none
 * @returns the signed message: all of it, or a stream that can be read once; "signed" if it already had a signature
 */
async function signReading(
  settings: readonly SignatureSettings[],
  reading: ContentReading,
  readable: ContentAccess,
  again?: () => Promise<ContentReading>,
): Promise<Uint8Array | ContentReading | "signed"> {
  const forms = new Set(settings.map(({ body }) => body));
  let hashed: HashedContent | "signed";
  try {
    hashed = await hashContent(reading, forms, readable);
  } catch (error) {
    reading.close();
    throw error;
  }
  if (hashed === "signed") {
    if (again) reading.close();
    return hashed;
  }
  const { fields, bodyHash, kept } = hashed;
  const now = Date.now();
  const signatures = await Promise.all(
    settings.map((each) => createSignature(each, fields, bodyHash, now)),
  );
  const head = toBytes(signatures.join(""));
  if (kept || !again) return joinPieces([head, ...(kept ?? [])]);
  return readAgain(head, await again(), hashed);
}

/** Reads the message a second time. An error takes the place of the end if a byte is another one. */
function readAgain(
  head: Uint8Array,
  reading: ContentReading,
  first: HashedContent,
): ContentReading {
  const all = sha256.create();
  const scan = new ContentScan({ header() {}, body() {} });
  let begun = false;
  let length = 0;
  return {
    async next() {
      if (!begun) {
        begun = true;
        return head;
      }
      const piece = await reading.next();
      if (!piece) {
        const digest = all.digest();
        const same = first.digest.every((byte, index) => byte === digest[index]);
        if (length !== first.length || !same) throw changed();
        return undefined;
      }
      const lines = scan.push(piece);
      length += lines.length;
      if (length > first.length) throw changed();
      all.update(lines);
      return lines;
    },
    close: () => reading.close(),
  };
}

function changed(): DkimError {
  return new DkimError(
    "The source of the message gave other bytes when it was read to be sent than when it was read to be signed. The message was not finished. Make a function for `raw` give the same bytes each time.",
    "CHANGED",
  );
}

function joinPieces(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
