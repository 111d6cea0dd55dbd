/** Results as tables. */
import type { Results } from "./contest.ts";

/** One column of a table. */
export interface Column {
  readonly head: string;
  readonly results: Results;
  /** Digits after the point. */
  readonly digits?: number;
}

/**
 * A table with a line for each contestant: medians, from the least to the most, and the ratio to one of them.
 *
 * @param first the head of the first column
 * @param columns what was measured
 * @param against whose median is the unit of the ratios; it has none itself
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
      const unit = results.get(against);
      const ratio =
        unit && "median" in unit && name !== against
          ? ` ×${(result.median / unit.median).toFixed(2)}`
          : "";
      const shown = (value: number): string => numberOf(value, digits);
      return `**${shown(result.median)}**${ratio} (${shown(result.least)} to ${shown(result.most)})`;
    });
    return `| ${[name, ...cells].join(" | ")} |`;
  });
  const head = `| ${[first, ...columns.map((column) => column.head)].join(" | ")} |`;
  const line = `|${"---|".repeat(columns.length + 1)}`;
  return [head, line, ...rows, ...(notes.length > 0 ? ["", ...notes] : [])].join("\n");
}

/** A number as people read it: 12,345.6 */
export function numberOf(value: number, digits = 0): string {
  return value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
