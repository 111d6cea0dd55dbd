/** The rows and figures of the counts. */
import { COUNTED, type Counted } from "./meter.ts";

/** The rows, and what each of them sends. */
export const ROWS = {
  core: "the core alone, to a server in the same process, one message after the other",
  sequential: "one connection over node:net, one message after the other",
  ten: "ten connections over node:net, each with one message after the other",
  overlapping: "one connection over node:net, up to 20 messages unanswered",
  piece: "10 MB in one piece, to a server in the same process",
  stream: "10 MB as a stream of 64 KiB pieces, to a server in the same process",
} as const;

/** One row. */
export type RowName = keyof typeof ROWS;

/** The rows, in order. */
export const ROW_NAMES = Object.keys(ROWS) as readonly RowName[];

/** Returns whether the figures of a row are per megabyte of content instead of per message. */
export function isPerMegabyte(row: RowName): boolean {
  return row === "piece" || row === "stream";
}

/** One of the figures. */
export type FigureName = Counted | "kilobytes";

/** The figures of each row, and their names. */
export const FIGURES: Readonly<Record<FigureName, string>> = {
  ...COUNTED,
  kilobytes: "kilobytes of memory allocated",
};

/** The figures, in order. */
export const FIGURE_NAMES = Object.keys(FIGURES) as readonly FigureName[];

/** The figures of one row: per message, or per megabyte. */
export type Figures = Readonly<Record<FigureName, number>>;
