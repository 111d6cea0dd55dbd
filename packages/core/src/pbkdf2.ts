/**
 * PBKDF2 for runtimes whose WebCrypto refuses many iterations, as Cloudflare Workers do above 100,000. In its own
 * subpath, so that other bundles do not contain hash functions.
 *
 * @module
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import type { DeriveKey } from "./client/connection/compute.ts";

const HASHES = { "SHA-1": sha1, "SHA-256": sha256, "SHA-512": sha512 } as const;

/**
 * Iterations between two checks of the signal, a few milliseconds. A clock would not help, because it stops on
 * Workers meanwhile.
 */
const ITERATIONS_PER_SLICE = 4096;

/**
 * Derives a key in small pieces (RFC 8018 5.2), between which other work can run.
 *
 * @param request hash, password, salt and the number of iterations
 * @param options `signal` stops the computation within a few milliseconds
 * @returns a key as long as the hash; rejects with the signal's reason if it fires
 * @example
 * const key = await pbkdf2({ hash: "SHA-256", password, salt, iterations: 600_000 }, { signal });
 */
export const pbkdf2: DeriveKey = async (
  { hash, password, salt, iterations },
  { signal },
): Promise<Uint8Array> => {
  const keyed = hmac.create(HASHES[hash], password);
  // Both halves of the HMAC already contain the key; copying them is faster than copying the whole HMAC.
  const { iHash, oHash } = keyed;
  const work = oHash._cloneInto();
  // The key is as long as the hash, so it is only the first block.
  const block = keyed
    .clone()
    .update(salt)
    .update(Uint8Array.of(0, 0, 0, 1))
    .digest();
  const key = block.slice();
  try {
    for (let done = 1; done < iterations; ) {
      const end = Math.min(iterations, done + ITERATIONS_PER_SLICE);
      for (; done < end; done += 1) {
        iHash._cloneInto(work).update(block).digestInto(block);
        oHash._cloneInto(work).update(block).digestInto(block);
        for (let at = 0; at < key.length; at += 1) key[at] = (key[at] ?? 0) ^ (block[at] ?? 0);
      }
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal.throwIfAborted();
    }
    return key;
  } finally {
    keyed.destroy();
    work.destroy();
    block.fill(0);
  }
};
