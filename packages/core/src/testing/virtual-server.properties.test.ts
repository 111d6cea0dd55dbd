import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeLatin1, join } from "./octets.ts";
import type { Answer, Personality } from "./personality.ts";
import { createVirtualServer, peerClosed, receiveBytes, secured, start } from "./virtual-server.ts";
import type { Output, ServerStep, State } from "./virtual-state.ts";

const words = [
  "EHLO a.example\r\n",
  "HELO a.example\r\n",
  "MAIL FROM:<a@b.example>\r\n",
  "MAIL FROM:<> SIZE=3 BODY=8BITMIME\r\n",
  "RCPT TO:<c@d.example>\r\n",
  "DATA\r\n",
  "..x\r\n.\r\n",
  "\r\n.\r\n",
  "BDAT 4\r\nab\r\n",
  "BDAT 3 LAST\r\nabc",
  "BDAT 99999999999999999999\r\n",
  "AUTH PLAIN AGEAYg==\r\n",
  "AUTH LOGIN\r\n",
  "AUTH CRAM-MD5\r\n",
  "YQ==\r\n",
  "*\r\n",
  "STARTTLS\r\n",
  "RSET\r\n",
  "QUIT\r\n",
  "\r",
  "\n",
  ".",
];

const input: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...words).map(encodeLatin1) },
      fc.uint8Array(),
    ),
  )
  .map(join);

const answer: fc.Arbitrary<Answer> = fc.record(
  {
    to: fc.constantFrom(
      "GREETING",
      "EHLO",
      "MAIL",
      "RCPT",
      "DATA",
      "CONTENT",
      "BDAT",
      "AUTH",
      "OTHER",
    ),
    nth: fc.integer({ min: 1, max: 3 }),
    reply: fc.constantFrom("250 Ok", "334 ", "354 Go", "421 Bye", "502 No"),
    close: fc.constantFrom("before", "after", "reset"),
    silence: fc.constant(true),
    garbage: fc.string(),
    split: fc.integer({ min: 1, max: 9 }),
  },
  { requiredKeys: ["to"] },
);

const personality: fc.Arbitrary<Personality> = fc.record(
  {
    capabilities: fc.subarray([
      "SIZE 9",
      "8BITMIME",
      "AUTH PLAIN LOGIN CRAM-MD5",
      "CHUNKING",
      "DSN",
    ]),
    tls: fc.constantFrom("none", "starttls"),
    bdat: fc.constantFrom("aware", "unaware"),
    maxErrors: fc.nat(5),
    requireTls: fc.boolean(),
    answers: fc.array(answer, { maxLength: 4 }),
  },
  { requiredKeys: ["capabilities", "tls"] },
);

/** Feeds the pieces and joins what comes out; TLS is done as soon as it is asked for. */
function run(state: State, pieces: readonly Uint8Array[]): { state: State; said: Output[] } {
  const said: Output[] = [];
  let now = state;
  for (const piece of pieces) {
    let [next, outputs]: ServerStep = receiveBytes(now, piece);
    said.push(...outputs);
    if (next.phase === "handshake") [next, outputs] = secured(next);
    now = next;
  }
  return { state: now, said };
}

/** Outputs with all that is sent in a row joined, so that packets do not matter. */
function wire(outputs: readonly Output[]): readonly unknown[] {
  const parts: unknown[] = [];
  for (const output of outputs) {
    const last = parts.at(-1);
    if ("send" in output && Array.isArray(last)) last.push(...output.send);
    else parts.push("send" in output ? [...output.send] : output);
  }
  return parts;
}

function cut(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  const places = [...new Set(at.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
}

describe("for any octets and any personality", () => {
  it("the server never throws, and is silent once it has closed", () => {
    fc.assert(
      fc.property(personality, fc.array(input), (config, pieces) => {
        const [greeted] = start(createVirtualServer(config), { tls: false });
        const { state } = run(greeted, pieces);
        const [closed] = peerClosed(state);
        expect(receiveBytes(closed, encodeLatin1("NOOP\r\n"))).toEqual([closed, []]);
      }),
    );
  });

  it("the same octets cut differently get the same answer and leave the same state", () => {
    fc.assert(
      fc.property(personality, input, fc.array(fc.nat()), (config, bytes, places) => {
        // A server throws away what came along with STARTTLS, so that there the cut does matter.
        const [greeted] = start(createVirtualServer({ ...config, tls: "none" }), { tls: false });
        const whole = run(greeted, [bytes]);
        const parts = run(greeted, cut(bytes, places));
        expect(wire(parts.said)).toEqual(wire(whole.said));
        expect(parts.state.shared).toEqual(whole.state.shared);
        expect(parts.state.phase).toBe(whole.state.phase);
      }),
    );
  });

  it("a state that was left behind is as it was", () => {
    fc.assert(
      fc.property(personality, input, input, (config, first, second) => {
        const [greeted] = start(createVirtualServer(config), { tls: false });
        const { state } = run(greeted, [first]);
        const before = structuredClone(state);
        const once = run(state, [second]);
        expect(state).toEqual(before);
        expect(run(state, [second])).toEqual(once);
      }),
    );
  });

  it("what is accepted had a recipient and was answered for", () => {
    fc.assert(
      fc.property(personality, input, (config, bytes) => {
        const [greeted] = start(createVirtualServer(config), { tls: false });
        for (const message of run(greeted, [bytes]).state.shared.mailbox.accepted) {
          expect(message.to.length).toBeGreaterThan(0);
          expect(message.parameters.rcpt).toHaveLength(message.to.length);
        }
      }),
    );
  });
});
