/** What a package.json says when it is published, made from what it says in the workspace. */
import type { Conditions, Manifest } from "./workspace.ts";

/** The sources' own condition in `exports`. */
const SOURCE = "@parley-smtp/source";

/** The parts of a package.json that differ when it is published. */
export interface PublishConfig {
  readonly access: "public";
  /** The CommonJS file and types of the root entry, for tools that do not know `exports`. */
  readonly main?: string;
  readonly types?: string;
  /** The types of the other entries, for TypeScript with `moduleResolution: "node10"`. */
  readonly typesVersions?: Readonly<Record<"*", Readonly<Record<string, readonly string[]>>>>;
  readonly exports?: Readonly<Record<string, Conditions>>;
}

/** The `publishConfig` for a package whose entries are built as ES modules and as CommonJS. */
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

/** What `require()` gets. A runtime that has a condition of its own loads ES modules either way. */
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

/** The ES modules that the entries of a package lead to, each once. */
export function distFiles({ exports = {} }: Manifest): string[] {
  const paths = Object.values(exports).flatMap(({ [SOURCE]: _, types: __, ...rest }) =>
    Object.values(rest),
  );
  return [...new Set(paths.filter((path) => typeof path === "string"))];
}
