/** Hands the cases of a group to a test runner. */
import process from "node:process";
import type { Group } from "./case.ts";
import { record } from "./record.ts";

/** What every test runner has. */
export type Test = (name: string, run: () => Promise<void>) => void;

/**
 * Declares a test for each case, and one that compares the group with the record.
 *
 * @param runtime the name of the record
 * @param group its cases run in order, if the runner keeps it
 * @param test declares a test
 */
export function runGroup(runtime: string, group: Group, test: Test): void {
  let passed = 0;
  const runs = group.cases.filter(({ gap, missing }) => (gap ?? missing) === undefined);
  for (const { name, run } of runs) {
    test(`${group.name}: ${name}`, async () => {
      await run();
      passed += 1;
    });
  }
  for (const { name, gap, missing } of group.cases) {
    const why = gap ?? missing;
    if (why !== undefined) process.stdout.write(`> SKIPPED on ${runtime}: ${name}: ${why}\n`);
  }
  if (group.cases.some(({ missing }) => missing !== undefined)) return;
  test(`${group.name}: the results are as recorded`, async () => {
    if (passed < runs.length) throw new Error(`${runs.length - passed} cases did not pass.`);
    record(runtime, group);
  });
}
