/** Compares figures with their limits. */
import { FIGURE_NAMES, FIGURES, type Figures, isPerMegabyte, type RowName } from "./rows.ts";

/** Where the limits are written down, from the root of the repository. */
export const LIMITS_FILE = "bench/limits.json";

/** The most that each row may take, as in the file. */
export type Limits = Readonly<Record<RowName, Figures>>;

/** A figure below this share of its limit means that the limit is too high to notice anything. */
const WELL_BELOW = 0.9;
/** Differences that small are noise, however small the limit is. */
const TENTH = 0.1;

/** Rounds a figure to tenths: the start and the end of a measurement add less than that. */
export function rounded(figure: number): number {
  return Math.round(figure * 10) / 10;
}

/**
 * Finds the limits that a row exceeds, and those that it is well below.
 *
 * @param row which
 * @param figures what was measured
 * @param limits the most that the row may take
 * @returns a sentence for each limit that must change, or for whose sake the code must
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
 * Returns the lowest limits that the figures of a row keep to.
 *
 * Memory depends on what the compiler makes of the code around it, and how many replies to
 * pipelined messages arrive together depends on the kernel: such limits have 2 % of room.
 */
export function lowestLimits(row: RowName, figures: Figures): Figures {
  const limits = FIGURE_NAMES.map((name) => {
    const varies = name === "kilobytes" || row === "overlapping";
    const figure = rounded(figures[name]);
    return [name, varies ? Math.ceil(figure * 1.02 * 10) / 10 : figure];
  });
  return Object.fromEntries(limits) as Figures;
}

/** Returns the limits of a row, with those lowered that its figures are below. */
export function lowered(row: RowName, figures: Figures, limits: Figures): Figures {
  const lowest = lowestLimits(row, figures);
  const lower = FIGURE_NAMES.map((name) => [name, Math.min(limits[name], lowest[name])]);
  return Object.fromEntries(lower) as Figures;
}
