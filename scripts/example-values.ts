/**
 * Compares values in comments of examples with the real values: `replyClass(571); // 5`, and `console.log(reply); //
 * { code: 502, ... }`.
 */
import { inspect, isDeepStrictEqual } from "node:util";
import ts from "typescript";

/** Matches the beginning of a value, and not of prose. */
const VALUE = /^(?:["'`[{]|-?\d|(?:true|false|null|undefined)\b)/;

/** Represents further properties of an object: `...`. */
const REST: unique symbol = Symbol("...");

/** An expression with an expected value. */
interface Stated {
  /** Its start and end in the text. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** Returns the expressions of an example with expected values, in order. */
export function statedValues(text: string): readonly Stated[] {
  const source = ts.createSourceFile("example.ts", text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement): Stated[] => {
    if (!ts.isExpressionStatement(statement)) return [];
    const [, value = ""] = /^[ \t]*\/\/ (.*)/.exec(text.slice(statement.end)) ?? [];
    if (!VALUE.test(value)) return [];
    const printed = printedBy(statement.expression) ?? statement.expression;
    return [{ start: printed.getStart(source), end: printed.end, value }];
  });
}

/** Returns the argument of `console.log`, if there is only one. */
function printedBy(expression: ts.Expression): ts.Expression | undefined {
  if (!ts.isCallExpression(expression) || expression.arguments.length !== 1) return undefined;
  return expression.expression.getText() === "console.log" ? expression.arguments[0] : undefined;
}

/**
 * Wraps each of them in a call that reports a different value.
 *
 * @param text the example
 * @param compare the name of `compareValue` in the example
 */
export function withComparisons(text: string, compare: string): string {
  let made = text;
  for (const { start, end, value } of statedValues(text).toReversed()) {
    const call = `${compare}(${text.slice(start, end)}, ${JSON.stringify(value)})`;
    made = made.slice(0, start) + call + made.slice(end);
  }
  return made;
}

/**
 * Compares a value with the expected one.
 *
 * @returns the value
 * @throws {Error} if the value differs
 */
export function compareValue<T>(value: T, stated: string): T {
  const expected = readValue(stated);
  if (!fits(value, expected)) {
    throw new Error(`The page says ${stated}, and it is ${inspect(value, { depth: 5 })}.`);
  }
  return value;
}

/** Returns the value at the beginning of a comment; text after a colon or a comma is prose. */
export function readValue(stated: string): unknown {
  const text = stated.replaceAll(/(?<=[{,] )\.\.\.(?= ?[}\]])/g, "[REST]: true");
  for (let end = text.length; end > 0; end = text.slice(0, end).search(/[:,;][^:,;]*$/)) {
    try {
      return new Function("REST", `return (${text.slice(0, end)});`)(REST) as unknown;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  throw new Error(`"${stated}" is no value. Write a value that JavaScript can read, or prose.`);
}

/** Returns whether a value is the expected one; an object with `...` may have more properties. */
function fits(value: unknown, expected: unknown): boolean {
  if (typeof expected !== "object" || expected === null || typeof value !== "object" || !value) {
    return isDeepStrictEqual(value, expected);
  }
  if (Array.isArray(expected) !== Array.isArray(value)) return false;
  const [there, wanted] = [Object.entries(value), Object.entries(expected)];
  const given = there.filter(([, part]) => part !== undefined);
  if (!(REST in expected) && given.length !== wanted.length) return false;
  return wanted.every(([name, part]) => fits((value as Record<string, unknown>)[name], part));
}

/**
 * Compares an example's output with the block after it.
 *
 * @param printed standard output
 * @param block lines of the page; the line `...` matches any number of lines
 */
export function fitsBlock(printed: string, block: readonly string[]): boolean {
  const lines = printed.trimEnd().split("\n");
  let at = 0;
  let free = false;
  for (const line of block) {
    if (line.trim() === "...") {
      free = true;
      continue;
    }
    const found = free ? lines.indexOf(line, at) : at;
    if (found < 0 || lines[found] !== line) return false;
    at = found + 1;
    free = false;
  }
  return free || at === lines.length;
}
