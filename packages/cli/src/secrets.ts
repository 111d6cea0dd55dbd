/**
 * Credentials, from places where no other user of the machine can read them.
 *
 * There is no option that takes a password itself: command lines are seen by
 * every process, and stay in the shell's history.
 */
import { readFileSync } from "node:fs";
import type { Auth } from "@parley-smtp/node-socket";
import { unreadable } from "./files.ts";
import { UsageError } from "./usage.ts";

/** Where the command line says that credentials are. */
export interface SecretFlags {
  readonly user?: string;
  readonly passwordFile?: string;
  readonly tokenFile?: string;
  readonly allowCleartext?: true;
}

/**
 * Gathers the credentials: from files, else from the environment, else from the URL.
 *
 * @param flags from the command line
 * @param fromUrl user and password of the URL
 * @throws {UsageError} when a user has neither password nor token, or they have no user
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

/** The file's text without the line end that editors add. */
function textOf(what: "password" | "token", path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    // A user who takes the option for one that takes the secret itself must not find it in a log.
    throw unreadable(`The ${what}`, `the file that --${what}-file names`, error);
  }
}
