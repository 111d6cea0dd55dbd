/** The workspace's path and its published packages. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The absolute path of the workspace. */
export const root: string = join(import.meta.dirname, "..");

/** The targets of an entry by condition; conditions may be nested. */
export type Conditions = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** The used fields of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly files?: readonly string[];
  readonly private?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  /** The conditions by entry; conditions may be nested. */
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

/** The published packages, in the order of their folders. */
export const packages: readonly Package[] = globSync("packages/*/package.json", { cwd: root })
  .sort()
  .map((path) => ({
    folder: join(root, dirname(path)),
    manifest: JSON.parse(readFileSync(join(root, path), "utf8")) as Manifest,
  }))
  .filter(({ manifest }) => manifest.private !== true);
