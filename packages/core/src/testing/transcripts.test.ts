import { describe, expect, it } from "vitest";
import { replayTranscript } from "./replay.ts";
import { parseTranscript, printTranscript } from "./transcript.ts";
import { transcripts } from "./transcripts.generated.ts";

describe("every transcript", () => {
  it.each(Object.entries(transcripts))(
    "%s goes as written, whole and octet by octet",
    (_name, text) => {
      const { difference, results } = replayTranscript(parseTranscript(text));
      expect(difference).toBeUndefined();
      expect(results.length).toBeGreaterThan(0);
    },
  );

  it.each(Object.entries(transcripts))("%s is written as it would be printed", (_name, text) => {
    expect(printTranscript(parseTranscript(text))).toBe(text);
  });

  it.each(Object.entries(transcripts))(
    "%s says what it shows and what is expected",
    (_name, text) => {
      const { head } = parseTranscript(text);
      expect(head.shows.length).toBeGreaterThan(0);
      expect(head.expectations.length).toBe(Math.max(1, head.messages.length));
    },
  );
});
