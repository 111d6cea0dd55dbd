/**
 * Rule "script": a script that is created must be run.
 *
 * Calling a generator function does nothing; without `yield*` the call has no effect. A call that returns a Script
 * must therefore be directly under `yield*`, passed to a parameter of type Script, or returned as a Script. An effect
 * must be yielded through `perform`, which gives its result the right type.
 */
import { join } from "node:path";
import ts from "typescript";
import type { Finding, Report, Source } from "./finding.ts";
import { reporter } from "./finding.ts";
import type { Project } from "./project.ts";

/** The file that declares Effect, the only one that may yield an effect directly. */
const effects = "packages/core/src/protocol/session/effects.ts";

/** Finds scripts that are never run. */
export function findDroppedScripts(project: Project): Finding[] {
  const findings: Finding[] = [];
  const report = reporter("script", findings);
  const scripts = scriptTypes(project);
  for (const source of project.sources) {
    if (source.path === effects) continue;
    const visit = (node: ts.Node): void => {
      checkNode(project.checker, scripts, source, node, report);
      ts.forEachChild(node, visit);
    };
    visit(source.file);
  }
  return findings;
}

interface ScriptTypes {
  /** Whether the type is a generator of effects, or a union with one. */
  isScript(type: ts.Type): boolean;
  /** Whether the type is a function that returns one. */
  returnsScript(type: ts.Type): boolean;
}

function scriptTypes({ checker, program, root }: Project): ScriptTypes {
  const file = program.getSourceFile(join(root, effects));
  const module = file && checker.getSymbolAtLocation(file);
  const symbol = module && checker.tryGetMemberInModuleExports("Effect", module);
  if (symbol === undefined) throw new Error(`${effects} does not export the type Effect.`);
  const effect = checker.getDeclaredTypeOfSymbol(symbol);

  const isGeneratorOfEffects = (type: ts.Type): boolean => {
    if (type.symbol?.name !== "Generator") return false;
    const [yielded] = checker.getTypeArguments(type as ts.TypeReference);
    if (yielded === undefined) return false;
    if ((yielded.flags & (ts.TypeFlags.Never | ts.TypeFlags.Any)) !== 0) return false;
    return checker.isTypeAssignableTo(yielded, effect);
  };
  const isScript = (type: ts.Type): boolean =>
    type.isUnion() ? type.types.some(isScript) : isGeneratorOfEffects(type);
  const returnsScript = (type: ts.Type): boolean =>
    checker
      .getNonNullableType(type)
      .getCallSignatures()
      .some((signature) => isScript(signature.getReturnType()));
  return { isScript, returnsScript };
}

function checkNode(
  checker: ts.TypeChecker,
  scripts: ScriptTypes,
  source: Source,
  node: ts.Node,
  report: Report,
): void {
  if (ts.isCallExpression(node) && scripts.isScript(checker.getTypeAtLocation(node))) {
    if (!isHad(checker, scripts, node))
      report(source, node, "This script is never run: put `yield*` before the call.");
  } else if (ts.isYieldExpression(node) && node.asteriskToken === undefined) {
    const { expression } = node;
    const result = enclosingFunction(node);
    if (expression && result && scripts.isScript(returnType(checker, result)))
      report(source, node, "Yield an effect by `yield* perform(effect)`, which types its result.");
  }
  if (ts.isExpression(node) && isDroppedFunction(checker, scripts, node))
    report(source, node, "This function returns a script, and its caller would never run it.");
}

/** Returns whether the call's script is run, passed on or returned as a script. */
function isHad(checker: ts.TypeChecker, scripts: ScriptTypes, call: ts.Expression): boolean {
  const node = outermost(call);
  const { parent } = node;
  if (ts.isYieldExpression(parent)) return parent.asteriskToken !== undefined;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    const parameter = parameterType(checker, parent, node);
    return parameter !== undefined && scripts.isScript(parameter);
  }
  if (ts.isArrowFunction(parent)) return scripts.isScript(returnType(checker, parent));
  if (!ts.isReturnStatement(parent)) return false;
  const from = enclosingFunction(parent);
  return from !== undefined && !isGenerator(from) && scripts.isScript(returnType(checker, from));
}

/** Returns whether a function that returns a script is used where another function is expected. */
function isDroppedFunction(
  checker: ts.TypeChecker,
  scripts: ScriptTypes,
  node: ts.Expression,
): boolean {
  const { parent } = node;
  const asArgument =
    (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && node !== parent.expression;
  const asLiteral = ts.isArrowFunction(node) || ts.isFunctionExpression(node);
  if (!asArgument && !asLiteral) return false;
  const expected = asArgument
    ? parameterType(checker, parent, node)
    : checker.getContextualType(node);
  if (expected === undefined) return false;
  const signatures = checker.getNonNullableType(expected).getCallSignatures();
  return (
    signatures.length > 0 &&
    !scripts.returnsScript(expected) &&
    scripts.returnsScript(checker.getTypeAtLocation(node))
  );
}

/** Goes up through parentheses, assertions and the branches of an expression. */
function outermost(node: ts.Expression): ts.Expression {
  const { parent } = node;
  if (
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isNonNullExpression(parent)
  )
    return outermost(parent);
  if (ts.isConditionalExpression(parent) && parent.condition !== node) return outermost(parent);
  if (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
  )
    return outermost(parent);
  return node;
}

/** Returns a parameter's declared type: `T` stays `T`, so that inference does not make it a script. */
function parameterType(
  checker: ts.TypeChecker,
  call: ts.CallExpression | ts.NewExpression,
  argument: ts.Expression,
): ts.Type | undefined {
  const index = call.arguments?.indexOf(argument) ?? -1;
  const parameters = checker.getResolvedSignature(call)?.declaration?.parameters;
  const parameter = parameters?.[index] ?? parameters?.at(-1);
  if (index < 0 || parameter === undefined || !ts.isParameter(parameter)) return undefined;
  const type = checker.getTypeAtLocation(parameter);
  if (parameter.dotDotDotToken === undefined) return type;
  return checker.getIndexTypeOfType(type, ts.IndexKind.Number);
}

function enclosingFunction(node: ts.Node): ts.SignatureDeclaration | undefined {
  return ts.findAncestor(node.parent, ts.isFunctionLike);
}

function isGenerator(node: ts.SignatureDeclaration): boolean {
  return "asteriskToken" in node && node.asteriskToken !== undefined;
}

function returnType(checker: ts.TypeChecker, node: ts.SignatureDeclaration): ts.Type {
  const signature = checker.getSignatureFromDeclaration(node);
  return signature ? checker.getReturnTypeOfSignature(signature) : checker.getAnyType();
}
