/** Computes the published fields of a package.json from those in the workspace. */
import type { Conditions, Manifest } from "./workspace.ts";

/** The condition of the sources in `exports`. */
const SOURCE = "@parley-smtp/source";

/** The fields of a package.json that differ in the published package. */
export interface PublishConfig {
  readonly access: "public";
  /** The CommonJS file and types of the root entry, for tools that do not support `exports`. */
  readonly main?: string;
  readonly types?: string;
  /** The types of the other entries, for TypeScript with `moduleResolution: "node10"`. */
  readonly typesVersions?: Readonly<Record<"*", Readonly<Record<string, readonly string[]>>>>;
  readonly exports?: Readonly<Record<string, Conditions>>;
}

/** Returns the `publishConfig` for a package with ES modules and CommonJS. */
export function publishConfigFor({ exports }: Manifest): PublishConfig {
  if (exports === undefined) return { access: "public" };
  const built = Object.entries(exports).map(([entry, conditions]) => {
    const { [SOURCE]: _, ...rest } = conditions;
    return [entry, rest as Readonly<Record<string, string>>] as const;
  });
  const types = Object.fromEntries(
    built.map(([entry, conditions]) => [entry, toCommonJs(conditions["types"] ?? "")]),
  );
  const { ".": rootTypes = "", ...others } = types;
  const subpaths = Object.entries(others).map(([entry, path]) => [entry.slice(2), [path]]);
  return {
    access: "public",
    main: toCommonJs(built[0]?.[1]["default"] ?? ""),
    types: rootTypes,
    ...(subpaths.length > 0 && { typesVersions: { "*": Object.fromEntries(subpaths) } }),
    exports: Object.fromEntries(
      built.map(([entry, conditions]) => [
        entry,
        { import: conditions, require: required(conditions) },
      ]),
    ),
  };
}

/** Returns the target of `require()`. A runtime with its own condition loads ES modules in any case. */
function required(conditions: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(conditions).map(([condition, path]) => [
      condition,
      condition === "types" || condition === "default" ? toCommonJs(path) : path,
    ]),
  );
}

function toCommonJs(path: string): string {
  return path.replace(/\.d\.ts$/, ".d.cts").replace(/\.js$/, ".cjs");
}

/** Returns the ES modules of the entries, each once. */
export function distFiles({ exports = {} }: Manifest): string[] {
  const paths = Object.values(exports).flatMap(({ [SOURCE]: _, types: __, ...rest }) =>
    Object.values(rest),
  );
  return [...new Set(paths.filter((path) => typeof path === "string"))];
}
