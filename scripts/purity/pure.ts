/**
 * Rule "pure": the protocol does not wait, reads no clock, uses no random numbers, and no runtime API.
 *
 * A name is judged by what it resolves to, so a local variable called `process` is fine and an alias of `Math` is
 * not. A mention in a type counts too: a function with a Promise as a parameter is about to wait for it.
 */
import ts from "typescript";
import type { Finding, Report, Source } from "./finding.ts";
import { reporter } from "./finding.ts";
import type { Project } from "./project.ts";

/** The folders that must be pure; the virtual server is a reducer. */
const pureLayers = [
  "packages/core/src/protocol/",
  "packages/core/src/explain/",
  "packages/core/src/find-replies/",
  "packages/core/src/meaning/",
  "packages/core/src/testing/ordinary-replies.ts",
  "packages/core/src/testing/server-mechanism.ts",
  "packages/core/src/testing/virtual-",
];

const wait = "waiting is the driver's part: yield an effect";
const clock = "time is an input of the driver";
const dice = "a nonce is an input";
const reflection = "it reaches every global behind the check's back";
const memory = "its result depends on the garbage collector";

/** Globals of the language that are not allowed here, each with the reason. */
const banned: ReadonlyMap<string, string> = new Map([
  ["Promise", wait],
  ["PromiseLike", wait],
  ["PromiseConstructor", wait],
  ["Awaited", wait],
  ["AsyncGenerator", wait],
  ["AsyncIterable", wait],
  ["AsyncIterableIterator", wait],
  ["AsyncIterator", wait],
  ["Atomics", wait],
  ["SharedArrayBuffer", wait],
  ["Date", clock],
  ["DateConstructor", clock],
  ["Intl", "its result depends on the machine's locale"],
  ["eval", reflection],
  ["Function", reflection],
  ["globalThis", reflection],
  ["WeakRef", memory],
  ["FinalizationRegistry", memory],
]);

/** Functions of every runtime that only depend on their input; protocol/ may use the first two only. */
const allowedRuntimeGlobals = new Set(["TextEncoder", "TextDecoder", "structuredClone"]);

/** Finds impure code in the pure layers. */
export function findImpure(project: Project): Finding[] {
  const findings: Finding[] = [];
  const report = reporter("pure", findings);
  for (const source of project.sources) {
    if (!pureLayers.some((layer) => source.path.startsWith(layer))) continue;
    const visit = (node: ts.Node): void => {
      checkSyntax(source, node, report);
      if (ts.isIdentifier(node)) checkName(project, source, node, report);
      ts.forEachChild(node, visit);
    };
    visit(source.file);
  }
  return findings;
}

function checkSyntax(source: Source, node: ts.Node, report: Report): void {
  const say = (what: string, why: string): void => report(source, node, `${what}: ${why}.`);
  if (node.kind === ts.SyntaxKind.AsyncKeyword) say("async", wait);
  else if (ts.isAwaitExpression(node)) say("await", wait);
  else if (ts.isForOfStatement(node) && node.awaitModifier) say("for await", wait);
  else if (ts.isVariableDeclarationList(node) && isAwaitUsing(node)) say("await using", wait);
  else if (isThenCall(node)) say("then()", wait);
  else if (isDynamicImport(node)) say("import()", wait);
  else if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
    say("import.meta", "it differs between runtimes");
  else if (node.kind === ts.SyntaxKind.DeclareKeyword && declaresValue(node.parent))
    say("declare", "it would let a global in unseen");
}

function isAwaitUsing(node: ts.VariableDeclarationList): boolean {
  return (node.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.AwaitUsing;
}

function isThenCall(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "then"
  );
}

function isDynamicImport(node: ts.Node): boolean {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
}

/** A declared field of a class is not a use of the name. */
function declaresValue(node: ts.Node): boolean {
  const harmless = [ts.isTypeAliasDeclaration, ts.isInterfaceDeclaration, ts.isPropertyDeclaration];
  return !harmless.some((is) => is(node));
}

function checkName(project: Project, source: Source, node: ts.Identifier, report: Report): void {
  if (!isReference(node)) return;
  const name = node.text;
  const from = originOf(project, node);
  if (from === "local") return;
  if (from === "nowhere") {
    report(source, node, `${name} is no global of the language.`);
  } else if (from === "runtime") {
    if (!allowedRuntimeGlobals.has(name))
      report(
        source,
        node,
        `${name} belongs to a runtime: yield an effect, or take it as an input.`,
      );
  } else if (name === "Math") {
    if (!isHarmlessMath(node)) report(source, node, `Math.random: ${dice}.`);
  } else {
    const why = banned.get(name);
    if (why !== undefined) report(source, node, `${name}: ${why}.`);
  }
}

/** `Math.max` is fine; `Math.random`, `Math["random"]` and an alias of Math are not. */
function isHarmlessMath(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    ts.isPropertyAccessExpression(parent) &&
    parent.expression === node &&
    parent.name.text !== "random"
  );
}

/** Distinguishes a use of a name from its declaration, a key or a member's name. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  if (ts.isBindingElement(parent) && parent.propertyName === node) return false;
  if (ts.isQualifiedName(parent) && parent.right === node) return false;
  if (ts.isImportTypeNode(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  return !("name" in parent && parent.name === node);
}

type Origin = "local" | "language" | "runtime" | "nowhere";

function originOf({ program, checker }: Project, node: ts.Identifier): Origin {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  if (symbol === undefined) return isConstTypeName(node) ? "language" : "nowhere";
  const files = (symbol.declarations ?? []).map((declaration) => declaration.getSourceFile());
  // `undefined`, `arguments` and `globalThis` are declared in no file.
  if (files.length === 0) return "language";
  if (files.some((file) => /\/lib\.(es|decorators)[^/]*\.d\.ts$/.test(file.fileName)))
    return "language";
  const ambient = files.every(
    (file) =>
      program.isSourceFileDefaultLibrary(file) || program.isSourceFileFromExternalLibrary(file),
  );
  return ambient && (symbol.flags & ts.SymbolFlags.Alias) === 0 ? "runtime" : "local";
}

/** The `const` of `as const` is an identifier in the tree, but not a name. */
function isConstTypeName(node: ts.Identifier): boolean {
  return ts.isTypeReferenceNode(node.parent) && node.text === "const";
}
