/**
 * What stands in for `@noble/hashes` in the built page (see vite.config.ts): few sessions
 * compute a hash, so that the functions, a twelfth of the first screen's weight, are fetched
 * once one does. A session is played at a stroke and cannot wait: it goes wrong by `HashesMissing`,
 * and is played again when they are here.
 */
type Real = typeof import("./real.ts");

let real: Real | undefined;
let missed = false;

/** A session asked for a hash before the functions were here. */
export class HashesMissing extends Error {
  override readonly name = "HashesMissing";
}

/** Fetches the functions; again and again is no harm. */
export async function fetchHashes(): Promise<void> {
  real = await import("./real.ts");
}

/**
 * Returns whether a hash was asked for that could not be computed, since it was asked last. What a session makes
 * of that is no matter: to the client it looks as if the server could not be answered.
 */
export function hashesMissed(): boolean {
  const before = missed;
  missed = false;
  return before;
}

function here(): Real {
  missed ||= !real;
  if (!real) throw new HashesMissing("The hash functions have not been fetched yet.");
  return real;
}

type HashName = "md5" | "sha1" | "sha256" | "sha512";

/** A hash function as the library has it: called with octets, it knows how many it gives. */
interface Later {
  (message: Uint8Array): Uint8Array;
  readonly of: HashName;
  readonly outputLen: number;
}

function later(of: HashName, outputLen: number): Later {
  return Object.assign((message: Uint8Array) => here()[of](message), { of, outputLen });
}

export const md5: Later = later("md5", 16);
export const sha1: Later = later("sha1", 20);
export const sha256: Later = later("sha256", 32);
export const sha512: Later = later("sha512", 64);

/** As the library's. */
export function hmac({ of }: Later, key: Uint8Array, message: Uint8Array): Uint8Array {
  return here().hmac(here()[of], key, message);
}

/** As the library's. */
export function pbkdf2(
  { of }: Later,
  password: Uint8Array,
  salt: Uint8Array,
  options: { readonly c: number; readonly dkLen: number },
): Uint8Array {
  return here().pbkdf2(here()[of], password, salt, options);
}

/** As the library's. */
export function bytesToHex(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** As the library's. */
export function utf8ToBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
