/** Computes hashes, keys, random bytes and A-labels for scripts, with WebCrypto and URL, which every runtime has. */
import type { Computation, ComputationResults, Hash } from "../../protocol/session/compute.ts";

/** Derives a key with PBKDF2 (RFC 8018 5.2), as long as the hash, if WebCrypto refuses to. */
export type DeriveKey = (
  request: {
    /** The hash function of the HMAC. */
    readonly hash: Hash;
    /** The password's octets. */
    readonly password: Uint8Array;
    /** The salt's octets. */
    readonly salt: Uint8Array;
    /** The number of iterations; SCRAM uses at most 2,000,000. */
    readonly iterations: number;
  },
  options: { /** Stops it. */ readonly signal: AbortSignal },
) => Promise<Uint8Array>;

/** How to run long computations. */
export interface ComputeOptions {
  /** Derives keys that WebCrypto refuses to derive. */
  readonly deriveKey?: DeriveKey | undefined;
  readonly signal?: AbortSignal;
}

/**
 * Runs a computation for a script.
 *
 * @param request what to compute
 * @param options another way to derive keys, and the signal that stops the computation
 * @throws any error of WebCrypto, such as for more iterations than the runtime allows
 */
export async function runComputation(
  request: Computation,
  { deriveKey, signal = new AbortController().signal }: ComputeOptions = {},
): Promise<ComputationResults[keyof ComputationResults]> {
  switch (request.what) {
    case "digest":
      return new Uint8Array(
        await crypto.subtle.digest(request.hash, copyToArrayBuffer(request.of)),
      );
    case "hmac":
      return hmac(request.hash, request.key, request.of);
    case "pbkdf2":
      return derivePbkdf2(request.hash, request.password, request.salt, request.iterations).catch(
        (error: unknown) => {
          if (!deriveKey || signal.aborted) throw error;
          return deriveKey(request, { signal });
        },
      );
    case "random":
      return crypto.getRandomValues(new Uint8Array(request.octets));
    case "to-ascii":
      return domainToAscii(request.domain);
  }
}

/** The octets of each hash. */
const LENGTH: Readonly<Record<Hash, number>> = { "SHA-1": 20, "SHA-256": 32, "SHA-512": 64 };

async function hmac(hash: Hash, key: Uint8Array, of: Uint8Array): Promise<Uint8Array> {
  // Keys are padded with zeros (RFC 2104 2), and some runtimes refuse an empty key.
  const octets = key.length === 0 ? new Uint8Array(1) : copyToArrayBuffer(key);
  const algorithm = { name: "HMAC", hash };
  const imported = await crypto.subtle.importKey("raw", octets, algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, copyToArrayBuffer(of)));
}

async function derivePbkdf2(
  hash: Hash,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey("raw", copyToArrayBuffer(password), "PBKDF2", false, [
    "deriveBits",
  ]);
  const algorithm = { name: "PBKDF2", hash, salt: copyToArrayBuffer(salt), iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, LENGTH[hash] * 8));
}

/** Copies shared memory, which WebCrypto does not accept. */
function copyToArrayBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

/**
 * Returns the ASCII form of a domain with the URL parser, which implements UTS 46 on every runtime. Other characters
 * that a URL accepts besides letters, digits, hyphens and dots make the domain invalid.
 *
 * @returns labels in lower case, or `undefined` if the domain has no such form
 */
export function domainToAscii(domain: string): string | undefined {
  if (/[^a-z0-9.\u0080-\u{10ffff}-]/iu.test(domain)) return undefined;
  if (!URL.canParse(`http://${domain}/`)) return undefined;
  const { hostname } = new URL(`http://${domain}/`);
  // A last label of digits makes the domain an IPv4 address (URL standard), which the parser would rewrite.
  const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  return new RegExp(`^(?:${label}\\.)*(?!\\d+$)${label}$`).test(hostname) ? hostname : undefined;
}
