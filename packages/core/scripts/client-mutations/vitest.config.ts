/** Runs tests against one mutant of the client, which PARLEY_MUTANT names. */
import { defineConfig } from "vitest/config";
import { MUTANTS } from "./mutants.ts";

const source = "@parley-smtp/source";
const mutant = MUTANTS.find(({ name }) => name === process.env["PARLEY_MUTANT"]);
if (!mutant) throw new Error("PARLEY_MUTANT names no mutant.");

export default defineConfig({
  root: new URL("../..", import.meta.url).pathname,
  resolve: { conditions: [source] },
  plugins: [
    {
      name: "mutant",
      enforce: "pre",
      transform(code: string, id: string) {
        if (!id.endsWith(`/core/src/client/${mutant.file}`)) return undefined;
        return code.replace(mutant.from, () => mutant.to);
      },
    },
  ],
  // A cached module would be that of another mutant.
  test: { include: [...mutant.tests], testTimeout: 10_000, bail: 1, fsModuleCache: false },
});
