/**
 * A vitest reporter that names every test that did not run, and why: neither the JSON report nor the summary says so.
 */
import type { Reporter, TestModule } from "vitest/node";

export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules)
      for (const test of module.children.allTests("skipped")) {
        const result = test.result();
        const note = result.state === "skipped" ? result.note : undefined;
        console.log(`> SKIPPED ${test.fullName}: ${note ?? "switched off in its file"}`);
      }
  }
}
