/**
 * `pnpm examples`: every example in the docs compiles, and those marked to run do run.
 *
 * Examples are the `ts` blocks of the Markdown pages, and in docstrings the `ts`
 * blocks and what follows `@example`. "```ts run" marks one to be run. Each becomes
 * a module whose lines keep their numbers, so that an error names the line of the
 * page. In a docstring the names that its own package exports need no import.
 *
 * What a page says of values is compared with what comes of the example: a value in a
 * comment behind an expression or a `console.log`, in examples that run, and in those
 * that wait for nothing and take no name from examples.d.ts, which run for its sake; and
 * a "```text" block right behind an example that runs, which is what it prints.
 */
import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { fitsBlock, statedValues, withComparisons } from "./example-values.ts";
import { root } from "./workspace.ts";

interface Example {
  /** The page or source file that it stands in, from the root. */
  readonly path: string;
  /** The lines of the whole page, empty where they do not belong to the example. */
  readonly lines: readonly string[];
  readonly runs: boolean;
  /** What it prints, by the block behind it. */
  readonly prints?: readonly string[];
}

const pages = ["*.md", "docs/**/*.md", "packages/*/README.md"];
const sources = "packages/*/src/**/*.ts";
const folder = join(import.meta.dirname, ".examples");

/** What gives a name of its own to something in an example. */
const declarations = [
  ts.isVariableDeclaration,
  ts.isBindingElement,
  ts.isParameter,
  ts.isImportSpecifier,
  ts.isFunctionDeclaration,
  ts.isClassDeclaration,
];

/** How a module of an example calls what compares its values. */
const COMPARE = "compareWithPage";
const COMPARE_IMPORT = `import { compareValue as ${COMPARE} } from "../example-values.ts";\n`;

/** The names that examples take without declaring them. */
const AMBIENT: ReadonlySet<string> = new Set(
  readFileSync(join(import.meta.dirname, "examples.d.ts"), "utf8").match(/(?<=declare const )\w+/g),
);

