/** The groups that need no real server: the transport conformance suite, and all transcripts. */
import {
  conformancePeerAt,
  parseTranscript,
  replayTranscript,
  transportConformance,
} from "@parley-smtp/core/testing";
import { transcripts } from "@parley-smtp/core/testing/transcripts";
import type { Case, Group } from "./case.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Returns the cases of the transport conformance suite.
 *
 * @param runtime the runtime under test
 * @param port the control port of the conformance peer on 127.0.0.1
 */
export function transportGroup({ dialWith, gaps }: Runtime, port: number): Group {
  const peer = conformancePeerAt({ host: "127.0.0.1", port }, dialWith());
  const cases = transportConformance(dialWith, peer).map(({ name, needs, run }): Case => {
    const gap = needs.map((need) => gaps[need]).find((why) => why !== undefined);
    return { name, run, ...(gap !== undefined && { gap }) };
  });
  return { name: "Transport", cases };
}

/** Returns a case for every transcript of the core. */
export function transcriptGroup(): Group {
  const cases = Object.entries(transcripts).map(
    ([name, text]): Case => ({
      name,
      async run() {
        const { difference, results } = replayTranscript(parseTranscript(text));
        if (difference) throw new Error(JSON.stringify(difference));
        if (results.length === 0) throw new Error("The transcript has no results.");
      },
    }),
  );
  return {
    name: "Transcripts",
    cases,
    inShort: "plays every transcript as written, with whole replies and byte by byte",
  };
}
