/** What a message costs grows with its recipients, whatever the server says to them. */
import { expect, it } from "vitest";
import { parseMailbox } from "../src/protocol/address/address.ts";
import { deliver } from "../src/protocol/scripts/deliver.ts";
import { open } from "../src/protocol/scripts/open.ts";
import type { Effect, EffectResults, Script } from "../src/protocol/session/effects.ts";
import type { OutgoingMessage } from "../src/protocol/session/outgoing-message.ts";
import { createSession } from "../src/protocol/session/session.ts";
import { encodeLatin1 } from "../src/testing/octets.ts";
import { blockGrowth } from "./block-work.ts";
import { growth } from "./work.ts";

const LINEAR = 4.5;
const MESSAGE = encodeLatin1("Subject: x\r\n\r\nHello.\r\n");
const from = parseMailbox("a@b.example");

/**
 * A server that answers each line at once, and each RCPT with the result of `rcpt`, which receives the number of
 * earlier ones.
 */
function run<T>(script: Script<T>, rcpt: (before: number) => string): T {
  let said = "220 mx.example\r\n";
  let recipients = 0;
  let pulled = false;
  const answerTo = (line: string): string => {
    if (line.startsWith("EHLO")) return "250-mx.example\r\n250 PIPELINING\r\n";
    if (line.startsWith("DATA")) return "354 go on\r\n";
    if (!line.startsWith("RCPT")) return "250 ok\r\n";
    recipients += 1;
    return `${rcpt(recipients - 1)}\r\n`;
  };
  const perform = (effect: Effect): EffectResults[Effect["do"]] => {
    if (effect.do === "connect") return { tls: false, verified: false, canStartTls: false };
    if (effect.do === "read") return encodeLatin1(said);
    if (effect.do === "write") {
      const text = new TextDecoder("latin1").decode(effect.bytes);
      const content = text.endsWith("\r\n.\r\n");
      said = content ? "250 taken\r\n" : text.split("\r\n").slice(0, -1).map(answerTo).join("");
      return false;
    }
    if (effect.do === "pull") {
      pulled = !pulled;
      return pulled ? MESSAGE : null;
    }
    return effect.do === "listen" || effect.do === "rewind" ? true : undefined;
  };
  for (let step = script.next(); ; ) {
    if (step.done) return step.value;
    step = script.next(perform(step.value));
  }
}

function delivery(n: number, rcpt: (before: number) => string): () => unknown {
  const to = Array.from({ length: n }, (_, at) => parseMailbox(`r${at}@b.example`));
  const message: OutgoingMessage = { from, to, size: MESSAGE.length, replayable: true };
  return () => {
    const session = createSession({ host: "mx.example", tls: "none", observed: false });
    run(open(session), rcpt);
    const { recipients } = run(deliver(session, message), rcpt);
    expect(recipients).toHaveLength(n);
  };
}

it.each<[string, (before: number) => string]>([
  ["accepts them all", () => "250 ok"],
  ["accepts one and refuses the others", (before) => (before === 0 ? "250 ok" : "550 5.1.1 no")],
  ["refuses every other one", (before) => (before % 2 === 0 ? "250 ok" : "550 5.1.1 no")],
  [
    "says once that there are too many, and takes the others",
    (before) => (before === 150 ? "452 4.5.3 too many" : "250 ok"),
  ],
])(
  "a server that %s",
  async (_, rcpt) => {
    const work = (n: number) => delivery(n, rcpt);
    expect(growth(work, 1_000)).toBeLessThan(LINEAR);
    expect(await blockGrowth(work, 1_000)).toBeLessThan(LINEAR);
  },
  60_000,
);
