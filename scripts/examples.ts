/**
 * `pnpm examples`: compiles every example in the docs, and runs those marked to run.
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
  /** The page or source file of the example, from the root. */
  readonly path: string;
  /** The lines of the whole page; lines outside the example are empty. */
  readonly lines: readonly string[];
  readonly runs: boolean;
  /** The expected output, from the block after it. */
  readonly prints?: readonly string[];
}

const pages = ["*.md", "docs/**/*.md", "packages/*/README.md"];
const sources = "packages/*/src/**/*.ts";
const folder = join(import.meta.dirname, ".examples");

/** Syntax that declares a name in an example. */
const declarations = [
  ts.isVariableDeclaration,
  ts.isBindingElement,
  ts.isParameter,
  ts.isImportSpecifier,
  ts.isFunctionDeclaration,
  ts.isClassDeclaration,
];

/** The name of the compare function in an example's module. */
const COMPARE = "compareWithPage";
const COMPARE_IMPORT = `import { compareValue as ${COMPARE} } from "../example-values.ts";\n`;

/** The names that examples use without declaring them. */
const AMBIENT: ReadonlySet<string> = new Set(
  readFileSync(join(import.meta.dirname, "examples.d.ts"), "utf8").match(/(?<=declare const )\w+/g),
);

const examples: Example[] = [
  ...globSync(pages, { cwd: root })
    // The reports of api-extractor are declarations, not examples.
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

/** Returns the doc comments of a source, with everything else blank. */
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

/** Returns the fenced `ts` blocks of a page. */
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

/** Returns the lines of a `text` block that begins here, without empty lines. */
function printedBlock(page: readonly string[], from: number): readonly string[] | undefined {
  const start = page.findIndex((line, index) => index >= from && line.trim() !== "");
  if (start < 0 || !/^\s*```text\s*$/.test(page[start] ?? "")) return undefined;
  const end = page.findIndex((line, index) => index > start && /^\s*```\s*$/.test(line));
  return page.slice(start + 1, end);
}

/** Returns the text after `@example` without a fence, up to the next tag or the end of the comment. */
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

/** Returns whether an example runs: it is marked, or has expected values and needs nothing from outside. */
function runsAtAll(example: Example): boolean {
  const text = textOf(example);
  if (example.runs || statedValues(text).length === 0) return example.runs;
  return !/\bawait\b/.test(text) && [...namesIn(text).used].every((name) => !AMBIENT.has(name));
}

/** Adds imports for names that the docstring's package exports and the example uses without declaring them. */
function ownImports({ path }: Example, text: string): string {
  if (!path.endsWith(".ts")) return "";
  const [, own = ""] = path.split("/");
  const { used, declared } = namesIn(text);
  return [...exportsOf(own, path)]
    .filter(([name]) => used.has(name) && !declared.has(name))
    .map(([name, { from, isType }]) => {
      const file = JSON.stringify(relative(folder, join(root, from)));
      // Node removes the types of an example, but not an import of a type.
      return `import { ${isType ? "type " : ""}${name} } from ${file};\n`;
    })
    .join("");
}

/** Returns the names that an example uses, and those that it declares. */
function namesIn(text: string): {
  readonly used: ReadonlySet<string>;
  readonly declared: ReadonlySet<string>;
} {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    // A property's name belongs to its object, not to an import.
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

/** Returns the module of each exported name of a package; the example's own file takes precedence. */
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
