/** Computes the deno.json for a package.json. */
import type { Manifest } from "./workspace.ts";

/** The condition of the sources in `exports`. */
const SOURCE = "@parley-smtp/source";

/**
 * Returns the deno.json for a package.json: fields of both npm and JSR are taken from package.json, fields of Deno
 * alone stay unchanged.
 *
 * @param manifest the package.json
 * @param now the current deno.json
 * @param members the names of all packages that have a deno.json
 * @throws {Error} if the package cannot be a Deno package
 */
export function denoJsonFor(manifest: Manifest, now: object, members: readonly string[]): object {
  const { name, version, license, exports = {}, dependencies, peerDependencies } = manifest;
  const entries = Object.entries(exports).map(([entry, conditions]) => {
    const source = conditions[SOURCE];
    const path = typeof source === "object" ? source["deno"] : source;
    if (path === undefined) throw new Error(`${name} has no source for "${entry}" on Deno.`);
    return [entry, path];
  });
  // On Deno nobody installs the dependencies of a subpath: they are loaded when the subpath is imported.
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
