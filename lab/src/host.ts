/** What a server may need from the host, and the sentence to print if the host lacks it. */

import { spawnSync } from "node:child_process";
import { accessSync, constants, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const NEEDS = {
  unix: {
    met: (): boolean => process.platform !== "win32",
    reason: "a Unix shell watches over it, which this system does not have.",
  },
  linux: {
    met: (): boolean => process.platform === "linux",
    reason: "it is watched through Linux's /proc, which this system does not have.",
  },
  debian: {
    met: (): boolean => ["apt-get", "dpkg", "setpriv"].every(hasProgram),
    reason: "it is unpacked from Debian's packages, and apt-get, dpkg or setpriv is not here.",
  },
  python: {
    met: (): boolean => hasProgram("python3"),
    reason: "it runs in python3, which is not here.",
  },
  root: {
    met: (): boolean => process.getuid?.() === 0,
    reason: "its master process must be started by root.",
  },
  namespace: {
    met: (): boolean =>
      process.getuid?.() === 0 &&
      spawnSync("unshare", ["--mount", "--pid", "--fork", "true"]).status === 0,
    reason:
      "its paths and users are compiled in, so it needs root and a mount namespace of its own (CAP_SYS_ADMIN and unshare).",
  },
  npm: {
    met: (): boolean => hasProgram("npm"),
    reason: "it is fetched by npm, which is not here.",
  },
  // Postfix wants a user and a group that nothing else uses; Debian's base system has these, and nothing uses them.
  accounts: {
    met: (): boolean => names("/etc/passwd", "uucp") && names("/etc/group", "voice"),
    reason:
      "it borrows the user uucp and the group voice, which are not in /etc/passwd and /etc/group.",
  },
} as const;

/** A requirement that a host may not meet. */
export type Need = keyof typeof NEEDS;

/**
 * Returns why a server with these needs cannot run here.
 * @returns the sentence for the first need that is not met, or `undefined`
 */
export function lacks(needs: readonly Need[]): string | undefined {
  const unmet = needs.find((need) => !NEEDS[need].met());
  return unmet && NEEDS[unmet].reason;
}

function hasProgram(program: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function names(file: string, name: string): boolean {
  return readFileSync(file, "utf8")
    .split("\n")
    .some((line) => line.startsWith(`${name}:`));
}
