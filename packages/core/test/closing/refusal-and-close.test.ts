import { describe, expect, it } from "vitest";
import { readTranscripts } from "../../scripts/shown/transcript-files.ts";
import type { Personality } from "../../src/testing/personality.ts";
import { parseTranscript, type Transcript } from "../../src/testing/transcript.ts";
import type { Behind } from "./closing-network.ts";
import { EXCEPTIONS, type Exception } from "./exceptions.ts";
import { learnServer } from "./learned-server.ts";
import { type Ran, type Result, run } from "./run.ts";

interface Session {
  readonly name: string;
  readonly transcript: Transcript;
  readonly server: Personality;
  /** The same session, in which the server never closes behind a refusal. */
  readonly open: Ran;
}

function* sessions(): Generator<Session> {
  for (const [name, text] of readTranscripts()) {
    const transcript = parseTranscript(text);
    const server = learnServer(transcript);
    if (!server) continue;
    yield { name, transcript, server, open: run(transcript.head, server, "none") };
  }
}

const all = [...sessions()];
const refusing = all.filter(({ open }) => open.refusals > 0).map((one) => [one.name, one] as const);

/** Every refusal alone, and all of them. */
function variants({ open }: Session): readonly Behind[] {
  return [...Array.from({ length: open.refusals }, (_, at) => at + 1), "all"];
}

function exceptionFor({ name }: Session, behind: Behind): Exception | undefined {
  return EXCEPTIONS.find(
    ({ transcript, all: only }) => transcript === name && (!only || behind === "all"),
  );
}

/** Nobody hears of a lost connection where a refusal was heard, and nobody gets a message twice. */
function checkAlways(session: Session, closed: Ran): void {
  const { open, transcript } = session;
  const misleading = ({ code, retry }: Result): boolean =>
    code === "CONNECTION_LOST" && retry === "now";
  expect(closed.results.filter(misleading)).toEqual(open.results.filter(misleading));
  expect(closed.connections).toBeLessThanOrEqual(open.connections + closed.closes);
  expect(closed.blamed.filter((feature) => !open.blamed.includes(feature))).toEqual([]);
  const delivered = closed.mailbox.flatMap(({ to }) => to);
  const asked = transcript.head.messages.flatMap(({ to = [] }) =>
    [to as To | readonly To[]].flat().map(addressOf),
  );
  for (const recipient of delivered) {
    expect(times(delivered, recipient)).toBeLessThanOrEqual(times(asked, recipient));
  }
}

type To = string | { readonly address: string };

function addressOf(to: To): string {
  return typeof to === "string" ? to : to.address;
}

function times(list: readonly string[], one: string): number {
  return list.filter((other) => other === one).length;
}

/** What an exception may change, and nothing else. */
function checkException({ outcome }: Exception, open: Ran, closed: Ran): void {
  for (const [at, result] of closed.results.entries()) {
    const expected = open.results[at];
    if (JSON.stringify(result) === JSON.stringify(expected)) continue;
    if (outcome === "unknown") {
      expect(result).toMatchObject({ code: "OUTCOME_UNKNOWN", retry: "never" });
      const refused = result.recipients?.filter((told) => told.includes(" rejected "));
      expect(expected?.recipients).toEqual(expect.arrayContaining(refused ?? []));
    } else if (outcome === "refused") {
      expect(result.reply).toMatch(/^5/);
      expect(result.retry).toBe("never");
    } else expect(result.recipients?.every((told) => told.includes(" accepted "))).toBe(true);
  }
}

describe("a server that closes the connection right behind a refusal", () => {
  it.each(refusing)("changes no outcome: %s", (_name, session) => {
    const { transcript, server, open } = session;
    for (const behind of variants(session)) {
      for (const chunk of [undefined, 1]) {
        const closed = run(transcript.head, server, behind, chunk);
        expect(closed.closes).toBeGreaterThan(0);
        checkAlways(session, closed);
        const exception = exceptionFor(session, behind);
        if (exception) checkException(exception, open, closed);
        else expect({ behind, results: closed.results }).toEqual({ behind, results: open.results });
      }
    }
  });
});

describe("the servers that are learned from transcripts", () => {
  it("are many, and nearly all lead to what the transcript leads to", () => {
    const alike = all.filter(({ transcript, open }) =>
      transcript.head.expectations.every(({ value }, at) => {
        const { error } = value as { readonly error?: { readonly code?: string } };
        const { code } = open.results[at] ?? {};
        return error ? error.code === undefined || error.code === code : !/^[A-Z]/.test(code ?? "");
      }),
    );
    expect(refusing.length).toBeGreaterThan(300);
    expect(alike.length / all.length).toBeGreaterThan(0.95);
    expect(all.flatMap(variants).length).toBeGreaterThan(800);
  });

  it("show every exception", () => {
    const same = EXCEPTIONS.filter(({ transcript: name }) => {
      const session = all.find((one) => one.name === name);
      if (!session) return true;
      const { transcript, server, open } = session;
      return variants(session).every(
        (behind) =>
          JSON.stringify(run(transcript.head, server, behind).results) ===
          JSON.stringify(open.results),
      );
    });
    expect(same).toEqual([]);
  });
});
