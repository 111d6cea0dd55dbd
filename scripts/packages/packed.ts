/** Packs every package and installs the tarballs into an empty project, like a user's npm. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Manifest, type Package, packages, root } from "../workspace.ts";

/** A package as a user gets it. */
export interface Packed extends Package {
  readonly tarball: string;
  /** The manifest inside the tarball. */
  readonly published: Manifest;
}

/** Runs a program to its end and returns its output; throws with the whole output if it fails. */
export function run(program: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(program, args, {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} ${args.join(" ")} failed.\n${stdout}${stderr}`);
  }
}

/** The oldest Node that the packages promise to run on. */
export const oldest = "22.12";

const oldestNode = join(root, "scripts/node_modules/.bin/node");

/**
 * The oldest and the newest Node of that promise. The oldest one is available as a package for Linux only; for ARM64
 * its first available release is 22.13.
 */
export const nodes = [process.execPath, ...(existsSync(oldestNode) ? [oldestNode] : [])].map(
  (path) => ({ path, version: run(path, ["--version"], root).trim() }),
);

/** Packs all packages into a new directory. */
export function packAll(): Packed[] {
  return packages.map(({ folder, manifest }): Packed => {
    const into = mkdtempSync(join(tmpdir(), "parley-pack-"));
    run("pnpm", ["pack", "--pack-destination", into], folder);
    const tarball = join(into, readdirSync(into)[0] ?? "");
    const text = run("tar", ["-xzOf", tarball, "package/package.json"], into);
    return { folder, manifest, tarball, published: JSON.parse(text) as Manifest };
  });
}

/**
 * Creates an empty project and installs the tarballs.
 *
 * Each is a direct dependency and an override, so that none of our packages is looked up in a registry; libraries
 * come from npm's cache if possible.
 * @returns the project's directory
 */
export function installAll(packed: readonly Packed[]): string {
  const project = mkdtempSync(join(tmpdir(), "parley-install-"));
  const ours = Object.fromEntries(
    packed.map(({ published, tarball }) => [published.name, `file:${tarball}`]),
  );
  // Users of an entry with an optional library install that library as well.
  const peers = Object.assign({}, ...packed.map(({ published }) => published.peerDependencies));
  const dependencies = { ...peers, ...ours };
  const manifest = { name: "a-users-project", private: true, dependencies, overrides: ours };
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
  const quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
  run("npm", ["install", ...quiet], project);
  return project;
}

/** Returns the specifiers with which a package can be imported. */
export function specifiers({ published }: Packed): string[] {
  return Object.keys(published.exports ?? {}).map((entry) => published.name + entry.slice(1));
}
