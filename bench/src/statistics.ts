/** What a handful of measurements comes to. */

/** Measurements of one thing, at least one. */
export interface Summary {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/**
 * The middle one, and the ends.
 *
 * @throws {RangeError} when there are none
 */
export function summaryOf(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new RangeError("There is nothing to sum up.");
  return {
    median: (low + high) / 2,
    least: sorted[0] as number,
    most: sorted.at(-1) as number,
  };
}
