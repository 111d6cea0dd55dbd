/** The packages as a user gets them: packed, installed into an empty project, imported, required, type-checked. */
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { root } from "../workspace.ts";
import { installAll, nodes, oldest, packAll, run, specifiers } from "./packed.ts";

const tools = join(root, "scripts/node_modules/.bin");
for (const { version } of nodes) console.log(`> ran on Node ${version}`);

const packed = packAll();
const project = installAll(packed);
const libraries = packed.filter(({ published }) => published.exports !== undefined);
const entries = libraries.flatMap(specifiers);
const commands = packed.flatMap(({ published }) => Object.keys(published.bin ?? {}));

afterAll(() => {
  for (const { tarball } of packed) rmSync(dirname(tarball), { recursive: true });
  rmSync(project, { recursive: true });
});

describe.each(packed)("$manifest.name", ({ manifest, published, tarball }) => {
  it("passes publint", () => {
    run(join(tools, "publint"), ["run", tarball, "--strict"], root);
  });

  it("publishes the entries that the workspace uses, without the way to the sources", () => {
    const withoutSource = Object.entries(manifest.exports ?? {}).map(([entry, conditions]) => [
      entry,
      Object.fromEntries(
        Object.entries(conditions).filter(([name]) => name !== "@parley-smtp/source"),
      ),
    ]);
    expect(published.exports ?? {}).toEqual(Object.fromEntries(withoutSource));
  });

  it("contains the build with its source maps, the licence and the manifest, and nothing else", () => {
    const files = run("tar", ["-tzf", tarball], root).trim().split("\n");
    const rest = files.filter(
      (path) => !/^package\/(dist\/.*\.(js|js\.map|d\.ts)|README\.md)$/.test(path),
    );
    expect(rest.sort()).toEqual(["package/LICENSE", "package/package.json"]);
  });

  it("promises Node from the oldest version on that it is tested on", () => {
    expect(published.engines).toEqual({ node: `>=${oldest}` });
  });

  it("depends on its siblings by version", () => {
    expect(JSON.stringify(published)).not.toContain("workspace:");
  });
});

it.each(libraries)("the types of $manifest.name resolve", ({ tarball }) => {
  run(join(tools, "attw"), [tarball, "--profile", "esm-only", "--no-emoji"], root);
});

describe.each(nodes)("on Node $version", ({ path }) => {
  it.each(entries)("import and require give the same %s", (entry) => {
    const names =
      "(module) => console.log(Object.keys(module).filter((k) => k !== 'module.exports').sort().join())";
    const imported = run(
      path,
      ["--input-type=module", "-e", `import * as all from "${entry}"; (${names})(all)`],
      project,
    );
    const required = run(
      path,
      ["--input-type=commonjs", "-e", `(${names})(require("${entry}"))`],
      project,
    );
    expect(imported.trim()).not.toBe("");
    expect(required).toBe(imported);
  });

  it.each(commands)("the command %s shows its demo", (command) => {
    run(path, [join(project, "node_modules/.bin", command), "demo"], project);
  });
});

describe("the types as a user's compiler sees them", () => {
  symlinkSync(join(root, "node_modules/@types"), join(project, "node_modules/@types"));
  const core = entries.filter((entry) => entry.startsWith("@parley-smtp/core"));

  it.each([
    { name: "as an ES module on Node", file: "node.mts", lib: [], types: ["node"], of: entries },
    { name: "from CommonJS on Node", file: "node.cts", lib: [], types: ["node"], of: entries },
    { name: "where only the web is known", file: "web.mts", lib: ["DOM"], types: [], of: core },
  ])("are sound $name", ({ file, lib, types, of }) => {
    const config = {
      compilerOptions: {
        target: "ES2023",
        lib: ["ES2023", "ESNext.Disposable", ...lib],
        types,
        module: "NodeNext",
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
      },
      files: [file],
    };
    const imports = of.map((entry, index) => `import * as _${index} from "${entry}";`);
    const uses = `export const all: object[] = [${of.map((_, index) => `_${index}`)}];`;
    writeFileSync(join(project, file), [...imports, uses].join("\n"));
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
    run(join(tools, "tsc"), ["-p", project], project);
  });
});
