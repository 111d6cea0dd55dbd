/** Counts tests from vitest's JSON report, so that the counts do not depend on the printed format. */
import { existsSync, readFileSync } from "node:fs";

/** The number of tests by result. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    /** Why the file could not be loaded; empty otherwise. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/**
 * Reads a report.
 *
 * @param path the path of the report
 * @param ok vitest's own result. A failed run counts as at least one failure, even without a failed test: an error
 * outside a test, no test found, or no report written.
 */
export function countTests(path: string, ok: boolean): Counts {
  const files = filesOf(path);
  const tests = files.flatMap((file) => file.assertionResults);
  const count = (status: string): number => tests.filter((test) => test.status === status).length;
  const passed = count("passed");
  // A file that could not be loaded counts as one failure.
  const unloaded = files.filter(
    (file) =>
      file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  ).length;
  const failed = count("failed") + unloaded;
  const unsound = !ok || tests.length === 0;
  return {
    passed,
    failed: unsound ? Math.max(failed, 1) : failed,
    skipped: tests.length - passed - count("failed"),
  };
}

/**
 * Returns the failed tests.
 *
 * @param path the path of vitest's report
 * @returns a text for each: its file, its name, and the error
 */
export function failedTests(path: string): string[] {
  return filesOf(path).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0) return status === "failed" ? [`${name}\n${message}`] : [];
    return failed.map((test) => [name, test.fullName, ...test.failureMessages].join("\n"));
  });
}

function filesOf(path: string): Report["testResults"] {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Report).testResults : [];
}
