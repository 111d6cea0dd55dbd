/** What the scripts know about the workspace: where it is and which packages it publishes. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The absolute path of the workspace. */
export const root: string = join(import.meta.dirname, "..");

/** What an entry leads to under each condition; a condition may hold others. */
export type Conditions = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** The parts of a package.json that the scripts look at. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly files?: readonly string[];
  readonly private?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  /** Conditions by entry; a condition may hold others. */
  readonly exports?: Readonly<Record<string, Conditions>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A package of the workspace. */
export interface Package {
  /** The absolute path of its folder. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The packages that are published, in the order of their folders. */
export const packages: readonly Package[] = globSync("packages/*/package.json", { cwd: root })
  .sort()
  .map((path) => ({
    folder: join(root, dirname(path)),
    manifest: JSON.parse(readFileSync(join(root, path), "utf8")) as Manifest,
  }))
  .filter(({ manifest }) => manifest.private !== true);
