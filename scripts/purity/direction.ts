/**
 * Rule "direction": which modules may import which.
 *
 *     adapters, cli -> core's public entries.   In core: testing -> client -> protocol -> nothing.
 *
 * Every form of import counts: import, export from, import(), import types, require. A type-only import counts as
 * well.
 */
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, posix } from "node:path";
import ts from "typescript";
import type { Finding, Report, Source } from "./finding.ts";
import { reporter } from "./finding.ts";
import type { Project } from "./project.ts";

interface Layer {
  readonly path: string;
  /** The folders that it may import by a relative path, including its own. */
  readonly folders: readonly string[];
  /** The packages of this workspace that it may import, by their public entries. */
  readonly siblings?: readonly string[];
  /** Whether it may import the dependencies of its package. */
  readonly libraries?: true;
  /** Whether it runs on Node and may import Node's modules. */
  readonly node?: true;
  /** The modules of its runtime, if that is not Node. */
  readonly runtime?: readonly string[];
}

const core = "packages/core/src/";
const protocol = `${core}protocol/`;
const explain = `${core}explain/`;
const findReplies = `${core}find-replies/`;
const meaning = `${core}meaning/`;
const client = `${core}client/`;
const testing = `${core}testing/`;

/** The first match counts. A source without a row is reported, so that a new package needs one. */
const layers: readonly Layer[] = [
  { path: protocol, folders: [protocol] },
  { path: explain, folders: [explain, findReplies, meaning, protocol] },
  { path: findReplies, folders: [findReplies, protocol] },
  { path: meaning, folders: [meaning, protocol] },
  { path: client, folders: [client, protocol] },
  { path: testing, folders: [testing, client, protocol, `${core}cram-md5.ts`], libraries: true },
  { path: core, folders: [core], libraries: true },
  {
    path: "packages/node-socket/",
    folders: ["packages/node-socket/src/"],
    siblings: ["@parley-smtp/core"],
    libraries: true,
    node: true,
  },
  {
    path: "packages/deno/",
    folders: ["packages/deno/src/"],
    siblings: ["@parley-smtp/core"],
  },
  {
    path: "packages/cloudflare-workers/",
    folders: ["packages/cloudflare-workers/src/"],
    siblings: ["@parley-smtp/core"],
    runtime: ["cloudflare:sockets", "@cloudflare/workers-types"],
  },
  {
    path: "packages/mime/src/dkim/",
    folders: ["packages/mime/src/dkim/"],
    siblings: ["@parley-smtp/core"],
    libraries: true,
  },
  {
    path: "packages/mime/src/report/",
    folders: ["packages/mime/src/report/"],
    siblings: ["@parley-smtp/core"],
    libraries: true,
  },
  {
    path: "packages/mime/",
    folders: ["packages/mime/src/"],
    siblings: ["@parley-smtp/core"],
    libraries: true,
  },
  {
    path: "packages/nodemailer-transport/",
    folders: ["packages/nodemailer-transport/src/", "packages/nodemailer-transport/package.json"],
    siblings: ["@parley-smtp/node-socket"],
    libraries: true,
    node: true,
  },
  {
    path: "packages/cli/",
    folders: ["packages/cli/src/"],
    siblings: ["@parley-smtp/mime", "@parley-smtp/core", "@parley-smtp/node-socket"],
    libraries: true,
    node: true,
  },
];

/** The entry that must not have any runtime dependencies, even indirect ones. */
const rootEntry = `${core}mod.ts`;

/** Finds imports in the wrong direction. */
export function findMisdirected(project: Project): Finding[] {
  const findings: Finding[] = [];
  const report = reporter("direction", findings);
  for (const source of project.sources) {
    for (const specifier of moduleSpecifiers(source.file))
      checkSpecifier(project, source, specifier, report);
  }
  checkRootEntry(project, report);
  return findings;
}

function checkSpecifier(
  project: Project,
  source: Source,
  specifier: ts.Expression | ts.TypeNode,
  report: Report,
): void {
  const layer = layers.find((row) => source.path.startsWith(row.path));
  if (layer === undefined) {
    report(source, specifier, `${source.path} is in no layer: add a row to the table.`);
    return;
  }
  const name = literalText(specifier);
  if (name === undefined) {
    report(source, specifier, "A module's name must be a literal, or nobody can check it.");
  } else if (name.startsWith(".")) {
    const target = posix.normalize(posix.join(posix.dirname(source.path), name));
    if (/\.test\.ts$/.test(target)) report(source, specifier, "A test is nobody's dependency.");
    else if (!layer.folders.some((path) => target.startsWith(path)))
      report(source, specifier, `${layer.path} may not import ${target}.`);
  } else {
    const wrong = wrongPackage(project.root, layer, source, name);
    if (wrong !== undefined) report(source, specifier, wrong);
  }
}

function wrongPackage(
  root: string,
  layer: Layer,
  source: Source,
  name: string,
): string | undefined {
  const [, packageName = "", path = ""] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(name) ?? [];
  if (packageName.startsWith("@parley-smtp/")) {
    if (layer.siblings?.includes(packageName) !== true)
      return `${layer.path} may not import ${packageName}.`;
    const { exports = {} } = manifest(root, packageName.replace("@parley-smtp/", "packages/"));
    return `.${path}` in exports ? undefined : `${name} is no public entry of ${packageName}.`;
  }
  if (layer.runtime?.includes(name)) return undefined;
  if (isBuiltin(name)) return layer.node ? undefined : `${layer.path} may not import ${name}.`;
  if (layer.libraries === undefined) return `${layer.path} may not import ${name}.`;
  const own = manifest(root, source.path.split("/", 2).join("/"));
  const listed = packageName in { ...own.dependencies, ...own.peerDependencies };
  return listed ? undefined : `${packageName} is not among the dependencies.`;
}

interface Manifest {
  readonly exports?: object;
  readonly dependencies?: object;
  readonly peerDependencies?: object;
}

function manifest(root: string, folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
}

/** Follows the root entry's imports and reports every package that a user of it would load. */
function checkRootEntry(project: Project, report: Report): void {
  const byPath = new Map(project.sources.map((source) => [source.path, source]));
  const reached = new Set<string>();
  const follow = (path: string): void => {
    const source = byPath.get(path);
    if (source === undefined || reached.has(path)) return;
    reached.add(path);
    for (const specifier of moduleSpecifiers(source.file)) {
      const name = literalText(specifier);
      if (name === undefined) continue;
      if (name.startsWith(".")) follow(posix.join(dirname(path), name));
      else report(source, specifier, `The root entry of core reaches ${name}.`);
    }
  };
  follow(rootEntry);
}

/** Returns every expression or type in a file that names a module. */
export function moduleSpecifiers(file: ts.SourceFile): (ts.Expression | ts.TypeNode)[] {
  const found: (ts.Expression | ts.TypeNode)[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) found.push(node.moduleSpecifier);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) found.push(node.moduleSpecifier);
    else if (ts.isImportTypeNode(node)) found.push(node.argument);
    else if (ts.isExternalModuleReference(node)) found.push(node.expression);
    else if (ts.isCallExpression(node) && loadsModule(node)) found.push(...node.arguments);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function loadsModule({ expression }: ts.CallExpression): boolean {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(expression) && expression.text === "require";
}

/** Returns the text of a literal; undefined for a computed value. */
export function literalText(node: ts.Expression | ts.TypeNode): string | undefined {
  const literal = ts.isLiteralTypeNode(node) ? node.literal : node;
  return ts.isStringLiteralLike(literal) ? literal.text : undefined;
}
