/**
 * Rule "wait": the client never waits for a caller's object without a limit.
 *
 * A promise from outside (a message source, a store, a dial, a composer, a token function, an adapter, the runtime)
 * may never settle. A call of code that is not the client's own, and that may return a promise, must therefore be
 * directly inside a call that limits the wait, such as `unlessAborted(store.get(key), signal)`. Its result must not
 * be kept in a variable, returned or awaited directly. `EXCEPTIONS` lists waits with another limit.
 */
import ts from "typescript";
import type { Finding, Report, Source } from "./finding.ts";
import { reporter } from "./finding.ts";
import type { Project } from "./project.ts";
import { EXCEPTIONS, OWN_INTERFACES } from "./waits-known.ts";

/** The folders of the rule, and those whose code counts as the client's own. */
const CLIENT = /^packages\/core\/src\/(?:client\/|retry[./])/;
const OWN = /\/packages\/core\/src\//;

/** Modules whose exports callers can use. */
const ENTRY = /^packages\/core\/src\/[^/]+\.ts$/;

/** Functions that end a wait by a deadline or a signal. */
const BOUNDS: ReadonlySet<string> = new Set([
  "unlessAborted",
  "unlessStalled",
  "race",
  "withStoreTimeout",
  "this.#waitFor",
]);

/** Finds waits without a limit. */
export function findUnboundedWaits(project: Project): Finding[] {
  const findings: Finding[] = [];
  const report = reporter("wait", findings);
  const used = new Set<string>();
  const sight = { checker: project.checker, given: givenTypes(project) };
  for (const source of project.sources) {
    if (!CLIENT.test(source.path)) continue;
    const known = EXCEPTIONS.filter(({ path }) => path === source.path);
    const excused = (text: string): boolean => {
      const found = known.find(({ waits }) => waits === text);
      if (found) used.add(`${found.path} ${found.waits}`);
      return found !== undefined;
    };
    const visit = (node: ts.Node): void => {
      checkNode(sight, source, node, excused, report);
      ts.forEachChild(node, visit);
    };
    visit(source.file);
    for (const { path, waits } of known) {
      if (used.has(`${path} ${waits}`)) continue;
      report(source, source.file, `The exception for \`${waits}\` is used nowhere: delete it.`);
    }
  }
  return findings;
}

interface Sight {
  readonly checker: ts.TypeChecker;
  readonly given: ReadonlySet<ts.Node>;
}

function checkNode(
  sight: Sight,
  source: Source,
  node: ts.Node,
  excused: (text: string) => boolean,
  report: Report,
): void {
  const iterated = iteratedBy(node);
  if (iterated && !isOwnCall(sight, iterated) && !excused(`for await ${textOf(iterated)}`)) {
    report(source, iterated, "Nothing ends this loop: bound each step, or go by an iterator.");
  }
  if (!ts.isCallExpression(node) || node.expression.kind === ts.SyntaxKind.ImportKeyword) return;
  if (isTransparent(node) || isOwnCall(sight, node) || !mayBePending(sight.checker, node)) return;
  const outer = outermost(node);
  if (isBounded(outer) || isForgotten(outer)) return;
  if (!excused(textOf(node.expression))) {
    report(
      source,
      node,
      "Nothing ends this wait: put it directly into `unlessAborted` or its like.",
    );
  }
}

/** Returns the subject of a `for await`, or of a `yield*` of an async generator. */
function iteratedBy(node: ts.Node): ts.Expression | undefined {
  if (ts.isForOfStatement(node) && node.awaitModifier) return node.expression;
  if (!ts.isYieldExpression(node) || !node.asteriskToken) return undefined;
  const from = ts.findAncestor(node.parent, ts.isFunctionLike);
  const isAsync = from && ts.canHaveModifiers(from) && ts.getModifiers(from)?.some(isAsyncWord);
  return isAsync && !ts.isArrayLiteralExpression(node.expression as ts.Expression)
    ? node.expression
    : undefined;
}

function isAsyncWord({ kind }: ts.Modifier): boolean {
  return kind === ts.SyntaxKind.AsyncKeyword;
}

/** Returns whether a call is of the client's own function, or of one that limits the wait for its arguments. */
function isOwnCall({ checker, given }: Sight, node: ts.Expression): boolean {
  if (!ts.isCallExpression(node)) return false;
  if (BOUNDS.has(textOf(node.expression))) return true;
  const declaration = checker.getResolvedSignature(node)?.declaration;
  if (declaration === undefined) return false;
  if (!OWN.test(declaration.getSourceFile().fileName)) return false;
  if ("body" in declaration && declaration.body !== undefined) return true;
  // A type without code belongs to the client's own closures, unless callers can use it.
  return !given.has(topmost(declaration));
}

/** Returns the top-level declaration that contains a node. */
function topmost(node: ts.Node): ts.Node {
  return ts.findAncestor(node, ({ parent }) => parent && ts.isSourceFile(parent)) ?? node;
}

/** Returns the types that callers can use, except those that only the client creates. */
function givenTypes({ checker, sources }: Project): ReadonlySet<ts.Node> {
  const given = new Set<ts.Node>();
  for (const { path, file } of sources) {
    const module = ENTRY.test(path) && checker.getSymbolAtLocation(file);
    for (const symbol of module ? checker.getExportsOfModule(module) : []) {
      if (OWN_INTERFACES.has(symbol.name)) continue;
      const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
      const { declarations = [] } = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
      for (const each of declarations) given.add(topmost(each));
    }
  }
  return given;
}

/** `Promise.all`, `.then` and the like wait for their arguments, which are checked separately. */
function isTransparent({ expression }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const { name } = expression;
  return isPromiseGlobal(expression.expression) || /^(?:then|catch|finally)$/.test(name.text);
}

function isPromiseGlobal(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === "Promise";
}

/** Returns whether the result may be a promise; an unknown type counts if it is awaited. */
function mayBePending(checker: ts.TypeChecker, call: ts.CallExpression): boolean {
  const type = checker.getTypeAtLocation(call);
  if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) !== 0) {
    return ts.isAwaitExpression(outermost(call).parent);
  }
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => part.getProperty("then") !== undefined);
}

/** Goes up to expressions with the same promise: parentheses, branches, `Promise.all([...])`, `.then(...)`. */
function outermost(node: ts.Expression): ts.Expression {
  const { parent } = node;
  const same =
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isSpreadElement(parent) ||
    (ts.isConditionalExpression(parent) && parent.condition !== node) ||
    (ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken);
  if (same) return outermost(parent as ts.Expression);
  if (ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent)) {
    if (isTransparent(parent.parent)) return outermost(parent.parent);
  }
  const isArgument = ts.isCallExpression(parent) && parent.arguments.includes(node);
  if (isArgument && isTransparent(parent)) return outermost(parent);
  return node;
}

/** Returns whether it is an argument of a function that limits the wait. */
function isBounded(node: ts.Expression): boolean {
  const { parent } = node;
  if (!ts.isCallExpression(parent) || !parent.arguments.includes(node)) return false;
  return BOUNDS.has(textOf(parent.expression));
}

/** Returns whether nothing waits for it. */
function isForgotten({ parent }: ts.Expression): boolean {
  return ts.isVoidExpression(parent) || ts.isExpressionStatement(parent);
}

function textOf(node: ts.Node): string {
  return node.getText().replaceAll(/\s+/g, " ");
}
