/** What transcripts say that they show, as a matrix: features by what happens. */
import { parseTranscript, replayTranscript } from "@parley-smtp/core/testing";

/** A transcript in the matrix. */
export interface Shown {
  readonly name: string;
  readonly title: string;
  /** The core, playing it now, says and hears what is written. */
  readonly held: boolean;
}

/** The matrix: by feature, then by what happens. */
export type ShowMatrix = ReadonlyMap<string, ReadonlyMap<string, readonly Shown[]>>;

/**
 * Plays all transcripts and puts them by `shows`, such as `CHUNKING/BDAT/refused-502`.
 *
 * @param transcripts by name
 */
export function matrixOf(transcripts: Readonly<Record<string, string>>): ShowMatrix {
  const matrix = new Map<string, Map<string, Shown[]>>();
  for (const [name, text] of Object.entries(transcripts)) {
    const transcript = parseTranscript(text);
    const { title, shows } = transcript.head;
    const shown = { name, title, held: replayTranscript(transcript).difference === undefined };
    for (const cell of shows.length > 0 ? shows : [`${name.split("/")[0]}/-/-`]) {
      const [feature = "", , how = "-"] = cell.split("/");
      const row = matrix.get(feature) ?? new Map<string, Shown[]>();
      matrix.set(feature, row.set(how, [...(row.get(how) ?? []), shown]));
    }
  }
  return matrix;
}
