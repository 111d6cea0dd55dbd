/** Counts the bytes that code copies and searches, so that tests can compare the work for n with the work for 4n. */

type Method = (this: Uint8Array, ...given: unknown[]) => unknown;

const PROTOTYPE = Object.getPrototypeOf(Uint8Array.prototype) as Record<string, Method>;

/** How many bytes a call looks at or copies. */
const COST: Readonly<
  Record<string, (of: Uint8Array, given: unknown[], result: unknown) => number>
> = {
  set: (_, [source]) => (source as Uint8Array).length,
  slice: (_, __, result) => (result as Uint8Array).length,
  subarray: () => 1,
  indexOf: (of, [, from = 0], found) =>
    (found === -1 ? of.length : (found as number)) - (from as number),
  lastIndexOf: (of, [, from = of.length - 1], found) => (from as number) - (found as number),
  includes: (of) => of.length,
  every: (of) => of.length,
  some: (of) => of.length,
};

/** Counts from now on until `stop`. */
export function countWork(): { counted(): number; stop(): void } {
  let sum = 0;
  const originals = Object.keys(COST).map((name) => [name, PROTOTYPE[name] as Method] as const);
  for (const [name, original] of originals) {
    PROTOTYPE[name] = function (...given) {
      const result = original.apply(this, given);
      sum += 1 + Math.max(0, COST[name]?.(this, given, result) ?? 0);
      return result;
    };
  }
  const { map } = Array.prototype;
  Array.prototype.map = function (this: unknown[], ...given: Parameters<typeof map>) {
    sum += this.length;
    return map.apply(this, given);
  } as typeof map;
  const { fromCharCode } = String;
  String.fromCharCode = (...codes) => {
    sum += codes.length;
    return fromCharCode(...codes);
  };
  return {
    counted: () => sum,
    stop: () => {
      for (const [name, original] of originals) PROTOTYPE[name] = original;
      Array.prototype.map = map;
      String.fromCharCode = fromCharCode;
    },
  };
}
