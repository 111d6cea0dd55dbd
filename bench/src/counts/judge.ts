/** Compares figures with their limits. */
import { FIGURE_NAMES, FIGURES, type Figures, isPerMegabyte, type RowName } from "./rows.ts";

/** The path of the limits from the root of the repository. */
export const LIMITS_FILE = "bench/limits.json";

/** The most that each row may use, as in the file. */
export type Limits = Readonly<Record<RowName, Figures>>;

/** A figure below this share of its limit means that the limit is too high to notice anything. */
const WELL_BELOW = 0.9;
/** Smaller differences are noise, however small the limit is. */
const TENTH = 0.1;

/** Rounds a figure to tenths: the start and the end of a measurement add less than that. */
export function rounded(figure: number): number {
  return Math.round(figure * 10) / 10;
}

/**
 * Finds the limits that a row exceeds, and those far above its figures.
 *
 * @param row the row
 * @param figures the measured figures
 * @param limits the row's limits
 * @returns a sentence for each limit for which either the limit or the code must change
 */
export function judge(row: RowName, figures: Figures, limits: Figures): string[] {
  const lowest = lowestLimits(row, figures);
  const each = isPerMegabyte(row) ? "megabyte" : "message";
  return FIGURE_NAMES.flatMap((name) => {
    const figure = rounded(figures[name]);
    const limit = limits[name];
    const where = `${row}.${name} in ${LIMITS_FILE}`;
    const what = `${row}: ${figure} ${FIGURES[name]} for each ${each}`;
    if (figure > limit) {
      return `${what}, and the limit is ${limit}. Find out what adds to them; if the change is worth it, raise ${where} to ${lowest[name]} and give the reason in the commit.`;
    }
    if (figure < limit * WELL_BELOW && limit - figure > TENTH) {
      return `${what}, well below the limit of ${limit}. Lower ${where} to ${lowest[name]}, or let \`pnpm counts --lower\` do it.`;
    }
    return [];
  });
}

/**
 * Returns the lowest limits for the figures of a row.
 *
 * Memory depends on how the compiler optimizes the surrounding code, and the kernel decides how many replies to
 * pipelined messages arrive together: such limits have 2 % of room.
 */
export function lowestLimits(row: RowName, figures: Figures): Figures {
  const limits = FIGURE_NAMES.map((name) => {
    const varies = name === "kilobytes" || row === "overlapping";
    const figure = rounded(figures[name]);
    return [name, varies ? Math.ceil(figure * 1.02 * 10) / 10 : figure];
  });
  return Object.fromEntries(limits) as Figures;
}

/** Returns the limits of a row, lowered to its figures. */
export function lowered(row: RowName, figures: Figures, limits: Figures): Figures {
  const lowest = lowestLimits(row, figures);
  const lower = FIGURE_NAMES.map((name) => [name, Math.min(limits[name], lowest[name])]);
  return Object.fromEntries(lower) as Figures;
}