const examples: Example[] = [
  ...globSync(pages, { cwd: root })
    // What api-extractor writes are declarations, no examples.
    .filter((path) => !path.endsWith(".api.md"))
    .flatMap((path) => blocks(path, lines(path))),
  ...globSync(sources, { cwd: root })
    .filter((path) => !path.endsWith(".test.ts"))
    .flatMap((path) => {
      const comments = docComments(lines(path));
      return [...blocks(path, comments), ...bareExamples(path, comments)];
    }),
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const files = new Map(examples.map((example, index) => [write(example, index), example]));
const broken = compile([...files.keys()]);
const failed = broken.length > 0 ? broken : runAll();
for (const message of failed) console.error(message);
if (failed.length > 0 || examples.length === 0) process.exitCode = 1;
const run = examples.filter(runsAtAll);
const values = run.reduce((sum, example) => sum + statedValues(textOf(example)).length, 0);
console.log(`> ${examples.length} examples, ${run.length} of them run, ${values} values compared`);

function lines(path: string): string[] {
  return readFileSync(join(root, path), "utf8").split("\n");
}

/** The text of the doc comments of a source, everything else blank. */
function docComments(source: readonly string[]): string[] {
  let inside = false;
  return source.map((line) => {
    if (/^\s*\/\*\*/.test(line)) inside = true;
    const text = inside
      ? line.replace(/^\s*(\/\*\*|\*\/|\*) ?/, "").replace(/\s*\*\/\s*$/, "")
      : "";
    if (line.includes("*/")) inside = false;
    return text;
  });
}

/** The fenced `ts` blocks of a page. */
function blocks(path: string, page: readonly string[]): Example[] {
  const found: Example[] = [];
  let open: { runs: boolean; start: number } | undefined;
  page.forEach((line, index) => {
    if (open !== undefined) {
      if (/^\s*```\s*$/.test(line)) {
        const prints = printedBlock(page, index + 1);
        found.push({
          path,
          lines: only(page, open.start, index),
          runs: open.runs,
          ...(open.runs && prints ? { prints } : {}),
        });
        open = undefined;
      }
      return;
    }
    const [fence, run] = /^\s*```ts( run)?\s*$/.exec(line) ?? [];
    if (fence !== undefined) open = { runs: run !== undefined, start: index + 1 };
  });
  return found;
}

/** The lines of a `text` block that begins here, but for empty lines. */
function printedBlock(page: readonly string[], from: number): readonly string[] | undefined {
  const start = page.findIndex((line, index) => index >= from && line.trim() !== "");
  if (start < 0 || !/^\s*```text\s*$/.test(page[start] ?? "")) return undefined;
  const end = page.findIndex((line, index) => index > start && /^\s*```\s*$/.test(line));
  return page.slice(start + 1, end);
}

/** What follows `@example` without a fence, up to the next tag or the end of the comment. */
function bareExamples(path: string, comments: readonly string[]): Example[] {
  return comments.flatMap((line, index): Example[] => {
    if (!/^@example\b/.test(line)) return [];
    const rest = comments.slice(index + 1);
    const length = rest.findIndex(
      (next) => /^@\w/.test(next) || /^\s*```/.test(next) || next === "",
    );
    const end = index + 1 + (length < 0 ? rest.length : length);
    if (end === index + 1) return [];
    return [{ path, lines: only(comments, index + 1, end), runs: false }];
  });
}

function only(page: readonly string[], start: number, end: number): string[] {
  return page.map((line, index) => (index >= start && index < end ? line : "")).slice(0, end);
}

function write(example: Example, index: number): string {
  const file = join(folder, `${index}.ts`);
  const text = textOf(example);
  const compared = runsAtAll(example) ? withComparisons(text, COMPARE) : text;
  const helper = compared === text ? "" : COMPARE_IMPORT;
  writeFileSync(file, `${compared}\n${ownImports(example, text)}${helper}export {};\n`);
  return file;
}

function textOf({ lines }: Example): string {
  return lines.join("\n");
}

/** Whether an example runs: it is marked to, or states values and needs nothing from outside. */
function runsAtAll(example: Example): boolean {
  const text = textOf(example);
  if (example.runs || statedValues(text).length === 0) return example.runs;
  return !/\bawait\b/.test(text) && [...namesIn(text).used].every((name) => !AMBIENT.has(name));
}

/** Imports what the docstring's package exports, the example uses and does not declare itself. */
function ownImports({ path }: Example, text: string): string {
  if (!path.endsWith(".ts")) return "";
  const [, own = ""] = path.split("/");
  const { used, declared } = namesIn(text);
  return [...exportsOf(own, path)]
    .filter(([name]) => used.has(name) && !declared.has(name))
    .map(([name, { from, isType }]) => {
      const file = JSON.stringify(relative(folder, join(root, from)));
      // Node strips types from an example that runs, but leaves what an import may bring.
      return `import { ${isType ? "type " : ""}${name} } from ${file};\n`;
    })
    .join("");
}

/** The names that an example uses, and those that it declares. */
function namesIn(text: string): {
  readonly used: ReadonlySet<string>;
  readonly declared: ReadonlySet<string>;
} {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    // A property has its name from its object, not from outside.
    if (ts.isPropertyAccessExpression(node)) {
      visit(node.expression);
      return;
    }
    if (ts.isIdentifier(node)) used.add(node.text);
    const declaration = declarations.find((is) => is(node)) && (node as ts.NamedDeclaration).name;
    if (declaration && ts.isIdentifier(declaration)) declared.add(declaration.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("example.ts", text, ts.ScriptTarget.Latest));
  return { used, declared };
}

/** Where each name that a package's modules export comes from; the example's own file wins. */
function exportsOf(own: string, path: string): Map<string, { from: string; isType: boolean }> {
  const paths = globSync(`packages/${own}/src/**/*.ts`, { cwd: root }).filter(
    (file) => !/\.(test|d)\.ts$/.test(file),
  );
  return new Map(
    [...paths.sort(), path].flatMap((file) =>
      [
        ...readFileSync(join(root, file), "utf8").matchAll(
          /^export (?:async )?(?:abstract )?(function\*?|const|class|type|interface) (\w+)/gm,
        ),
      ].map(([, kind, name = ""]) => {
        const isType = kind === "type" || kind === "interface";
        return [name, { from: file, isType }] as const;
      }),
    ),
  );
}

function compile(paths: readonly string[]): string[] {
  const { options } = ts.parseJsonConfigFileContent(
    {
      extends: join(root, "tsconfig.base.json"),
      compilerOptions: {
        types: ["node"],
        declaration: false,
        isolatedDeclarations: false,
        noUnusedLocals: false,
        verbatimModuleSyntax: false,
      },
      files: [],
    },
    ts.sys,
    import.meta.dirname,
  );
  const program = ts.createProgram([...paths, join(import.meta.dirname, "examples.d.ts")], options);
  return paths.flatMap((path) => {
    const file = program.getSourceFile(path);
    const problems = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ];
    return problems.map(({ start = 0, messageText }) => {
      const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
      const message = ts.flattenDiagnosticMessageText(messageText, "\n");
      return `${files.get(path)?.path}:${line} ${message}`;
    });
  });
}

function runAll(): string[] {
  return [...files].flatMap(([file, example]) => {
    const { path, lines: text, prints } = example;
    if (!runsAtAll(example)) return [];
    const place = `${path}:${text.findIndex((line) => line !== "") + 1}`;
    try {
      const printed = execFileSync(process.execPath, ["--conditions=@parley-smtp/source", file], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        timeout: 60_000,
      });
      if (!prints || fitsBlock(printed, prints)) return [];
      return [`${place} prints something else than the block behind it:\n${printed}`];
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return [`${place} failed when it was run.\n${stdout}${stderr}`];
    }
  });
}
