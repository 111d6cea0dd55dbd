/**
 * Values that examples state in a comment behind an expression, compared with what comes of it:
 * `replyClass(571); // 5`, and `console.log(reply); // { code: 502, ... }`.
 */
import { inspect, isDeepStrictEqual } from "node:util";
import ts from "typescript";

/** What begins like a value, and is no prose. */
const VALUE = /^(?:["'`[{]|-?\d|(?:true|false|null|undefined)\b)/;

/** Stands for whatever else an object has: `...`. */
const REST: unique symbol = Symbol("...");

/** An expression whose value is stated. */
interface Stated {
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** The expressions of an example whose values are stated, in their order. */
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

/** What `console.log` is given, where it is one thing. */
function printedBy(expression: ts.Expression): ts.Expression | undefined {
  if (!ts.isCallExpression(expression) || expression.arguments.length !== 1) return undefined;
  return expression.expression.getText() === "console.log" ? expression.arguments[0] : undefined;
}

/**
 * Puts a call around each of them, which reports a value that is another one.
 *
 * @param text the example
 * @param compare the name of `compareValue` there
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
 * Compares a value with a stated one.
 *
 * @returns the value
 * @throws {Error} when it is another one
 */
export function compareValue<T>(value: T, stated: string): T {
  const expected = readValue(stated);
  if (!fits(value, expected)) {
    throw new Error(`The page says ${stated}, and it is ${inspect(value, { depth: 5 })}.`);
  }
  return value;
}

/** The value that a comment begins with; what follows a colon or a comma behind it is prose. */
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

/** Whether a value is the expected one; an object with `...` may have more. */
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
 * Compares what an example printed with the block behind it.
 *
 * @param printed standard output
 * @param block lines of the page; one of `...` stands for any number of lines
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
