/**
 * A namespace for servers whose paths and users are compiled in.
 *
 * In its own mount and process namespace, such a server finds its unpacked packages over the host's /usr, /etc and
 * /var, the users that Debian would have created, and names that never reach a name server. Its writes go to memory.
 * The host's files stay unchanged, and all processes end with the namespace.
 */

import type { ChildProcess } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import type { Unpacked } from "./packages.ts";
import type { Run } from "./run.ts";

/** $0 is a folder for the layers, $1 the packages' root, $2 the folder with files for /etc; the rest is the command. */
const ENTER = `
set -e
mount -t tmpfs layers "$0"
for part in usr etc var; do
  mkdir -p "$0/$part" "$0/work-$part"
  [ "$part" = etc ] && cp "$2"/* "$0/etc/"
  lower="/$part"
  [ -d "$1/$part" ] && lower="$1/$part:/$part"
  mount -t overlay lab -o "lowerdir=$lower,upperdir=$0/$part,workdir=$0/work-$part" "/$part"
done
for part in lib bin sbin; do
  [ ! -L "$1/$part" ] && [ -d "$1/$part" ] && mount -t overlay lab -o "lowerdir=$1/$part:/usr/$part" "/usr/$part"
done
mount -t tmpfs run /run
mkdir -p /run/lock
shift 2
set +e
"$@" &
wait`;

/** The contents of a namespace besides the packages. */
export interface Inside {
  /** Users to create, each with a group of the same name. Their numbers are those of `userId`. */
  readonly users: readonly string[];
  /** Names of this host, besides localhost. */
  readonly hosts: readonly string[];
}

/** The number of a user inside a namespace. */
export function userId(users: readonly string[], name: string): number {
  const at = users.indexOf(name);
  if (at < 0) throw new RangeError(`There is no user ${name} in the namespace.`);
  return 901 + at;
}

/**
 * Starts a command in a namespace of its own; it must stay in the foreground.
 *
 * @param command a program by its path in the namespace, or `sh -c` with a few lines
 */
export async function spawnInside(
  run: Run,
  { root }: Unpacked,
  { users, hosts }: Inside,
  command: readonly string[],
): Promise<ChildProcess> {
  const layers = await run.makeFolder("layers");
  const etc = await run.makeFolder("namespace-etc");
  const lines = users.map((name) => ({ name, id: userId(users, name) }));
  const files = {
    passwd: `${await readFile("/etc/passwd", "utf8")}${lines.map(({ name, id }) => `${name}:x:${id}:${id}::/nonexistent:/usr/sbin/nologin\n`).join("")}`,
    group: `${await readFile("/etc/group", "utf8")}${lines.map(({ name, id }) => `${name}:x:${id}:\n`).join("")}`,
    hosts: `127.0.0.1 ${["localhost", ...hosts].join(" ")}\n`,
    "resolv.conf": "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n",
    "nsswitch.conf":
      "passwd: files\ngroup: files\nshadow: files\nhosts: files\nservices: files\nprotocols: files\n",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(`${etc}/${name}`, text);
  const flags = ["--mount", "--pid", "--fork", "--mount-proc", "--kill-child=SIGKILL"];
  return await run.spawn([
    "unshare",
    ...flags,
    "--propagation=private",
    "bash",
    "-c",
    ENTER,
    layers,
    root,
    etc,
    ...command,
  ]);
}
