/** Compares what the transcripts claim to show with what they show. */
import { parseTranscript } from "../../src/testing/transcript.ts";
import { observe } from "./observe.ts";

/** The claims of all transcripts, and what is wrong with them. */
export interface Claims {
  /** The transcripts that show it, by cell. */
  readonly byCell: ReadonlyMap<string, readonly string[]>;
  /** Sentences. */
  readonly faults: readonly string[];
}

/** Plays every transcript and takes down what it shows. */
export function readClaims(texts: ReadonlyMap<string, string>): Claims {
  const byCell = new Map<string, string[]>();
  const faults: string[] = [];
  for (const [name, text] of texts) {
    const { head, steps } = parseTranscript(text);
    const { difference, cells } = observe({ head, steps });
    if (difference) faults.push(`${name}, line ${difference.line}: got ${difference.got}.`);
    for (const cell of head.shows) {
      if (cells.has(cell)) byCell.set(cell, [...(byCell.get(cell) ?? []), name]);
      else faults.push(`${name} says that it shows ${cell}, and does not.`);
    }
  }
  return { byCell, faults };
}
