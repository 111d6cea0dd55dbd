/** A chunk is refused when those after it, and other messages, are on the wire already. */
import { describe, expect, it } from "vitest";
import { type Faulty, faulty } from "../src/testing/faulty.ts";
import type { Network } from "../src/testing/network.ts";
import type { Personality } from "../src/testing/personality.ts";
import { type Result, recipientsOf } from "./check-outcome.ts";
import { type Run, run, type TestMessage, wrong } from "./pipelined-messages.ts";

/** Three chunks: the first two of 256 KiB and more. */
const LONG = 40_000;
const MOST = 5;

const messages: readonly TestMessage[] = [0, 0, 0, LONG, 0, 1, 3].map((lines) => ({
  to: ["b@x.example"],
  lines,
  inMemory: true,
  partial: "accept",
}));

const able: Personality = { capabilities: ["PIPELINING", "CHUNKING"], tls: "none" };

/** All that is sent by BDAT, to a server that is far away. */
function sentTo(server: Personality, between?: (network: Network) => Network): Run {
  const config = { host: "mail.example", tls: "none" as const, proven: ["CHUNKING" as const] };
  return run({ server, config }, messages, MOST, undefined, between, 50);
}

/** One of the commands is refused. */
function refusing(nth: number, reply: string): Run {
  return sentTo({ ...able, answers: [{ to: "BDAT", reply, nth }] });
}

function told({ settled }: Run): string[] {
  return settled.flatMap(({ outcome }) =>
    recipientsOf(outcome as Result).map((recipient) => recipient.outcome),
  );
}

describe("a chunk that is refused while others are on the wire", () => {
  // Those before the sixth are of other letters, and the fifth opens the long one.
  it.each([6, 7, 8])("is the end of its message alone: BDAT number %i", (nth) => {
    const came = refusing(nth, "552 5.3.4 Too much");
    expect(wrong(came, messages, MOST)).toEqual([]);
    const expected = messages.map(({ lines }) => (lines === LONG ? "rejected" : "accepted"));
    expect(told(came)).toEqual(expected);
  });

  it("leaves nobody in the dark, whichever it is", () => {
    for (let nth = 1; nth <= 12; nth += 1) {
      for (const reply of ["552 5.3.4 Too much", "451 4.3.0 Later", "503 5.5.1 Not now"]) {
        expect(wrong(refusing(nth, reply), messages, MOST), `${nth} ${reply}`).toEqual([]);
      }
    }
  });

  it("by somebody else leaves the outcome of the message unknown", () => {
    let calm: Faulty | undefined;
    sentTo(able, (network) => {
      calm = faulty(network);
      return calm;
    });
    // Who is quicker with the answer to a whole message is believed.
    const places = [...(calm?.beginnings ?? [])].filter(([, place]) => place !== "end");
    const outcomes = places.map(([at]) => {
      const came = sentTo(able, (network) => faulty(network, { at, how: "5yz" }));
      expect(wrong(came, messages, MOST), `at ${at}`).toEqual([]);
      return told(came)[3];
    });
    expect(outcomes).toContain("unknown");
  });
});
