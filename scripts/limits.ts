/** Limits in a file that may only be lowered, so that repaired faults cannot come back. */
import { readFileSync, writeFileSync } from "node:fs";

/** Counts by key. A missing key means 0. */
export type Counts = Readonly<Record<string, number>>;

/**
 * Compares counts with their limits.
 *
 * @returns a sentence for each count above its limit
 */
export function findExcess(counts: Counts, limits: Counts): string[] {
  return Object.entries(counts).flatMap(([key, count]) => {
    const { [key]: limit = 0 } = limits;
    return count > limit ? [`${key}: ${count}, and the limit is ${limit}.`] : [];
  });
}

/**
 * Compares counts with a file of limits and prints the differences.
 *
 * @param file the absolute path of a JSON file of counts
 * @param lower whether to lower limits in the file to the counts; limits are never raised
 * @returns whether no count exceeds its limit
 */
export function checkLimits(file: string, counts: Counts, lower: boolean): boolean {
  const limits = JSON.parse(readFileSync(file, "utf8")) as Counts;
  const lowered = lowerLimits(counts, limits);
  const text = `${JSON.stringify(lowered, null, 2)}\n`;
  if (lower) writeFileSync(file, text);
  else if (text !== `${JSON.stringify(limits, null, 2)}\n`)
    console.log("> Some counts are below their limits: run the script with --lower.");
  const excess = findExcess(counts, limits);
  for (const sentence of excess) console.error(sentence);
  return excess.length === 0;
}

/** Returns the limits, lowered to the counts, in alphabetical order. */
export function lowerLimits(counts: Counts, limits: Counts): Counts {
  const lowered = Object.entries(limits).map(([key, limit]): [string, number] => {
    const { [key]: count = 0 } = counts;
    return [key, Math.min(count, limit)];
  });
  return Object.fromEntries(lowered.filter(([, limit]) => limit > 0).sort());
}
