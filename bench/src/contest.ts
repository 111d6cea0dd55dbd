/** Measures contestants in turns, so that other work of the machine affects all of them equally. */
import type { Bench } from "./bench.ts";

/** A contestant, which reports a result each time. */
export interface Contestant<T> {
  readonly name: string;
  measure(): Promise<T>;
}

/** A contestant that keeps running between its measurements, after a warm-up. */
export interface Runner<T> {
  readonly name: string;
  start(): Promise<Running<T>>;
}

/** A runner after its warm-up. */
export interface Running<T> {
  measure(): Promise<T>;
  stop(): void;
}

/** The reason for a missing result. */
export interface Failed {
  readonly failed: string;
}

/** The result of each contestant in each round, by name. */
export type Runs<T> = ReadonlyMap<string, readonly T[] | Failed>;

/** One number of each contestant in each round, by name. */
export type Results = Runs<number>;

/**
 * Measures all contestants, round after round, each round beginning with another one.
 *
 * A contestant that fails once is left out of later rounds; the others continue.
 *
 * @param rounds the most rounds, and a function that returns whether the time is over
 * @param together whether all run at the same time, for work that mostly waits
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
    const order = inTurn(contestants, round);
    if (together) await Promise.all(order.map(turn));
    else for (const contestant of order) await turn(contestant);
  }
  return runs;
}

/**
 * Warms up all runners, one after the other, and then measures them round after round. Everything is repeated with
 * new processes, because two processes with the same code differ.
 *
 * @param casts how often new processes are started, and `rounds` for each of them
 */
export async function contestOfRunners<T>(
  { casts, rounds, late }: Pick<Bench, "casts" | "rounds" | "late">,
  runners: readonly Runner<T>[],
): Promise<Runs<T>> {
  const runs = new Map<string, T[] | Failed>();
  for (let cast = 0; cast < casts; cast += 1) {
    if (cast > 0 && late()) break;
    const running: Running<T>[] = [];
    try {
      const contestants = await contest(
        { rounds: 1, late },
        inTurn(
          runners.filter(({ name }) => !("failed" in (runs.get(name) ?? []))),
          cast,
        ).map(({ name, start }) => ({
          name,
          async measure() {
            const { measure, stop } = await start();
            running.push({ measure, stop });
            return { name, measure };
          },
        })),
      );
      const started: Contestant<T>[] = [];
      for (const [name, result] of contestants) {
        if ("failed" in result) runs.set(name, result);
        else started.push(...result);
      }
      for (const [name, results] of await contest({ rounds, late: () => false }, started)) {
        const before = runs.get(name) ?? [];
        if ("failed" in before) continue;
        runs.set(name, "failed" in results ? results : [...before, ...results]);
      }
    } finally {
      for (const { stop } of running) stop();
    }
  }
  // In the order of the runners, whichever was first.
  return new Map(runners.flatMap(({ name }) => [[name, runs.get(name) ?? []] as const]));
}

/** Returns one number of each result. */
export function pick<T>(runs: Runs<T>, numberOf: (run: T) => number): Results {
  return new Map(
    [...runs].map(([name, results]) => [
      name,
      "failed" in results ? results : results.map(numberOf),
    ]),
  );
}

function inTurn<T>(all: readonly T[], round: number): T[] {
  const first = round % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
}
