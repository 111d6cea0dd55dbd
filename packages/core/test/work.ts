/** Counts what code does, so that tests can compare the work for n with the work for 4n without a timer. */

/** Calls that read text or tables; each counts as one step. */
const STEPS: readonly [object, readonly string[]][] = [
  [String.prototype, ["charCodeAt", "charAt", "indexOf", "slice"]],
  [Map.prototype, ["get", "set"]],
  [Set.prototype, ["has", "add"]],
  // The spread operator `...` calls this method for each entry of a list.
  [Object.getPrototypeOf([].values()), ["next"]],
];

/**
 * Counts the steps of some work: calls that read text or tables, and the length of each array that is frozen.
 *
 * @param work synchronous work
 */
function countSteps(work: () => unknown): number {
  let steps = 0;
  const { replace, restore } = replacements();
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
    restore();
  }
}

/** Replaces built-in functions for a while. */
function replacements(): {
  replace(owner: object, name: string, by: (original: Work) => Work): void;
  restore(): void;
} {
  const undo: (() => void)[] = [];
  return {
    replace(owner, name, by) {
      const original = Reflect.get(owner, name) as Work;
      const define = (value: Work) =>
        Object.defineProperty(owner, name, { value, configurable: true, writable: true });
      define(by(original));
      undo.push(() => define(original));
    },
    restore() {
      for (const each of undo) each();
    },
  };
}

/** How many times as many characters are split or searched by built-in functions for 4n as for n. */
export function growthOfReading(work: (n: number) => () => unknown, n: number): number {
  const [once, fourTimes] = [work(n), work(4 * n)];
  return countCharacters(fourTimes) / countCharacters(once);
}

/** Counts the characters that `split`, `indexOf`, `toLowerCase` and patterns read; up to their match, or to the end. */
function countCharacters(work: () => unknown): number {
  let characters = 0;
  const { replace, restore } = replacements();
  const count = (name: string, read: (text: string, given: unknown[], result: unknown) => number) =>
    replace(
      String.prototype,
      name,
      (original) =>
        function (this: unknown, ...given) {
          const result = original.apply(this, given);
          characters += read(this as string, given, result);
          return result;
        },
    );
  count("split", ({ length }) => length);
  count("toLowerCase", ({ length }) => length);
  count(
    "indexOf",
    ({ length }, [, from = 0], at) => (at === -1 ? length : Number(at)) - Number(from),
  );
  replace(
    RegExp.prototype,
    "exec",
    (original) =>
      function (this: unknown, ...given) {
        const pattern = this as RegExp;
        const from = pattern.global ? pattern.lastIndex : 0;
        const found = original.apply(this, given) as RegExpExecArray | null;
        const end = found === null ? String(given[0]).length : found.index + found[0].length;
        // A sticky pattern looks at one place: `split` makes its own so, and is counted itself.
        characters += pattern.sticky ? (found?.[0].length ?? 0) : Math.max(0, end - from);
        return found;
      },
  );
  try {
    work();
    return characters;
  } finally {
    restore();
  }
}

type Work = (this: unknown, ...given: unknown[]) => unknown;

/** How many times as much work there is for 4n as for n: 4 where it is linear, 16 where it is quadratic. */
export function growth(work: (n: number) => () => unknown, n: number): number {
  const [once, fourTimes] = [work(n), work(4 * n)];
  return countSteps(fourTimes) / countSteps(once);
}
