/** Summarizes several measurements. */

/** Measurements of one thing, at least one. */
export interface Summary {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Returns the median, the minimum and the maximum.
 *
 * @throws {RangeError} when there are no values
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

/**
 * Compares two contestants round by round, because other work of the machine affects both of them in the same round.
 *
 * @param values of one contestant, by round
 * @param units of the other contestant, by round
 * @throws {RangeError} if no round has both
 */
export function ratiosOf(values: readonly number[], units: readonly number[]): Summary {
  const rounds = Math.min(values.length, units.length);
  return summaryOf(
    values.slice(0, rounds).map((value, round) => value / (units[round] ?? Number.NaN)),
  );
}
