import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { countJunit } from "./junit-report.ts";

const folder = mkdtempSync(join(tmpdir(), "parley-report-"));
afterAll(() => rmSync(folder, { recursive: true }));

function report(attributes: string): string {
  const path = join(folder, "report.xml");
  writeFileSync(path, `<testsuites ${attributes}><testsuite tests="9"/></testsuites>`);
  return path;
}

describe("the count of tests from JUnit", () => {
  it("reads what Deno writes", () => {
    const path = report('name="deno test" tests="18" failures="2" errors="1" time="0.4"');
    expect(countJunit(path, false)).toEqual({ passed: 15, failed: 3, skipped: 0 });
  });

  it("reads what Bun writes", () => {
    const path = report('name="bun test" tests="5" assertions="9" failures="0" skipped="1"');
    expect(countJunit(path, true)).toEqual({ passed: 4, failed: 0, skipped: 1 });
  });

  it.each([
    ["the runner failed although every test passed", 'tests="5" failures="0"', false],
    ["there was no test", 'tests="0" failures="0"', true],
  ])("counts a failure when %s", (_, attributes, ok) => {
    expect(countJunit(report(attributes), ok).failed).toBe(1);
  });

  it("counts a failure when no report was written", () => {
    expect(countJunit(join(folder, "none.xml"), true)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });
});
