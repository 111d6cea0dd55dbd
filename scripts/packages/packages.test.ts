/** The packages as users get them: packed, installed into an empty project, imported and required. */
import { spawnSync } from "node:child_process";
import { rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
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

/** The largest size of a tarball; raised only by a commit with a reason. */
const limitsKiB: Readonly<Record<string, number>> = {
  "@parley-smtp/cli": 70,
  "@parley-smtp/cloudflare-workers": 24,
  "@parley-smtp/core": 2000,
  "@parley-smtp/deno": 32,
  "@parley-smtp/mime": 170,
  "@parley-smtp/node-socket": 90,
  "@parley-smtp/nodemailer-transport": 26,
};

afterAll(() => {
  for (const { tarball } of packed) rmSync(dirname(tarball), { recursive: true });
  rmSync(project, { recursive: true });
});

describe.each(packed)("$manifest.name", ({ manifest, published, tarball }) => {
  it("passes publint", () => {
    run(join(tools, "publint"), ["run", tarball, "--strict"], root);
  });

  it("publishes the entries that the workspace uses, without the way to the sources", () => {
    expect(Object.keys(published.exports ?? {})).toEqual(Object.keys(manifest.exports ?? {}));
    expect(JSON.stringify(published)).not.toMatch(/@parley-smtp\/source|\/src\//);
  });

  it("contains the build with its source maps, what people read and the manifest, and nothing else", () => {
    const files = run("tar", ["-tzf", tarball], root).trim().split("\n");
    const rest = files.filter(
      (path) => !/^package\/(dist\/.*\.(c?js|c?js\.map|d\.c?ts)|CHANGELOG\.md)$/.test(path),
    );
    expect(rest.sort()).toEqual(["package/LICENSE", "package/README.md", "package/package.json"]);
  });

  it("is found in the registry by what it is", () => {
    expect(published.description).toMatch(/^.{40,200}\.$/);
    expect(published.keywords).toEqual(expect.arrayContaining(["smtp", "email", "mail"]));
    expect(published.files).toContain("CHANGELOG.md");
  });

  it("weighs no more than it may", () => {
    const kib = statSync(tarball).size / 1024;
    const { [manifest.name]: limit = 0 } = limitsKiB;
    console.log(`> ${manifest.name}: ${kib.toFixed(0)} of at most ${limit} KiB`);
    expect(kib).toBeLessThanOrEqual(limit);
  });

  it("promises Node from the oldest version on that it is tested on", () => {
    expect(published.engines).toEqual({ node: `>=${oldest}` });
  });

  it("depends on its siblings by version", () => {
    expect(JSON.stringify(published)).not.toContain("workspace:");
  });
});

it.each(libraries)(
  "the types of $manifest.name resolve for every kind of project",
  ({ tarball }) => {
    run(join(tools, "attw"), [tarball, "--no-emoji"], root);
  },
);

describe.each(nodes)("on Node $version", ({ path }) => {
  it("import and require give the same names of every entry", () => {
    const names = `(all) => Object.keys(all).filter((key) => key !== "module.exports").sort()`;
    const print = "console.log(JSON.stringify(found))";
    const imported = `const found = {};
      for (const entry of ${JSON.stringify(entries)}) found[entry] = (${names})(await import(entry));
      ${print}`;
    const required = `const found = {};
      for (const entry of ${JSON.stringify(entries)}) found[entry] = (${names})(require(entry));
      ${print}`;
    const [ours, theirs] = [imported, required].map((script, index) => {
      const type = index === 0 ? "module" : "commonjs";
      return JSON.parse(run(path, [`--input-type=${type}`, "-e", script], project));
    });
    for (const entry of entries) expect(ours[entry], entry).not.toEqual([]);
    expect(theirs).toEqual(ours);
  });

  it("require gives a CommonJS module, as jest needs it", () => {
    const script = `for (const entry of ${JSON.stringify(entries)}) console.log(require.resolve(entry))`;
    const files = run(path, ["--input-type=commonjs", "-e", script], project).trim().split("\n");
    expect(files).toHaveLength(entries.length);
    for (const file of files) expect(file).toMatch(/\.cjs$/);
  });

  it("an SmtpError of one build is recognised by the other", () => {
    const script = `
      const required = require("@parley-smtp/core");
      import("@parley-smtp/core").then((imported) => {
        const details = { code: "CONNECT_FAILED", phase: "connect", retry: "later" };
        for (const [a, b] of [[required, imported], [imported, required]]) {
          if (a.SmtpError === b.SmtpError) throw new Error("There is one build only.");
          const error = new a.SmtpError("The server refused the connection.", details);
          console.log(b.SmtpError.is(error), b.explain(error).code === error.code);
        }
      });`;
    const printed = run(path, ["--input-type=commonjs", "-e", script], project);
    expect(printed.trim().split("\n")).toEqual(["true true", "true true"]);
  });

  it.each(commands)("the command %s shows its demo", (command) => {
    run(path, [join(project, "node_modules/.bin", command), "demo"], project);
  });
});

describe("on a Node that is too old", () => {
  // A Node with all features that reports an older version.
  const pretence = join(project, "older.cjs");
  writeFileSync(
    pretence,
    `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.19.5" } });`,
  );
  const sentence = (entry: string): string =>
    `${/^@[^/]+\/[^/]+/.exec(entry)?.[0]} needs Node ${oldest} or later, and this is Node 20.19.5. Install a newer Node.`;

  it.each(["import", "require"])("every entry says which one it needs, by %s", (how) => {
    const script = `(async () => {
      for (const entry of ${JSON.stringify(entries)}) {
        try { await ${how}(entry); console.log("loaded"); } catch (error) { console.log(error.message); }
      }
    })();`;
    const args = ["--require", pretence, "--input-type=commonjs", "-e", script];
    const printed = run(process.execPath, args, project).trim().split("\n");
    expect(printed).toEqual(entries.map(sentence));
  });

  it.each(commands)("the command %s says it in one line", (command) => {
    const bin = join(project, "node_modules/.bin", command);
    const { status, stderr } = spawnSync(process.execPath, ["--require", pretence, bin], {
      encoding: "utf8",
    });
    expect(stderr).toBe(`${sentence("@parley-smtp/cli")}\n`);
    expect(status).toBe(1);
  });

  it("bundles do not carry the sentence", async () => {
    const uses =
      'import { createMailer } from "@parley-smtp/node-socket"; console.log(createMailer);';
    const { outputFiles, warnings } = await build({
      stdin: { contents: uses, resolveDir: project },
      bundle: true,
      format: "esm",
      platform: "node",
      write: false,
      logLevel: "silent",
    });
    expect(warnings).toEqual([]);
    expect(outputFiles[0]?.text).toContain("createMailer");
    expect(outputFiles[0]?.text).not.toMatch(/or later, and this is Node/);
  });
});
