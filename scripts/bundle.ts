/**
 * `pnpm bundle`: what a user's bundle weighs, and that one that never explains carries no prose.
 *
 * The sentences are read from the explain module itself: a string of more than 40
 * characters there must not turn up in a bundle that only sends.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import ts from "typescript";
import { root } from "./workspace.ts";

/** What is measured, and the most it may weigh; a limit is raised only by a commit that says why. */
const rows = [
  { uses: "createMailer", prose: false, limitKiB: 40 },
  { uses: "createMailer, explain", prose: true, limitKiB: 60 },
] as const;

/** The text of every string and template in a file. */
function strings(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest));
  return found;
}

const sentences = globSync("packages/core/src/explain/**/*.ts", { cwd: root })
  .filter((path) => !path.endsWith(".test.ts"))
  .flatMap((path) => strings(readFileSync(join(root, path), "utf8")))
  .filter((sentence) => sentence.length > 40);
if (sentences.length === 0) throw new Error("The explain module has no sentence to look for.");

for (const { uses, prose, limitKiB } of rows) {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { ${uses} } from "@parley-smtp/node-socket"; console.log(${uses});`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  const bundle = outputFiles[0]?.text ?? "";
  const carried = strings(bundle).join("\n");
  const found = sentences.filter((sentence) => carried.includes(sentence));
  const gzip = gzipSync(bundle).length / 1024;
  console.log(
    `> { ${uses} }: ${(bundle.length / 1024).toFixed(1)} KiB minified, ${gzip.toFixed(1)} KiB with gzip, ${found.length} of ${sentences.length} sentences`,
  );
  if (gzip > limitKiB) fail(`{ ${uses} } may weigh at most ${limitKiB} KiB with gzip.`);
  if (!prose && found.length > 0) fail(`{ ${uses} } carries prose, such as: ${found[0]}`);
  // Otherwise a check that looks for the wrong thing would pass for ever.
  if (prose && found.length === 0) fail(`{ ${uses} } carries none of the sentences looked for.`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
