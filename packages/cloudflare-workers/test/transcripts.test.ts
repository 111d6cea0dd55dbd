import { parseTranscript, replayTranscript, transcripts } from "@parley-smtp/core/testing";
import { describe, expect, it } from "vitest";

describe("inside workerd every transcript", () => {
  it.each(Object.entries(transcripts))("%s goes as written", (_name, text) => {
    const { difference, results } = replayTranscript(parseTranscript(text));
    expect(difference).toBeUndefined();
    expect(results.length).toBeGreaterThan(0);
  });
});
