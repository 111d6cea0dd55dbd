/** Counts tests from a JUnit report, as Deno and Bun write it. */
import { existsSync, readFileSync } from "node:fs";
import type { Counts } from "./vitest-report.ts";

/**
 * Reads a report.
 *
 * @param path where the runner wrote it
 * @param ok the runner's own verdict. A run that failed counts at least one failure, also when
 *   no test did: an error outside a test, no test found, no report written.
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
