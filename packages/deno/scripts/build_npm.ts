/**
 * Builds the npm flavour of this package with dnt: the same sources for Node, in
 * which src/dial.ts, the one module that opens connections, gives way to its twin
 * over node:net and node:tls.
 *
 *     deno run -A packages/deno/scripts/build_npm.ts [VERSION]
 *
 * dnt is on JSR and nowhere else. `pnpm check` needs npm alone, so there this script
 * is only type-checked and run against dnt_stub.ts, which stands for dnt's documented
 * API, looks at what it is asked for, and builds nothing. The real run, with an
 * installation and a message sent, is .github/workflows/dnt.yml.
 */
import { build, emptyDir } from "jsr:@deno/dnt@^0.43.2";
import manifest from "../package.json" with { type: "json" };

const outDir = "./npm";
const { name, description, keywords, license, engines, sideEffects } = manifest;

Deno.chdir(new URL("..", import.meta.url));
await emptyDir(outDir);
await build({
  entryPoints: [
    "./src/mod.ts",
    { name: "./testing", path: "./src/testing.ts" },
    { name: "./explain-de", path: "./src/explain-de.ts" },
    { name: "./cram-md5", path: "./src/cram-md5.ts" },
    { name: "./retry", path: "./src/retry.ts" },
    { name: "./unstorage", path: "./src/unstorage.ts" },
    { name: "./opentelemetry", path: "./src/opentelemetry.ts" },
  ],
  outDir,
  // dnt's shim of the Deno namespace has no startTls(), so nothing of it may be left.
  shims: { deno: false },
  mappings: { "./src/dial.ts": "./scripts/dial.node.ts" },
  typeCheck: "single",
  declaration: "inline",
  esModule: true,
  scriptModule: false,
  test: false,
  compilerOptions: { target: "ES2022", lib: ["ESNext", "DOM", "DOM.Iterable"] },
  packageManager: "npm",
  package: {
    name,
    version: Deno.args[0] ?? manifest.version,
    description,
    keywords,
    license,
    engines,
    sideEffects,
    devDependencies: { "@types/node": "^24.0.0" },
  },
  async postBuild() {
    await Deno.copyFile("../../LICENSE", `${outDir}/LICENSE`);
    await Deno.copyFile("README.md", `${outDir}/README.md`);
  },
});
