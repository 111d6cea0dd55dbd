/** The rule of docs/decisions/known-outcome.md, for a whole message in one flight: MAIL, RCPT, BDAT LAST. */
import { describe, expect, it } from "vitest";
import { encodeUtf8, join } from "../src/testing/octets.ts";
import type { Output } from "../src/testing/virtual-state.ts";
import { faultsOf } from "./check-session.ts";
import { babbling } from "./peers.ts";
import { type Played, play } from "./play.ts";
import { listed, message, results } from "./scene.ts";

const TO = ["b@x.example", "c@x.example"];

const CAPABILITIES = listed.map(
  (line, at) => `250${at + 1 < listed.length ? "-" : " "}${line}\r\n`,
);

/** Ways in which a server may go on behind its replies. Nothing listens when the client connects again. */
const ENDS = ["silence", "close", "reset", "one more"] as const;

interface Said {
  /** Texts of replies; one that ends with a backslash never ends. */
  readonly replies: readonly string[];
  readonly end: (typeof ENDS)[number];
  /** Each reply in a packet of its own. */
  readonly apart?: boolean;
  readonly recipients?: number;
}

function outputsOf({ replies, end, apart = false }: Said): Output[] {
  const texts = end === "one more" ? [...replies, "250 more"] : replies;
  const packets = texts.map((text) =>
    encodeUtf8(text.endsWith("\\") ? text.slice(0, -1) : `${text}\r\n`),
  );
  const sent = apart || packets.length === 0 ? packets : [join(packets)];
  const outputs: Output[] = sent.map((send) => ({ send }));
  if (end === "close") outputs.push({ close: true });
  if (end === "reset") outputs.push({ reset: true });
  return outputs;
}

function answered(said: Said): Played {
  const greeting: Output[] = [{ send: encodeUtf8("220 mail.example\r\n") }];
  const ehlo: Output[] = [{ send: encodeUtf8(["250-mail.example\r\n", ...CAPABILITIES].join("")) }];
  return play(
    babbling([[greeting, ehlo, outputsOf(said)]]),
    { host: "mail.example", port: 25, tls: "none", proven: ["CHUNKING"] },
    [message(TO.slice(0, said.recipients ?? 1))],
  );
}

type Case = readonly [replies: string, end: Said["end"], result: string];

const UNKNOWN = "OUTCOME_UNKNOWN: unknown";
const SENDER = "SENDER_REFUSED: rejected";

const CASES: readonly Case[] = [
  ["250, 250, 250", "silence", "accepted: accepted"],
  ["250, 250, 550", "silence", "MESSAGE_REFUSED: rejected"],
  ["250, 250, 421", "close", "SERVER_UNAVAILABLE: rejected"],
  ["250, 250, 221", "close", UNKNOWN],
  ["250, 250, 354", "close", UNKNOWN],
  ["250, 250", "close", UNKNOWN],
  ["250, 250, 550\\", "close", UNKNOWN],
  ["250", "close", UNKNOWN],
  ["", "close", UNKNOWN],
  ["250, 250, 550", "one more", UNKNOWN],

  // A server that refused MAIL cannot have accepted the content.
  ["550", "close", SENDER],
  ["550", "reset", SENDER],
  ["534\\", "close", SENDER],
  ["534\\", "silence", UNKNOWN],
  ["53\\", "close", UNKNOWN],
  ["550", "silence", UNKNOWN],
  ["550, 503", "close", SENDER],
  ["550, 503, 503", "silence", SENDER],
  ["550, 503, 221", "close", SENDER],
  ["550, 221, 221", "close", SENDER],
  ["221", "close", "SERVER_UNAVAILABLE: rejected"],
  ["221, 221, 221", "close", "SERVER_UNAVAILABLE: rejected"],
  ["221, 503, 354", "close", UNKNOWN],
  ["221, 503, 250", "close", UNKNOWN],
  ["421, 200, 534", "silence", UNKNOWN],
  ["550, 250, 550", "close", UNKNOWN],
  ["550, nonsense, 550", "close", UNKNOWN],
  ["354, 550, 550", "close", UNKNOWN],

  // Nor can it where it refused every recipient.
  ["250, 550", "close", "RECIPIENTS_REFUSED: rejected"],
  ["250, 550\\", "close", "RECIPIENTS_REFUSED: not-sent"],
  ["250, 421", "close", "SERVER_UNAVAILABLE: not-sent"],
  ["250, 221", "reset", "SERVER_UNAVAILABLE: not-sent"],
  ["250, 550, 221", "close", "RECIPIENTS_REFUSED: rejected"],
  ["250, 550", "silence", UNKNOWN],
  ["250, 550, 250", "close", UNKNOWN],
  ["250, 550, 354", "close", UNKNOWN],
  ["250, 354, 550", "close", UNKNOWN],
];

describe("a whole message in one flight", { timeout: 60_000 }, () => {
  it.each(CASES)("answered %s, then %s: %s", (replies, end, result) => {
    const played = answered({ replies: replies.split(", ").filter(Boolean), end });
    expect(results(played)).toEqual([result]);
    expect(faultsOf(played)).toEqual([]);
  });

  const TEXTS = ["250 x", "354 x", "221 x", "421 x", "550 x", "550 x\\"];

  it.each(ENDS)(
    "has the outcome that the checker derives, whatever the replies, then %s",
    (end) => {
      const said = [1, 2].flatMap((recipients) =>
        sequences(TEXTS, recipients + 2).flatMap((replies): Said[] => [
          { replies, end, recipients, apart: false },
          { replies, end, recipients, apart: true },
        ]),
      );
      const faults = said.flatMap((one) =>
        faultsOf(answered(one)).map((fault) => `${JSON.stringify(one)}: ${fault}`),
      );
      expect(faults).toEqual([]);
    },
  );
});

/** All sequences of at most so many texts. What never ends comes last. */
function sequences(texts: readonly string[], most: number): string[][] {
  if (most === 0) return [[]];
  const shorter = sequences(texts, most - 1);
  const longest = shorter.filter(
    (one) => one.length === most - 1 && one.at(-1)?.endsWith("\\") !== true,
  );
  return [...shorter, ...longest.flatMap((one) => texts.map((text) => [...one, text]))];
}
