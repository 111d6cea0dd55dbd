/** What a deno.json must say for a package.json. */
import type { Manifest } from "./workspace.ts";

/** The sources' own condition in `exports`. */
const SOURCE = "@parley-smtp/source";

/**
 * The deno.json that goes with a package.json: what npm and JSR both have is taken
 * from there, and what Deno alone has stays as it is.
 *
 * @param manifest the package.json
 * @param now the current deno.json
 * @param members the names of all packages that have a deno.json
 * @throws {Error} when the package cannot be one of Deno's as it is
 */
export function denoJsonFor(manifest: Manifest, now: object, members: readonly string[]): object {
  const { name, version, license, exports = {}, dependencies, peerDependencies } = manifest;
  const entries = Object.entries(exports).map(([entry, conditions]) => {
    const source = conditions[SOURCE];
    const path = typeof source === "object" ? source["deno"] : source;
    if (path === undefined) throw new Error(`${name} has no source for "${entry}" on Deno.`);
    return [entry, path];
  });
  // On Deno nobody installs what a subpath needs: it is fetched when the subpath is imported.
  const needed = { ...dependencies, ...peerDependencies };
  const imports = Object.entries(needed).flatMap(([dependency, range]) => {
    if (!range.startsWith("workspace:")) return [[dependency, `npm:${dependency}@${range}`]];
    // Deno finds members of the workspace by their names, and publishes them by version.
    if (members.includes(dependency)) return [];
    throw new Error(`${name} depends on ${dependency}, which has no deno.json.`);
  });
  const { imports: _, ...own } = now as { readonly imports?: object };
  return {
    ...own,
    name,
    version,
    license,
    exports: Object.fromEntries(entries),
    ...(imports.length > 0 && { imports: Object.fromEntries(imports) }),
  };
}
