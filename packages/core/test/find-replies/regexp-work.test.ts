/** No regular expression that reads pasted texts, replies or reports takes more work than the text grows. */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { type Attack, attacksOn, CountedPattern, MAX_STEPS } from "./regexp-steps.ts";

const FOLDERS = ["core/src/find-replies", "core/src/meaning", "mime/src/report"];

/** Expressions that the code makes of pieces, recorded while its modules are loaded and read the samples. */
const made = new Map<string, RegExp>();
const Original = globalThis.RegExp;
globalThis.RegExp = new Proxy(Original, {
  construct(target, [pattern, flags]: [string | RegExp, string?]) {
    const one = new target(pattern, flags);
    made.set(`${one}`, one);
    return one;
  },
});
const { findReplies } = await import("../../src/find-replies/mod.ts");
await import("../../src/meaning/mod.ts");
findReplies("S: 550-5.1.1 No\nS: 550 5.1.1 such user");
findReplies("status=550 message='550 5.1.1 No such user'");
globalThis.RegExp = Original;

/** The expressions in a file, as they are written. */
function literalsIn(path: string): RegExp[] {
  const found: RegExp[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      found.push(new RegExp(node.text.slice(1, end), node.text.slice(end + 1)));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ESNext));
  return found;
}

const packages = new URL("../../../", import.meta.url).pathname;
const patterns = new Map(made);
for (const folder of FOLDERS) {
  for (const name of readdirSync(`${packages}${folder}`)) {
    if (!name.endsWith(".ts")) continue;
    for (const one of literalsIn(`${packages}${folder}/${name}`)) patterns.set(`${one}`, one);
  }
}

/** Characters of the shorter text. */
const SHORT = 100;

/** Twice the text takes twice the steps, or four times where the work grows with the square of the text. */
const MAX_GROWTH = 2.6;

/** How often more steps twice the text takes at most, over all attacks, and the attack. */
function growthOf({ source, flags }: RegExp): { growth: number; attack?: Attack } {
  const counted = new CountedPattern(source, flags);
  let worst: { growth: number; attack?: Attack } = { growth: 0 };
  for (const attack of attacksOn(counted)) {
    const steps = (characters: number, more: number): number => {
      const times = Math.ceil(characters / attack.piece.length) + more;
      return counted.stepsFor(`${attack.begin}${attack.piece.repeat(times)}\u0000`);
    };
    const growthWith = (more: readonly number[]): number => {
      const long = Math.max(...more.map((one) => steps(SHORT * 2, one)));
      const short = Math.max(...more.map((one) => steps(SHORT, one)));
      return long === MAX_STEPS ? Number.POSITIVE_INFINITY : long / short;
    };
    let growth = growthWith([0]);
    // A text may also match by its length, such as one of base64: the slowest of several lengths counts.
    if (growth > worst.growth && growth > MAX_GROWTH) growth = growthWith([0, 1, 2, 3]);
    if (growth > worst.growth) worst = { growth, attack };
  }
  return worst;
}

it("counts the steps of expressions that are known to be slow", () => {
  for (const slow of [
    /(?:a+)+b/,
    /\s+$/,
    /^(?:a|ab|b)*c/,
    /a.*b.*c/,
    /(?<=a+)b/,
    /smtp\w*(?:error|failure)$/,
    /expect\w* (?:\w+ ){0,3}"?$/,
  ]) {
    expect([`${slow}`, growthOf(slow).growth > MAX_GROWTH]).toEqual([`${slow}`, true]);
  }
  for (const fast of [/a{1,900}b/, /^\s*$/, /^[^,]*,/, /\bfoo\b/i, /(?<=a{1,9})b/]) {
    expect([`${fast}`, growthOf(fast).growth < MAX_GROWTH]).toEqual([`${fast}`, true]);
  }
});

it("finds the expressions of all three parts", () => {
  expect(made.size).toBeGreaterThan(40);
  expect(patterns.size).toBeGreaterThan(250);
});

describe("twice the text takes about twice the steps", () => {
  it.each([...patterns])("%s", (_, pattern) => {
    const { growth, attack } = growthOf(pattern);
    expect(growth, JSON.stringify(attack)).toBeLessThan(MAX_GROWTH);
  });
});

it("does not search the rest of a line for each name that a tag may have", () => {
  const named = [...patterns.values()].filter(({ source }) => source.includes("CDATA"));
  expect(named.length).toBeGreaterThan(0);
  for (const { source, flags } of named) {
    const counted = new CountedPattern(source, flags);
    const steps = (times: number): number => counted.stepsFor(">password".repeat(times));
    // The steps of the many alternatives grow with the text; a search of the rest would grow with its square.
    expect((steps(200) - 2 * steps(100)) / 100 ** 2).toBeLessThan(0.5);
  }
});
