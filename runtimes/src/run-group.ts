/** Declares the cases of a group as tests of a test runner. */
import process from "node:process";
import type { Group } from "./case.ts";
import { record } from "./record.ts";

/** The time limit of a case in milliseconds, because not every test runner has one. */
const PATIENCE = 60_000;

/** The function that every test runner has. */
export type Test = (name: string, run: () => Promise<void>) => void;

/**
 * Declares a test for each case, and one that compares the group with the record.
 *
 * @param runtime the name of the record
 * @param group the cases, which run in order if the test runner keeps the order
 * @param test declares a test
 */
export function runGroup(runtime: string, group: Group, test: Test): void {
  let passed = 0;
  const runs = group.cases.filter(({ gap, missing }) => (gap ?? missing) === undefined);
  for (const { name, run } of runs) {
    test(`${group.name}: ${name}`, async () => {
      await inTime(run());
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

async function inTime(running: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Error(`It is not done after ${PATIENCE / 1000} s.`));
  }, PATIENCE);
  await Promise.race([running, late.promise]).finally(() => clearTimeout(timer));
}
