/**
 * Makes every entry of a package check the version of Node. Otherwise, an older Node fails at the first missing
 * function, with an error that names neither the package nor the version.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const FILE = "node-version.js";

/**
 * Writes the module that compares versions, and imports it first in each entry. Node evaluates it before everything
 * else in the package. Nothing uses its export, so bundlers remove it.
 *
 * @param folder the folder of the build
 * @param name the name of the package
 * @param oldest the oldest supported Node, such as `22.12`
 * @param entries the files of the entries in the folder
 * @param command whether the entries are commands, which print a sentence without a stack
 */
export function addVersionCheck(
  folder: string,
  name: string,
  oldest: string,
  entries: readonly string[],
  command: boolean,
): void {
  writeFileSync(join(folder, FILE), moduleText(name, oldest, command));
  for (const entry of entries) {
    const path = join(folder, entry);
    const from = relative(dirname(path), join(folder, FILE)).replaceAll("\\", "/");
    const line = `import { supported } from "${from.startsWith(".") ? from : `./${from}`}";\n`;
    const text = readFileSync(path, "utf8");
    const shebang = /^#!.*\n/.exec(text)?.[0] ?? "";
    writeFileSync(path, `${shebang}${line}${text.slice(shebang.length)}`);
    if (existsSync(`${path}.map`)) shiftSourceMap(`${path}.map`);
  }
}

/** Every line of the file has moved down by one; the mappings of each line end with a semicolon. */
function shiftSourceMap(path: string): void {
  const map = JSON.parse(readFileSync(path, "utf8")) as { readonly mappings: string };
  writeFileSync(path, JSON.stringify({ ...map, mappings: `;${map.mappings}` }));
}

function moduleText(name: string, oldest: string, command: boolean): string {
  const [major, minor] = oldest.split(".");
  const fail = command
    ? "console.error(sentence);\n    process.exit(1);"
    : "throw new Error(sentence);";
  return `// The annotation lets bundlers drop the call: they run the package where no Node is, or on one that they know.
export const supported = /* @__PURE__ */ checkNode();
function checkNode() {
  const { node, bun, deno } = globalThis.process?.versions ?? {};
  if (node === undefined || bun !== undefined || deno !== undefined) return true;
  const [major, minor] = node.split(".").map(Number);
  if (major < ${major} || (major === ${major} && minor < ${minor})) {
    const sentence = \`${name} needs Node ${oldest} or later, and this is Node \${node}. Install a newer Node.\`;
    ${fail}
  }
  return true;
}
`;
}
