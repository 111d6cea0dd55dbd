/** The sessions that are played with every server: one or two messages, one after the other or pipelined. */
import { parseRecipient, parseReversePath } from "../../src/protocol/address/address.ts";
import type { SessionConfig } from "../../src/protocol/session/session.ts";
import type { Network } from "../../src/testing/network.ts";
import { encodeUtf8, join } from "../../src/testing/octets.ts";
import type { Personality } from "../../src/testing/personality.ts";
import type { Choose, Output } from "../../src/testing/virtual-state.ts";
import { createVirtualWorld } from "../../src/testing/virtual-world.ts";
import type { Sample } from "../arbitrary.ts";
import { faultsOf, mailboxFaults } from "../check-session.ts";
import { run, type TestMessage, wrong } from "../pipelined-messages.ts";
import { play } from "../play.ts";
import type { Bounds } from "./explore.ts";

/** A session, the sequences that `check` plays, and those of the long run. */
export interface Plan {
  readonly name: string;
  readonly short: readonly Bounds[];
  readonly long: readonly Bounds[];
  readonly play: (choose: Choose, did: readonly string[]) => readonly string[];
}

const PLAIN = ["8BITMIME", "SIZE 10000000"];
const CLEAR: SessionConfig = {
  host: "mail.example",
  port: 25,
  tls: "none",
  name: "client.example",
};

function sample(number: number, recipients: number): Sample {
  const content = encodeUtf8(`Subject: message ${number}\r\n\r\nA line.\r\n.A dot.\r\n`);
  const to = Array.from({ length: recipients }, (_, at) => parseRecipient(`r${at}@x.example`));
  const message = { from: parseReversePath("a@x.example"), to, size: content.length };
  return { message: { ...message, eightBit: false }, pieces: [content], replayable: true };
}

/** The same network, with all that the server says to one flight in one packet: what it says too much is there at once. */
function inOnePacket(network: Network): Network {
  const joined = (outputs: readonly Output[]): Output[] => {
    const made: Output[] = [];
    for (const output of outputs) {
      const last = made.at(-1);
      if ("send" in output && last && "send" in last) {
        made.splice(-1, 1, { send: join([last.send, output.send]) });
      } else made.push(output);
    }
    return made;
  };
  return {
    connect(to) {
      const connection = network.connect(to);
      return {
        ...connection,
        greeting: joined(connection.greeting),
        receive: (bytes) => joined(connection.receive(bytes)),
        secured: () => joined(connection.secured()),
      };
    },
  };
}

/**
 * A server that leaves one reply out and gives another one too many, or says 421 later, gives as many as are
 * due, to the wrong commands. Nothing shows that, so no client can know what such a server has.
 */
function deceives(did: readonly string[]): boolean {
  const has = (what: string): boolean => did.some((one) => one.endsWith(`: ${what}`));
  if (has("one reply too many") && (has("silence") || has("421"))) return true;
  const silent = did.findIndex((one) => one.endsWith(": silence"));
  return silent !== -1 && did.slice(silent).some((one) => one.endsWith(": 421"));
}

/** One message after the other. */
function inTurn(
  server: Personality,
  config: SessionConfig,
  samples: readonly Sample[],
): Plan["play"] {
  return (choose, did) => {
    const world = createVirtualWorld(server, choose);
    const played = play(inOnePacket(world), config, samples, { mailbox: () => world.mailbox });
    return [...faultsOf(played), ...(deceives(did) ? [] : mailboxFaults(played))];
  };
}

/** Two messages of which the second is sent before the first is answered. */
function overlapping(capabilities: readonly string[], config = CLEAR): Plan["play"] {
  const message: TestMessage = { to: ["b@x.example"], lines: 1, inMemory: true, partial: "accept" };
  const messages = [message, message];
  const server: Personality = { capabilities, tls: "none" };
  return (choose, did) => {
    const ran = run({ server, config }, messages, 2, undefined, inOnePacket, 0, choose);
    return deceives(did) ? ran.faults : wrong(ran, messages, 2);
  };
}

/** It would take credentials in clear too. */
const SECURED: Personality = {
  capabilities: [...PLAIN, "STARTTLS", "AUTH PLAIN LOGIN"],
  capabilitiesTls: [...PLAIN, "AUTH PLAIN LOGIN", "PIPELINING"],
  tls: "starttls",
  users: { ann: "open sesame" },
};
const CREDENTIALS: SessionConfig = {
  host: "mail.example",
  port: 587,
  name: "client.example",
  credentials: { user: "ann", pass: "open sesame" },
};

function server(...more: readonly string[]): Personality {
  return { capabilities: [...PLAIN, ...more], tls: "none" };
}

const one = [sample(1, 1)];
const two = [sample(1, 1), sample(2, 1)];

const ONE = { short: [{ places: 7, odd: 3 }], long: [{ places: 8, odd: 4 }] };
const PIPELINED = { short: [{ places: 8, odd: 2 }], long: [{ places: 8, odd: 4 }] };
const TWO = { short: [{ places: 14, odd: 2 }], long: [{ places: 14, odd: 3 }] };
const OVERLAPPING = {
  short: [
    { places: 6, odd: 3 },
    { places: 10, odd: 1 },
  ],
  long: [
    { places: 6, odd: 6 },
    { places: 10, odd: 3 },
  ],
};

/** All of them. */
export const PLANS: readonly Plan[] = [
  { name: "one message by DATA, command by command", ...ONE, play: inTurn(server(), CLEAR, one) },
  {
    name: "one message for two recipients by DATA, pipelined",
    ...PIPELINED,
    play: inTurn(server("PIPELINING"), CLEAR, [sample(1, 2)]),
  },
  {
    name: "one message by BDAT, command by command",
    ...ONE,
    play: inTurn(server("CHUNKING"), CLEAR, one),
  },
  {
    name: "one message for two recipients by BDAT, pipelined",
    ...PIPELINED,
    play: inTurn(server("CHUNKING", "PIPELINING"), CLEAR, [sample(1, 2)]),
  },
  {
    name: "two messages by DATA, one after the other",
    ...TWO,
    play: inTurn(server("PIPELINING"), CLEAR, two),
  },
  {
    name: "two messages by BDAT, one after the other",
    ...TWO,
    play: inTurn(server("CHUNKING", "PIPELINING"), CLEAR, two),
  },
  {
    name: "two messages by DATA that overlap",
    ...OVERLAPPING,
    play: overlapping([...PLAIN, "PIPELINING"]),
  },
  {
    name: "two messages by BDAT that overlap",
    ...OVERLAPPING,
    play: overlapping([...PLAIN, "PIPELINING", "CHUNKING"]),
  },
  {
    name: "two messages in one flight, by a BDAT that the server is known to take",
    short: [{ places: 10, odd: 2 }],
    long: [{ places: 10, odd: 3 }],
    play: overlapping([...PLAIN, "PIPELINING", "CHUNKING"], { ...CLEAR, proven: ["CHUNKING"] }),
  },
  {
    name: "one message behind STARTTLS and AUTH",
    short: [{ places: 10, odd: 2 }],
    long: [{ places: 10, odd: 3 }],
    play: inTurn(SECURED, CREDENTIALS, one),
  },
];
