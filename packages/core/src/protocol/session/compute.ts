/**
 * The types of computations that the language itself does not have: hashes, keys, random octets and the ASCII form of
 * a domain. The driver uses WebCrypto and URL; the synchronous driver of the tests uses a library.
 *
 * A computation is an effect, so that a mechanism can compute inside a script with `yield*`.
 */

/** A hash function by its WebCrypto name. */
export type Hash = "SHA-1" | "SHA-256" | "SHA-512";

/** One computation. */
export type Computation =
  | { readonly what: "digest"; readonly hash: Hash; readonly of: Uint8Array }
  | {
      readonly what: "hmac";
      readonly hash: Hash;
      readonly key: Uint8Array;
      readonly of: Uint8Array;
    }
  /** A key with as many octets as the hash (RFC 8018 5.2; `Hi` in RFC 5802 2.2). */
  | {
      readonly what: "pbkdf2";
      readonly hash: Hash;
      readonly password: Uint8Array;
      readonly salt: Uint8Array;
      readonly iterations: number;
    }
  /** Unpredictable octets. They are an input, so that a test can choose them. */
  | { readonly what: "random"; readonly octets: number }
  /** A domain as A-labels (RFC 5890 2.3.2.1, UTS 46); `undefined` if it has no such form. */
  | { readonly what: "to-ascii"; readonly domain: string };

/** The results of the computations. */
export interface ComputationResults {
  /** The digest, as long as the hash makes it. */
  readonly digest: Uint8Array;
  /** The authentication code (RFC 2104). */
  readonly hmac: Uint8Array;
  /** The derived key, as long as the hash (RFC 8018 5.2). */
  readonly pbkdf2: Uint8Array;
  /** Unpredictable octets. */
  readonly random: Uint8Array;
  /** The domain as A-labels (RFC 5890 2.3.2.1); `undefined` if the domain is not valid. */
  readonly "to-ascii": string | undefined;
}

/** Requests a computation. The script is resumed with the result. */
export type ComputeEffect = { readonly do: "compute" } & Computation;

/** A generator that yields only computations: part of any script, and all that a mechanism may do. */
export type Computing<T> = Generator<ComputeEffect, T, unknown>;
