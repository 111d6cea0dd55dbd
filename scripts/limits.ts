/** Limits in a file that may only go down: what is repaired stays repaired once the limits are lowered. */
import { readFileSync, writeFileSync } from "node:fs";

/** Counts by what is counted. A key that is missing stands for 0. */
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
 * Compares counts with a file of limits and prints what differs.
 *
 * @param file the absolute path of a JSON file of counts
 * @param lower writes counts below their limits into the file; a limit is never raised
 * @returns whether every count keeps its limit
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

/** The limits, no higher than the counts, in the order of the alphabet. */
export function lowerLimits(counts: Counts, limits: Counts): Counts {
  const lowered = Object.entries(limits).map(([key, limit]): [string, number] => {
    const { [key]: count = 0 } = counts;
    return [key, Math.min(count, limit)];
  });
  return Object.fromEntries(lowered.filter(([, limit]) => limit > 0).sort());
}
