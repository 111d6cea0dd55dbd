/** Counts what code does, so that tests can compare the work for n with the work for 4n without a timer. */

/** Calls that read text or tables; each counts as one step. */
const STEPS: readonly [object, readonly string[]][] = [
  [String.prototype, ["charCodeAt", "charAt", "indexOf", "slice"]],
  [Map.prototype, ["get", "set"]],
  [Set.prototype, ["has", "add"]],
  // What copies a list by `...` asks this for each entry.
  [Object.getPrototypeOf([].values()), ["next"]],
];

/**
 * Counts the steps of some work: calls that read text or tables, and the length of each array that is frozen.
 *
 * @param work synchronous work
 */
function countSteps(work: () => unknown): number {
  let steps = 0;
  const restore: (() => void)[] = [];
  const replace = (owner: object, name: string, by: (original: Work) => Work): void => {
    const original = Reflect.get(owner, name) as Work;
    Object.defineProperty(owner, name, { value: by(original), configurable: true, writable: true });
    restore.push(() =>
      Object.defineProperty(owner, name, { value: original, configurable: true, writable: true }),
    );
  };
  for (const [owner, names] of STEPS) {
    for (const name of names) {
      replace(
        owner,
        name,
        (original) =>
          function (this: unknown, ...given) {
            steps += 1;
            return original.apply(this, given);
          },
      );
    }
  }
  replace(Object, "freeze", (original) => (value) => {
    if (Array.isArray(value)) steps += value.length;
    return original(value);
  });
  try {
    work();
    return steps;
  } finally {
    for (const undo of restore) undo();
  }
}

type Work = (this: unknown, ...given: unknown[]) => unknown;

/** How many times as much work there is for 4n as for n: 4 where it is linear, 16 where it is quadratic. */
export function growth(work: (n: number) => () => unknown, n: number): number {
  const [once, fourTimes] = [work(n), work(4 * n)];
  return countSteps(fourTimes) / countSteps(once);
}
