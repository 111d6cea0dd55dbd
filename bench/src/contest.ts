/** Contestants are measured by turns, so that whatever else the machine does hits all of them alike. */
import type { Bench } from "./bench.ts";
import { type Summary, summaryOf } from "./statistics.ts";

/** Somebody who is measured: tells something each time. */
export interface Contestant<T> {
  readonly name: string;
  measure(): Promise<T>;
}

/** Why there is nothing to tell. */
export interface Failed {
  readonly failed: string;
}

/** What each told, round by round, by name. */
export type Runs<T> = ReadonlyMap<string, readonly T[] | Failed>;

/** The numbers of each, summed up. */
export type Results = ReadonlyMap<string, Summary | Failed>;

/**
 * Measures all, round after round, each round beginning with another one.
 *
 * One that fails once is left out of the rounds that follow; the others go on.
 *
 * @param rounds how many at most, and whether the time for them is over
 * @param together all of a round at the same time, for what is nearly all waiting
 */
export async function contest<T>(
  { rounds, late }: Pick<Bench, "rounds" | "late">,
  contestants: readonly Contestant<T>[],
  together = false,
): Promise<Runs<T>> {
  const runs = new Map<string, T[] | Failed>(contestants.map(({ name }) => [name, []]));
  const turn = async ({ name, measure }: Contestant<T>): Promise<void> => {
    const before = runs.get(name);
    if (!Array.isArray(before)) return;
    try {
      before.push(await measure());
    } catch (error) {
      runs.set(name, { failed: error instanceof Error ? error.message : String(error) });
    }
  };
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0 && late()) break;
    const first = round % contestants.length;
    const order = [...contestants.slice(first), ...contestants.slice(0, first)];
    if (together) await Promise.all(order.map(turn));
    else for (const contestant of order) await turn(contestant);
  }
  return runs;
}

/** Sums up one number of what each told. */
export function summed<T>(runs: Runs<T>, numberOf: (run: T) => number): Results {
  const results = new Map<string, Summary | Failed>();
  for (const [name, told] of runs) {
    results.set(name, "failed" in told ? told : summaryOf(told.map(numberOf)));
  }
  return results;
}
