/**
 * Converts the ES modules to CommonJS, file by file, so that both have the same chunks and each has the package's
 * state once. Jest, and projects that compile to `require()`, load CommonJS.
 */
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

/** Libraries that are only ES modules. Jest cannot require them, so they are included in the file. */
const BUNDLED = /^(@noble\/hashes|oauth4webapi|p-retry)(\/|$)/;

/** Converts each import to a `require()`: of the CommonJS file, of another package, or of the runtime. */
const keepImports: Plugin = {
  name: "keep-imports",
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ path, kind, importer }) => {
      if (kind === "entry-point" || importer.includes("node_modules") || BUNDLED.test(path))
        return null;
      return { path: path.replace(/^(\..*)\.js$/, "$1.cjs"), external: true };
    });
  },
};

/** Writes a `.cjs` file next to each `.js` file of a folder, and a `.d.cts` file next to each `.d.ts` file. */
export async function writeCommonJs(folder: string): Promise<void> {
  await build({
    entryPoints: globSync("**/*.js", { cwd: folder }).map((path) => join(folder, path)),
    outdir: folder,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "es2023",
    // Jest has no `import()` unless Node is started with an option.
    supported: { "dynamic-import": false },
    sourcemap: true,
    // The source maps of the ES modules contain the sources.
    sourcesContent: false,
    plugins: [keepImports],
    logLevel: "warning",
  });
  dropSourceMapsOfData(folder);
  for (const path of globSync("**/*.d.ts", { cwd: folder })) {
    const text = readFileSync(join(folder, path), "utf8");
    const types = text.replaceAll(
      /((?:\bfrom |\bimport\(|^import )(["'])\.[^"']*)\.js\2/gm,
      "$1.cjs$2",
    );
    writeFileSync(join(folder, path.replace(/\.ts$/, ".cts")), types);
  }
}

/** A file without a source map as an ES module needs none as CommonJS. */
function dropSourceMapsOfData(folder: string): void {
  for (const path of globSync("**/*.cjs", { cwd: folder }).map((file) => join(folder, file))) {
    if (existsSync(path.replace(/\.cjs$/, ".js.map"))) continue;
    rmSync(`${path}.map`);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
  }
}
