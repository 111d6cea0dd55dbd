/** Fetches npm packages that are too large for dependencies into the cache folder when they are needed. */

import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./packages.ts";

const run = promisify(execFile);

/** One package, of one version. */
export interface NpmPackage {
  readonly name: string;
  readonly version: string;
}

/** A package in the cache. */
export interface Fetched {
  /** The package's own folder, next to its dependencies. */
  readonly root: string;
  readonly version: string;
}

const pending = new Map<string, Promise<Fetched>>();

/**
 * Returns the package with all its dependencies. Fetches it first if it is not in the cache. Runs no script of any
 * package.
 *
 * @throws {Error} if the package is not available; the message is a sentence
 */
export function fetchPackage(wanted: NpmPackage): Promise<Fetched> {
  const place = placeOf(wanted);
  const known = pending.get(place) ?? fetchTo(place, wanted);
  pending.set(place, known);
  return known;
}

/** Returns whether the package is in the cache. */
export function isFetched(wanted: NpmPackage): boolean {
  return existsSync(placeOf(wanted));
}

function placeOf({ name, version }: NpmPackage): string {
  return join(cacheFolder(), "npm", `${name}-${version}`);
}

async function fetchTo(place: string, { name, version }: NpmPackage): Promise<Fetched> {
  if (!existsSync(place)) {
    await mkdir(dirname(place), { recursive: true });
    const staging = await mkdtemp(`${place}.`);
    try {
      await writeFile(join(staging, "package.json"), '{ "private": true }\n');
      const flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--omit=optional"];
      await run("npm", ["install", ...flags, `${name}@${version}`], { cwd: staging });
      await rename(staging, place).catch((error: NodeJS.ErrnoException) => {
        if (!existsSync(place)) throw error; // else another laboratory was faster
      });
    } catch (error) {
      const told = error instanceof Error && "stderr" in error ? String(error.stderr) : `${error}`;
      const reason = /^npm (?:error|ERR!) (.*)$/m.exec(told)?.[1] ?? told;
      throw new Error(`npm could not fetch it (${reason}).`, { cause: error });
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }
  const root = join(place, "node_modules", name);
  const { version: fetched } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return { root, version: String(fetched) };
}
