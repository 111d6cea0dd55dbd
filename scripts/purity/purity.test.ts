/** Checks each rule with fixtures that it must catch, one line per syntactic form, and nothing else. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkPurity } from "./check.ts";

const root = join(import.meta.dirname, "fixtures");
const config = join(import.meta.dirname, "../../tsconfig.base.json");
const findings = checkPurity(root, config);

/** The marks in the fixtures: `// BAD rule, rule: form`. */
const marks = globSync("packages/*/src/**/*.ts", { cwd: root }).flatMap((path) =>
  readFileSync(join(root, path), "utf8")
    .split("\n")
    .flatMap((text, index) => {
      const [, rules, form] = /\/\/ BAD ([a-z, ]+): (.+)$/.exec(text) ?? [];
      if (rules === undefined || form === undefined) return [];
      return rules.split(", ").map((rule) => ({ rule, form, place: `${path}:${index + 1}` }));
    }),
);

describe("the purity check", () => {
  it.each(marks)("catches by rule $rule: $form", ({ rule, place }) => {
    const caught = findings.map((finding) => `${finding.path}:${finding.line} ${finding.rule}`);
    expect(caught).toContain(`${place} ${rule}`);
  });

  it("reports no line of the fixtures that is not marked", () => {
    const marked = new Set(marks.map(({ place, rule }) => `${place} ${rule}`));
    const extra = findings.filter(({ path, line, rule }) => !marked.has(`${path}:${line} ${rule}`));
    expect(extra).toEqual([]);
  });

  it("refuses a directory without sources, for checking nothing proves nothing", () => {
    expect(() => checkPurity(join(root, "packages/core/src"), config)).toThrow("No sources");
  });
});
