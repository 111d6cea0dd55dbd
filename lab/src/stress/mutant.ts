/** Changes the client while it is loaded: removes a guard or a deadline. */
import { readFileSync } from "node:fs";
import * as nodeModule from "node:module";
import { MUTANTS, type Mutant } from "./mutant-table.ts";

/** Finds a mutant by its name. */
export function mutantNamed(name: string): Mutant {
  const found = MUTANTS.find((mutant) => mutant.name === name);
  if (!found) throw new RangeError(`There is no mutant "${name}".`);
  return found;
}

/** The used functions of Bun, which has no module hooks of Node's kind. */
interface BunPlugins {
  plugin(plugin: {
    readonly name: string;
    setup(build: {
      onLoad(
        of: { readonly filter: RegExp },
        load: (file: { readonly path: string }) => { contents: string; loader: "ts" },
      ): void;
    }): void;
  }): void;
}

/**
 * Changes the modules that are loaded from now on.
 *
 * @returns a function that returns the changes that found nothing to change
 */
export function applyMutant({ changes }: Mutant): () => readonly string[] {
  const missing = new Set(changes);
  const changed = (file: string, source: string): string => {
    let result = source;
    for (const change of changes) {
      const [end, was, is] = change;
      if (!file.endsWith(`/packages/${end}`)) continue;
      const before = result;
      result = before.replace(was, () => is);
      if (result !== before) missing.delete(change);
    }
    return result;
  };
  const { Bun } = globalThis as { Bun?: BunPlugins };
  if (Bun) {
    Bun.plugin({
      name: "stress mutant",
      setup(build) {
        build.onLoad({ filter: /\/packages\/[^/]+\/src\/.*\.ts$/ }, ({ path }) => ({
          contents: changed(path, readFileSync(path, "utf8")),
          loader: "ts",
        }));
      },
    });
  } else {
    nodeModule.registerHooks({
      load(url, context, next) {
        const loaded = next(url, context);
        if (loaded.source) loaded.source = changed(url, String(loaded.source));
        return loaded;
      },
    });
  }
  return () => [...missing].map(([file, was]) => `${file}: ${was}`);
}
