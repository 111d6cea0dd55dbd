/** Builds a matrix of what transcripts show: features by events. */
import { parseTranscript, replayTranscript } from "@parley-smtp/core/testing";

/** A transcript in the matrix. */
export interface Shown {
  readonly name: string;
  readonly title: string;
}

/** The matrix: by feature, then by event. */
export type ShowMatrix = ReadonlyMap<string, ReadonlyMap<string, readonly Shown[]>>;

/**
 * Sorts all transcripts by `shows`, such as `CHUNKING/BDAT/refused-502`.
 *
 * @param transcripts by name
 */
export function matrixOf(transcripts: Readonly<Record<string, string>>): ShowMatrix {
  const matrix = new Map<string, Map<string, Shown[]>>();
  for (const [name, text] of Object.entries(transcripts)) {
    const { title, shows } = parseTranscript(text).head;
    const shown = { name, title };
    for (const cell of shows.length > 0 ? shows : [`${name.split("/")[0]}/-/-`]) {
      const [feature = "", , how = "-"] = cell.split("/");
      const row = matrix.get(feature) ?? new Map<string, Shown[]>();
      matrix.set(feature, row.set(how, [...(row.get(how) ?? []), shown]));
    }
  }
  return matrix;
}

/** Returns whether the core still behaves as the transcript says. */
export function holds(text: string): boolean {
  return replayTranscript(parseTranscript(text)).difference === undefined;
}
