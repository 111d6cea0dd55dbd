/**
 * Runs computations synchronously with a library, for scripts that are driven without waiting: WebCrypto returns
 * promises.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { domainToAscii } from "../client/connection/compute.ts";
import type { Computation, ComputationResults } from "../protocol/session/compute.ts";

const HASHES_NOW = { "SHA-1": sha1, "SHA-256": sha256, "SHA-512": sha512 } as const;

/**
 * Runs a computation for a script, synchronously.
 *
 * @param request what to compute
 * @param random returns the octets to use as random ones
 */
export function computeNow(
  request: Computation,
  random: (octets: number) => Uint8Array,
): ComputationResults[keyof ComputationResults] {
  switch (request.what) {
    case "digest":
      return HASHES_NOW[request.hash](request.of);
    case "hmac":
      return hmac(HASHES_NOW[request.hash], request.key, request.of);
    case "pbkdf2": {
      const { password, salt, iterations } = request;
      const hash = HASHES_NOW[request.hash];
      return pbkdf2(hash, password, salt, { c: iterations, dkLen: hash.outputLen });
    }
    case "random":
      return random(request.octets);
    case "to-ascii":
      return domainToAscii(request.domain);
  }
}
