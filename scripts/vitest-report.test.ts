import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { countTests, failedTests } from "./vitest-report.ts";

const folder = mkdtempSync(join(tmpdir(), "parley-report-"));
afterAll(() => rmSync(folder, { recursive: true }));

function report(...files: (readonly [status: string, ...tests: string[]])[]): string {
  const path = join(folder, "report.json");
  const testResults = files.map(([status, ...tests], index) => ({
    name: `${index}.test.ts`,
    status,
    message: tests.length === 0 ? "no such module" : "",
    assertionResults: tests.map((test, at) => ({
      status: test,
      fullName: `test ${at}`,
      failureMessages: test === "failed" ? ["1 is not 2"] : [],
    })),
  }));
  writeFileSync(path, JSON.stringify({ testResults }));
  return path;
}

describe("the count of tests", () => {
  it("adds up the tests of all files", () => {
    const path = report(["passed", "passed", "skipped"], ["failed", "passed", "failed", "todo"]);
    expect(countTests(path, false)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it("counts a file that could not be loaded as a failure", () => {
    expect(countTests(report(["passed", "passed"], ["failed"]), false)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  it("counts a failure when vitest failed although every test passed", () => {
    expect(countTests(report(["passed", "passed"]), false).failed).toBe(1);
  });

  it("counts a failure when there was no test", () => {
    expect(countTests(report(), true).failed).toBe(1);
  });

  it("counts a failure when no report was written", () => {
    expect(countTests(join(folder, "absent.json"), true).failed).toBe(1);
  });
});

describe("the list of failed tests", () => {
  it("names file, test and what was wrong", () => {
    const path = report(["passed", "passed"], ["failed", "passed", "failed"]);
    expect(failedTests(path)).toEqual(["1.test.ts\ntest 1\n1 is not 2"]);
  });

  it("names a file that could not be loaded", () => {
    expect(failedTests(report(["failed"]))).toEqual(["0.test.ts\nno such module"]);
  });

  it("is empty without a report", () => {
    expect(failedTests(join(folder, "none.json"))).toEqual([]);
  });
});
