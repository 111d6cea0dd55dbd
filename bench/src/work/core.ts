/**
 * Measures the core alone: no socket, no promise, no other process. Uses the sources, because the parts are not
 * exported.
 */

import {
  DotStuffing,
  LineEndNormalizer,
} from "../../../packages/core/src/protocol/content/line-ends.ts";
import { Reencoder } from "../../../packages/core/src/protocol/mime/recoder.ts";
import { parseEhlo } from "../../../packages/core/src/protocol/plan/capabilities.ts";
import { planOf } from "../../../packages/core/src/protocol/plan/session-plan.ts";
import { react } from "../../../packages/core/src/protocol/reply/react.ts";
import {
  parseReplyText,
  ReplyParser,
} from "../../../packages/core/src/protocol/reply/reply-parser.ts";
import type { Situation } from "../../../packages/core/src/protocol/reply/situation.ts";
import { createSession } from "../../../packages/core/src/protocol/session/session.ts";
import { modernServer } from "../../../packages/core/src/testing/personality.ts";
import { playSession } from "../../../packages/core/src/testing/play-session.ts";
import { runScript } from "../../../packages/core/src/testing/run-script.ts";
import { createVirtualWorld } from "../../../packages/core/src/testing/virtual-world.ts";
import type { CoreJob, CoreRates } from "../job.ts";
import { FROM, letter } from "../letter.ts";

const MEGABYTE = 1_000_000;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Replies of a kept connection in one packet, and one reply of several lines. */
const flight = bytes(
  "250 2.0.0 Ok\r\n250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n",
);
const ehlo =
  "250-mx.example.com\r\n250-PIPELINING\r\n250-SIZE 10240000\r\n250-8BITMIME\r\n250-DSN\r\n250 CHUNKING\r\n";

/** A refusal in the form for the reaction table. */
const situation: Situation = {
  command: "RCPT",
  initialResponse: false,
  parameters: [],
  droppable: [],
  greeted: "EHLO",
  repeated: false,
  tls: true,
  authenticated: false,
  credentials: false,
  advertised: ["PIPELINING", "8BITMIME"],
  grouped: true,
  earlierRefused: false,
  recipientsAccepted: 1,
  contentOctets: 0,
  tokenRenewable: false,
  mechanismsLeft: [],
};
const refusal = parseReplyText(
  "550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown",
);

const plain = bytes(letter(MEGABYTE));
/** Content in which one line of ten begins with a dot. */
const dotted = bytes(
  letter(MEGABYTE).replace(/(?:[^\n]*\n){10}/g, (lines) => `.${lines.slice(1)}`),
);

const eightBit = bytes(
  `Content-Type: text/plain; charset=utf-8\r\n\r\n${"Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.\r\n".repeat(MEGABYTE / 72)}`,
);
const binary = Uint8Array.from([
  ...bytes("Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"),
  ...Array.from({ length: MEGABYTE }, (_, at) => (at % 80 > 77 ? 13 - 3 * (at % 2) : 128 | at)),
]);

/** The measured functions; each runs once and returns how many operations that were. */
const WORK: Readonly<Record<string, () => number>> = {
  "sessions with one message of 1 kB, against the virtual server": sessions(letter(1_000)),
  "replies parsed, four in a packet": () => {
    const parser = new ReplyParser();
    parser.push(flight);
    let replies = 0;
    while (parser.next()) replies += 1;
    return replies;
  },
  "EHLO replies of six lines parsed and read": () => {
    const parser = new ReplyParser();
    parser.push(bytes(ehlo));
    const reply = parser.next();
    if (reply) parseEhlo(reply);
    return 1;
  },
  "plans made": plans(),
  "reactions found, to a refused recipient": () => {
    react(situation, refusal);
    return 1;
  },
  "MB checked for line ends and dots": content(plain),
  "MB checked for line ends and dots, with a dot doubled in one line of ten": content(dotted),
  "MB of 8-bit text re-encoded as quoted-printable": recoding(eightBit),
  "MB of binary content re-encoded as base64": recoding(binary),
};

function recoding(message: Uint8Array): () => number {
  return () => {
    const recoder = new Reencoder("unsigned");
    for (let at = 0; at < message.length; at += 65_536) {
      recoder.push(message.subarray(at, at + 65_536));
    }
    recoder.end();
    return message.length / MEGABYTE;
  };
}

function sessions(raw: string): () => number {
  const message = { from: FROM, to: "a@bench.test", raw };
  return () => {
    const session = playSession({ options: { tls: "none" }, messages: [message] });
    runScript(session, createVirtualWorld(modernServer));
    return 1;
  };
}

function plans(): () => number {
  const session = createSession({ host: "mx.example.com", tls: "none" });
  session.connection.capabilities = parseEhlo(parseReplyText(ehlo));
  return () => {
    planOf(session);
    return 1;
  };
}

function content(piece: Uint8Array): () => number {
  return () => {
    new DotStuffing().push(new LineEndNormalizer().push(piece));
    return piece.length / MEGABYTE;
  };
}

/** Runs each function for a while, and returns its operations per second. */
export function core({ seconds }: CoreJob): CoreRates {
  return Object.fromEntries(
    Object.entries(WORK).map(([name, once]) => {
      rate(once, seconds / 2);
      return [name, rate(once, seconds)];
    }),
  );
}

function rate(once: () => number, seconds: number): number {
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < seconds * 1000) done += once();
  return (done / (performance.now() - start)) * 1000;
}
