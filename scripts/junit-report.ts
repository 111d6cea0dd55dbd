/** Counts tests from a JUnit report, as written by Deno and Bun. */
import { existsSync, readFileSync } from "node:fs";
import type { Counts } from "./vitest-report.ts";

/**
 * Reads a report.
 *
 * @param path the path of the report
 * @param ok the test runner's own result. A failed run counts as at least one failure, even without a failed test: an
 * error outside a test, no test found, or no report written.
 */
export function countJunit(path: string, ok: boolean): Counts {
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const head = /<testsuites [^>]*>/.exec(text)?.[0] ?? "";
  const count = (what: string): number =>
    Number(new RegExp(` ${what}="(\\d+)"`).exec(head)?.[1] ?? 0);
  const failed = count("failures") + count("errors");
  const skipped = count("skipped");
  const passed = count("tests") - failed - skipped;
  return { passed, failed: ok && passed > 0 ? failed : Math.max(failed, 1), skipped };
}
