import { describe, expect, it } from "vitest";
import { observe } from "../scripts/shown/observe.ts";
import { readTranscripts } from "../scripts/shown/transcript-files.ts";
import { playIn, sessionOf } from "../src/testing/play-session.ts";
import { replayTranscript } from "../src/testing/replay.ts";
import { parseTranscript, printTranscript } from "../src/testing/transcript.ts";
import { transcripts } from "../src/testing/transcripts.generated.ts";

const files = [...readTranscripts()];

describe("the module of transcripts", () => {
  it("holds every file as it is", () => {
    expect(Object.entries(transcripts)).toEqual(files);
  });
});

describe("every transcript", () => {
  it.each(files)("%s goes as written, whole and octet by octet", (_name, text) => {
    const { difference, results } = replayTranscript(parseTranscript(text));
    expect(difference).toBeUndefined();
    expect(results.length).toBeGreaterThan(0);
  });

  it.each(files)("%s goes the same way where nobody observes it", (_name, text) => {
    const transcript = parseTranscript(text);
    const head = { ...transcript.head, play: "whole" } as const;
    const watched = sessionOf(head);
    const seen = replayTranscript({ ...transcript, head }, () => playIn(watched, head));
    const unwatched = { ...sessionOf(head), observed: false };
    const unseen = replayTranscript({ ...transcript, head }, () => playIn(unwatched, head));
    expect(unseen.difference).toBeUndefined();
    expect(unseen.results).toEqual(seen.results);
  });

  it.each(files)("%s shows what it says", (_name, text) => {
    const transcript = parseTranscript(text);
    const { cells } = observe(transcript);
    expect(transcript.head.shows.filter((cell) => !cells.has(cell))).toEqual([]);
    expect(transcript.head.shows.length).toBeGreaterThan(0);
  });

  it.each(files)(
    "%s is written as it would be printed, with all that is expected",
    (_name, text) => {
      const transcript = parseTranscript(text);
      expect(printTranscript(transcript)).toBe(text);
      const { expectations, messages } = transcript.head;
      expect(expectations.length).toBe(Math.max(1, messages.length));
    },
  );

  it("has a title of its own", () => {
    const titles = files.map(([, text]) => parseTranscript(text).head.title);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });
});
