/**
 * What the language itself cannot compute, asked of the outside: hashes, keys,
 * random octets and the ASCII form of a domain. The driver has WebCrypto and
 * URL for it, the synchronous driver of the tests a library.
 *
 * A request is an effect like any other, so that a mechanism's computation runs
 * inside a script by `yield*`.
 */

/** A hash function, by the name that WebCrypto has for it. */
export type Hash = "SHA-1" | "SHA-256" | "SHA-512";

/** One thing to be computed. */
export type Computation =
  | { readonly what: "digest"; readonly hash: Hash; readonly of: Uint8Array }
  | {
      readonly what: "hmac";
      readonly hash: Hash;
      readonly key: Uint8Array;
      readonly of: Uint8Array;
    }
  /** As many octets as the hash has (RFC 8018 5.2; the `Hi` of RFC 5802 2.2). */
  | {
      readonly what: "pbkdf2";
      readonly hash: Hash;
      readonly password: Uint8Array;
      readonly salt: Uint8Array;
      readonly iterations: number;
    }
  /** Octets that nobody can foretell. An input, so that a test can say which. */
  | { readonly what: "random"; readonly octets: number }
  /** A domain as A-labels (RFC 5890 2.3.2.1, UTS 46); `undefined` where it has no such form. */
  | { readonly what: "to-ascii"; readonly domain: string };

/** What comes of each. */
export interface ComputationResults {
  /** The digest, as long as the hash makes it. */
  readonly digest: Uint8Array;
  /** The authentication code (RFC 2104). */
  readonly hmac: Uint8Array;
  /** The derived key, as long as the hash (RFC 8018 5.2). */
  readonly pbkdf2: Uint8Array;
  /** Octets that nobody can foresee. */
  readonly random: Uint8Array;
  /** The domain in A-labels (RFC 5890 2.3.2.1); `undefined` when it is not valid. */
  readonly "to-ascii": string | undefined;
}

/** Asks for a computation. Resumed with its result. */
export type ComputeEffect = { readonly do: "compute" } & Computation;

/** Work that yields nothing but computations: part of any script, and all that a mechanism may do. */
export type Computing<T> = Generator<ComputeEffect, T, unknown>;
