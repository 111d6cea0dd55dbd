/**
 * Debian packages, unpacked into a cache folder without installing them.
 *
 * Each bundle is downloaded with the dependencies that the host lacks, unpacked in a temporary folder, and moved to
 * its place in one step, so that several labs can do this at the same time.
 */

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Packages that are unpacked together. */
export interface Bundle {
  readonly name: string;
  /** The first package is the one whose version counts as the server's. */
  readonly packages: readonly [string, ...string[]];
}

/** An unpacked bundle. */
export interface Unpacked {
  /** The folder that represents `/`. */
  readonly root: string;
  /** The folders in it that hold shared libraries. */
  readonly libraries: readonly string[];
  /** The version of the bundle's first package. */
  readonly version: string;
}

/** Returns the folder for unpacked packages: `PARLEY_LAB`, otherwise `parley-lab` in the user's cache folder. */
export function cacheFolder(): string {
  const caches = process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  return process.env["PARLEY_LAB"] || join(caches, "parley-lab");
}

const pending = new Map<string, Promise<Unpacked>>();

/**
 * Returns the unpacked bundle. Downloads it first if it is not in the cache.
 * @throws {Error} if the packages are not available; the message is a sentence
 */
export function unpack(bundle: Bundle): Promise<Unpacked> {
  const place = placeOf(bundle);
  const known = pending.get(place) ?? unpackTo(place, bundle);
  pending.set(place, known);
  return known;
}

/**
 * Copies a program and its libraries to a folder that every user may enter.
 *
 * The user of an unprivileged server cannot read root's cache.
 * @returns the program's path, and the folder for LD_LIBRARY_PATH
 */
export async function copyProgram(
  { root, libraries }: Unpacked,
  program: string,
  folder: string,
): Promise<{ readonly path: string; readonly libraries: string }> {
  const copy = join(folder, basename(program));
  // A set-user-id program would ignore the environment variables that it needs here. The copy is not set-user-id.
  await copyFile(join(root, program), copy);
  await chmod(copy, 0o755);
  for (const from of libraries) {
    for (const name of globSync("*.so*", { cwd: from })) {
      await copyFile(join(from, name), join(folder, name));
    }
  }
  return { path: copy, libraries: folder };
}

/** Returns whether the bundle is in the cache. */
export function isUnpacked(bundle: Bundle): boolean {
  return existsSync(placeOf(bundle));
}

/** Returns a separate folder for each distribution, architecture and list of packages. */
function placeOf(bundle: Bundle): string {
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  const codename = /^VERSION_CODENAME=(\w+)/m.exec(release)?.[1] ?? "unknown";
  const choice = createHash("sha256").update(bundle.packages.join(" ")).digest("hex").slice(0, 8);
  return join(cacheFolder(), `${codename}-${process.arch}`, `${bundle.name}-${choice}`);
}

async function unpackTo(place: string, bundle: Bundle): Promise<Unpacked> {
  if (!existsSync(place)) {
    await mkdir(dirname(place), { recursive: true });
    const staging = await mkdtemp(`${place}.`);
    try {
      await fill(staging, bundle);
      await rename(staging, place).catch((error: NodeJS.ErrnoException) => {
        if (!existsSync(place)) throw error; // else another laboratory was faster
      });
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }
  const root = join(place, "root");
  const libraries = globSync("{usr/,}lib/{,postfix/,*-linux-gnu*/}*.so*", { cwd: root });
  return {
    root,
    libraries: [...new Set(libraries.map((file) => join(root, dirname(file))))],
    version: readFileSync(join(place, "version"), "utf8"),
  };
}

async function fill(staging: string, bundle: Bundle): Promise<void> {
  const [debs, root] = [join(staging, "debs"), join(staging, "root")];
  await mkdir(debs);
  await mkdir(root);
  await download(bundle.packages, debs, []).catch(async () => {
    // The host's package lists are missing, or older than the archive: fetch separate lists and leave the host's
    // unchanged.
    const own = join(staging, "apt");
    await mkdir(join(own, "lists/partial"), { recursive: true });
    await mkdir(join(own, "archives/partial"), { recursive: true });
    const options = ["-o", `Dir::State::lists=${own}/lists`, "-o", `Dir::Cache=${own}`];
    try {
      await apt(["update", ...options], own);
      await download(bundle.packages, debs, options);
    } catch (error) {
      const reason = `its Debian packages could not be fetched (${lastLine(error)}).`;
      throw new Error(reason, { cause: error });
    }
  });
  for (const deb of await readdir(debs)) {
    await run("dpkg", ["-x", join(debs, deb), root]);
    const [name, version] = decodeURIComponent(deb).split("_");
    if (name === bundle.packages[0]) await writeFile(join(staging, "version"), version ?? "");
  }
  await rm(debs, { recursive: true });
  await rm(join(staging, "apt"), { recursive: true, force: true });
}

async function download(names: readonly string[], into: string, options: string[]): Promise<void> {
  const simulate = ["install", "--simulate", "--no-install-recommends"];
  const plan = await apt([...simulate, ...options, ...names], into);
  const missing = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name ?? "");
  await apt(["download", ...options, ...new Set([...missing, ...names])], into);
}

async function apt(args: string[], cwd: string): Promise<string> {
  // As root, apt would download as the user _apt, who may not enter a private cache folder.
  const common = ["-q", "-o", "APT::Sandbox::User=root", "-o", "APT::Update::Error-Mode=any"];
  const env = { ...process.env, LC_ALL: "C" };
  const { stdout } = await run("apt-get", [...common, ...args], { cwd, env, maxBuffer: 2 ** 26 });
  return stdout;
}

function lastLine(error: unknown): string {
  const told = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
  return told.trim().split("\n").at(-1) ?? "";
}
