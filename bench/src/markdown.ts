/** Formats results as tables. */
import type { Results } from "./contest.ts";
import { ratiosOf, summaryOf } from "./statistics.ts";

/** One column of a table. */
export interface Column {
  readonly head: string;
  readonly results: Results;
  /** Digits after the point. */
  readonly digits?: number;
}

/**
 * Writes a table with a line for each contestant: the median, and the ratio to another contestant as median, minimum
 * and maximum over the rounds.
 *
 * @param first the head of the first column
 * @param columns the measured values
 * @param against the contestant of the ratios, which has none itself
 */
export function tableOf(first: string, columns: readonly Column[], against: string): string {
  const names = [...new Set(columns.flatMap(({ results }) => [...results.keys()]))];
  const notes: string[] = [];
  const rows = names.map((name) => {
    const cells = columns.map(({ results, digits = 0, head }) => {
      const result = results.get(name);
      if (!result) return "";
      if ("failed" in result) {
        notes.push(`- ${name}, ${head}: failed. ${result.failed}`);
        return "failed";
      }
      if (result.length === 0) return "";
      const median = `**${numberOf(summaryOf(result).median, digits)}**`;
      const units = results.get(against);
      if (!units || "failed" in units || name === against) return median;
      return `${median} ${ratioOf(result, units)}`;
    });
    return `| ${[name, ...cells].join(" | ")} |`;
  });
  const head = `| ${[first, ...columns.map((column) => column.head)].join(" | ")} |`;
  const line = `|${"---|".repeat(columns.length + 1)}`;
  return [head, line, ...rows, ...(notes.length > 0 ? ["", ...notes] : [])].join("\n");
}

/** Formats a ratio by round: ×2.59 (2.31 to 2.70) */
export function ratioOf(values: readonly number[], units: readonly number[]): string {
  const { median, least, most } = ratiosOf(values, units);
  const shown = `×${median.toFixed(2)}`;
  return values.length === 1 ? shown : `${shown} (${least.toFixed(2)} to ${most.toFixed(2)})`;
}

/** Formats a number for people: 12,345.6 */
export function numberOf(value: number, digits = 0): string {
  return value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
