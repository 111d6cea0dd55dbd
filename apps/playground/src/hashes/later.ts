/**
 * Replaces `@noble/hashes` in the built page (see vite.config.ts). Few sessions compute a hash, so the functions, a
 * twelfth of the first screen's size, are loaded when one does. A session is played synchronously and cannot wait: it
 * fails with `HashesMissing`, and is played again when the functions are loaded.
 */
type Real = typeof import("./real.ts");

let real: Real | undefined;
let missed = false;

/** Whether a session needed a hash before the functions were loaded. */
export class HashesMissing extends Error {
  override readonly name = "HashesMissing";
}

/** Loads the functions; may be called repeatedly. */
export async function fetchHashes(): Promise<void> {
  real = await import("./real.ts");
}

/**
 * Returns whether a hash was needed but not available since the last call. The session's own error does not matter:
 * to the client it looks as if it could not answer the server.
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

/** A hash function with the library's properties: a function of octets with the length of its result. */
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

/** Like the library's function. */
export function hmac({ of }: Later, key: Uint8Array, message: Uint8Array): Uint8Array {
  return here().hmac(here()[of], key, message);
}

/** Like the library's function. */
export function pbkdf2(
  { of }: Later,
  password: Uint8Array,
  salt: Uint8Array,
  options: { readonly c: number; readonly dkLen: number },
): Uint8Array {
  return here().pbkdf2(here()[of], password, salt, options);
}

/** Like the library's function. */
export function bytesToHex(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** Like the library's function. */
export function utf8ToBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
