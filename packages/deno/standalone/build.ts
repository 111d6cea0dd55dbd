/**
 * Builds @parley-smtp/standalone with dnt: the sources of this package and of the core as one package for Node, as ES
 * modules and as CommonJS. src/dial.ts, the one module that opens connections, is replaced by its twin over node:net and
 * node:tls.
 *
 *     deno run -A packages/deno/standalone/build.ts [VERSION]
 *
 * dnt is on JSR only. `pnpm check` needs npm alone, so there this script is type-checked and run with dnt_stub.ts, which
 * stands in for dnt's documented API, checks what it is asked for, and builds nothing. The real run is
 * .github/workflows/dnt.yml.
 */
import { build, emptyDir } from "jsr:@deno/dnt@0.43.2";
import core from "../../core/package.json" with { type: "json" };
import deno from "../deno.json" with { type: "json" };
import manifest from "../package.json" with { type: "json" };

const outDir = "./npm";
const { keywords, license, engines } = manifest;
/** Libraries that only some entries need, and that users of those entries install. */
const peers = Object.entries(core.peerDependencies);

Deno.chdir(new URL("..", import.meta.url));
await emptyDir(outDir);
await build({
  entryPoints: Object.entries(deno.exports).map(([name, path]) =>
    name === "." ? path : { name, path },
  ),
  outDir,
  // dnt's shim of the Deno namespace has no startTls(): the sources must not use Deno. Tests only need Deno.test.
  shims: { deno: { test: "dev" } },
  mappings: {
    "./src/dial.ts": "./standalone/dial.node.ts",
    // Without the mapping it would become a dependency that everybody installs.
    ...Object.fromEntries(
      peers.map(([name, version]) => [
        `npm:${name}@${version}`,
        { name, version, peerDependency: true },
      ]),
    ),
  },
  typeCheck: "both",
  declaration: "inline",
  esModule: true,
  scriptModule: "cjs",
  // Every Node version in `engines` has both; the polyfills would be at the top of each entry. Disabling all of them
  // is not possible with CommonJS, where import.meta has to be replaced.
  polyfills: { arrayFindLast: false, promiseWithResolvers: false },
  test: true,
  testPattern: "test/standalone_test.ts",
  compilerOptions: { target: "ES2023", lib: ["ESNext", "DOM", "DOM.Iterable"] },
  packageManager: "npm",
  package: {
    name: "@parley-smtp/standalone",
    version: Deno.args[0] ?? manifest.version,
    description:
      "Parley, the SMTP client that works with any server, as one package for Node, for import and require().",
    keywords: [...keywords.filter((word) => word !== "deno"), "node", "commonjs"],
    license,
    engines,
    sideEffects: false,
    peerDependenciesMeta: core.peerDependenciesMeta,
    devDependencies: { "@types/node": "^24.0.0" },
  },
  async postBuild() {
    await Deno.copyFile("../../LICENSE", `${outDir}/LICENSE`);
    await Deno.copyFile("standalone/README.md", `${outDir}/README.md`);
    // Bundlers read the nearest package.json, and the one that dnt writes for each format does not mention side
    // effects.
    for (const format of ["esm", "script"]) {
      const path = `${outDir}/${format}/package.json`;
      const { type } = JSON.parse(await Deno.readTextFile(path));
      await Deno.writeTextFile(path, `${JSON.stringify({ type, sideEffects: false })}\n`);
    }
  },
});
