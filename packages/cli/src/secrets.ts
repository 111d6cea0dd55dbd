/**
 * Reads credentials from places that no other user of the machine can read.
 *
 * No option takes a password itself, because every process can see command lines, and the shell keeps them in its
 * history.
 */
import { readFileSync } from "node:fs";
import type { Auth } from "@parley-smtp/node-socket";
import { unreadable } from "./files.ts";
import { UsageError } from "./usage.ts";

/** Where the credentials are, according to the command line. */
export interface SecretFlags {
  readonly user?: string;
  readonly passwordFile?: string;
  readonly tokenFile?: string;
  readonly allowCleartext?: true;
}

/**
 * Reads the credentials from files, otherwise from the environment, otherwise from the URL.
 *
 * @param flags the flags of the command line
 * @param fromUrl user and password of the URL
 * @throws {UsageError} if a user has neither password nor token, or if these have no user
 */
export function authOf(flags: SecretFlags, fromUrl: Auth | undefined): Auth | undefined {
  const { passwordFile, tokenFile, allowCleartext } = flags;
  const user = flags.user ?? fromUrl?.user;
  if (user === undefined) {
    if (passwordFile === undefined && tokenFile === undefined) return undefined;
    throw new UsageError("A password or token needs a user: give --user, or the user in the URL.");
  }
  const secret = secretOf(flags, fromUrl?.pass);
  if (!secret) {
    throw new UsageError(
      `The password of ${user} is missing: set PARLEY_PASSWORD, or give --password-file or --token-file.`,
    );
  }
  return { user, ...secret, ...(allowCleartext && { allowCleartext }) };
}

function secretOf(
  { passwordFile, tokenFile }: SecretFlags,
  inUrl: string | undefined,
): Pick<Auth, "pass" | "token"> | undefined {
  const { PARLEY_TOKEN: token, PARLEY_PASSWORD: pass } = process.env;
  if (tokenFile !== undefined) return { token: textOf("token", tokenFile) };
  if (passwordFile !== undefined) return { pass: textOf("password", passwordFile) };
  if (token) return { token };
  if (pass) return { pass };
  return inUrl ? { pass: inUrl } : undefined;
}

/** Returns the file's text without the line end that editors add. */
function textOf(what: "password" | "token", path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    // A user who passes the secret itself to this option must not find it in a log.
    throw unreadable(`The ${what}`, `the file that --${what}-file names`, error);
  }
}
