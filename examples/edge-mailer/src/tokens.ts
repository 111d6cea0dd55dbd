/** Decides who may submit: every client with one of the tokens in the secret SUBMIT_TOKEN. */
import type { Env } from "./env.ts";

/** The fewest characters of a token; a shorter one could be guessed. */
const SHORTEST = 16;

/** Why a request is refused. */
export interface Refused {
  readonly status: number;
  readonly error: string;
}

/**
 * Finds the token of a request.
 *
 * @returns a name for the token, which is not secret; or why the request is refused
 */
export async function ownerOf(request: Request, env: Env): Promise<string | Refused> {
  const tokens = (env.SUBMIT_TOKEN ?? "").split(/\s+/).filter(({ length }) => length >= SHORTEST);
  if (tokens.length === 0) {
    const error = `The secret SUBMIT_TOKEN is not set, or has no token of ${SHORTEST} characters or more. Run: wrangler secret put SUBMIT_TOKEN`;
    return { status: 503, error };
  }
  const [, given = ""] = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  // Hashes are compared, so the time reveals nothing about a token.
  const owner = await nameOf(given);
  const names = await Promise.all(tokens.map(nameOf));
  return names.includes(owner) ? owner : { status: 401, error: "The token is missing or wrong." };
}

async function nameOf(token: string): Promise<string> {
  return (await hexDigest(new TextEncoder().encode(token))).slice(0, 32);
}

/** Returns the SHA-256 hash in hexadecimal. */
export async function hexDigest(octets: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", octets));
  return Array.from(hash, (octet) => octet.toString(16).padStart(2, "0")).join("");
}
