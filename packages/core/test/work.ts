/** Counts what code does, so that tests can compare the work for n with the work for 4n without a timer. */
import { vi } from "vitest";

/** Calls that read text or tables; each counts as one step. */
const STEPS: readonly [object, readonly string[]][] = [
  [String.prototype, ["charCodeAt", "charAt", "indexOf", "slice"]],
  [Map.prototype, ["get", "set"]],
  [Set.prototype, ["has", "add"]],
];

/**
 * Counts the steps of some work: calls that read text or tables, and the length of each array that is frozen.
 *
 * @param work synchronous work
 */
export function countSteps(work: () => unknown): number {
  let steps = 0;
  const spies = STEPS.flatMap(([owner, names]) =>
    names.map((name) => {
      const original = Reflect.get(owner, name) as (...given: unknown[]) => unknown;
      return vi.spyOn(owner as never, name as never).mockImplementation(function (
        this: unknown,
        ...given: unknown[]
      ) {
        steps += 1;
        return original.apply(this, given);
      } as never);
    }),
  );
  const { freeze } = Object;
  const freezing = vi.spyOn(Object, "freeze").mockImplementation(((value: unknown) => {
    if (Array.isArray(value)) steps += value.length;
    return freeze(value);
  }) as typeof Object.freeze);
  try {
    work();
    return steps;
  } finally {
    for (const spy of [...spies, freezing]) spy.mockRestore();
  }
}

/** How many times as much work there is for 4n as for n: 4 where it is linear, 16 where it is quadratic. */
export function growth(work: (n: number) => () => unknown, n: number): number {
  const [once, fourTimes] = [work(n), work(4 * n)];
  return countSteps(fourTimes) / countSteps(once);
}
