/**
 * Faults at every step: whole sessions, in which the peer fails at some octet of
 * its output. The server's own mailbox shows the true outcome of every recipient.
 */
import { afterAll, describe, expect, it } from "vitest";
import type { SessionConfig } from "../src/protocol/session/session.ts";
import { type Failing, type Fault, type Faulty, faulty } from "../src/testing/faulty.ts";
import type { Personality } from "../src/testing/personality.ts";
import { createVirtualWorld } from "../src/testing/virtual-world.ts";
import { type Result, recipientsOf } from "./check-outcome.ts";
import { faultsOf, mailboxFaults } from "./check-session.ts";
import { run, type TestMessage, wrong } from "./pipelined-messages.ts";
import { play } from "./play.ts";
import { message } from "./scene.ts";

/** A way to send two messages through STARTTLS and AUTH. */
interface Way {
  readonly capabilities: readonly string[];
  readonly proven?: SessionConfig["proven"];
  /** So many messages unacknowledged. */
  readonly overlap?: number;
}

const WAYS: Readonly<Record<string, Way>> = {
  "DATA, one command per flight": { capabilities: [] },
  "DATA, pipelined": { capabilities: ["PIPELINING"] },
  "DATA, overlapping": { capabilities: ["PIPELINING"], overlap: 3 },
  "BDAT, one command per flight": { capabilities: ["CHUNKING"] },
  "BDAT, pipelined": { capabilities: ["PIPELINING", "CHUNKING"] },
  "BDAT, proven": { capabilities: ["PIPELINING", "CHUNKING"], proven: ["CHUNKING"] },
  "BDAT, overlapping": {
    capabilities: ["PIPELINING", "CHUNKING"],
    proven: ["CHUNKING"],
    overlap: 3,
  },
};

/** The server does what it says, or can be found out. */
function believable({ capabilities }: Way, peer: Faulty): boolean {
  return !peer.lied(capabilities.includes("CHUNKING") ? "BDAT" : "DATA");
}

/** The result of a session: broken rules, and the reported outcome of each recipient. */
interface Seen {
  readonly faults: readonly string[];
  readonly outcomes: readonly string[];
  readonly peer: Faulty;
}

const samples = [message(["b@x.example", "no@x.example"]), message(["d@y.example"])];
const messages: readonly TestMessage[] = [
  { to: ["b@x.example", "no@x.example"], lines: 1, inMemory: true, partial: "accept" },
  { to: ["d@y.example"], lines: 0, inMemory: true, partial: "accept" },
];

function session(method: Way, fault?: Fault): Seen {
  const listed = ["ENHANCEDSTATUSCODES", ...method.capabilities];
  const server: Personality = {
    tls: "starttls",
    capabilities: [...listed, "STARTTLS"],
    capabilitiesTls: [...listed, "AUTH PLAIN LOGIN"],
    requireTls: true,
    requireAuth: true,
    refuse: [{ recipient: "no@*", reply: "550 5.1.1 Nobody of that name" }],
  };
  const config: SessionConfig = {
    host: "mail.example",
    port: 587,
    tls: "starttls",
    credentials: { user: "ann", pass: "correct horse" },
    ...(method.proven ? { proven: method.proven } : {}),
  };
  if (method.overlap !== undefined) return overlapping(method, server, config, fault);
  const world = createVirtualWorld(server);
  const peer = faulty(world, fault);
  const played = play(peer, config, samples, { mailbox: () => world.mailbox });
  return {
    faults: [
      ...faultsOf(played),
      ...(believable(method, peer) ? mailboxFaults(played) : []),
      ...left(peer),
    ],
    outcomes: played.deliveries.flatMap(({ result }) => outcomes(result)),
    peer,
  };
}

function overlapping(method: Way, server: Personality, config: SessionConfig, fault?: Fault): Seen {
  const { overlap: most = 1 } = method;
  let peer: Faulty | undefined;
  const came = run({ server, config }, messages, most, undefined, (world) => {
    peer = faulty(world, fault);
    return peer;
  });
  if (!peer) throw new Error("Nothing was connected to.");
  const settled = came.settled.map(({ outcome }) => outcome as Result);
  const judged = believable(method, peer);
  return {
    faults: [...(judged ? wrong(came, messages, most) : came.faults), ...left(peer)],
    outcomes: settled.flatMap(outcomes),
    peer,
  };
}

function outcomes(result: Result): string[] {
  return recipientsOf(result).map(({ outcome }) => outcome);
}

/** What may not be left behind. */
function left({ open, waited }: Faulty): string[] {
  return [
    ...(open > 0 ? [`left ${open} connections open`] : []),
    ...(waited ? ["waited for the end of what has none"] : []),
  ];
}

const ALWAYS: readonly Failing[] = ["close", "reset", "stall", "421", "4yz", "5yz", "2yz"];
const OFTEN: readonly Failing[] = [
  ...ALWAYS,
  "garbage",
  "two replies",
  "a mismatched reply",
  "an endless line",
];

/** Every failure at every octet, for minutes: `HOSTILE=all`. */
const thorough = process.env["HOSTILE"] === "all";

/** The failures that have their turn at this octet. */
function hows(all: readonly Failing[], at: number): readonly Failing[] {
  if (thorough) return all;
  return at % 6 === 0 ? all.slice((at / 2) % all.length).slice(0, 1) : [];
}

let tried = 0;
// biome-ignore lint/suspicious/noConsole: the checks repeat this line.
afterAll(() => console.log(`> tried ${tried} faults of a hostile server`));

function tryAll(method: Way, faults: readonly Fault[]): Set<string> {
  const seen = new Set<string>();
  const broken: string[] = [];
  for (const fault of faults) {
    const { faults: found, outcomes } = session(method, fault);
    tried += 1;
    for (const outcome of outcomes) seen.add(outcome);
    broken.push(...found.map((what) => `${JSON.stringify(fault)}: ${what}`));
  }
  expect(broken.slice(0, 20)).toEqual([]);
  return seen;
}

describe.each(Object.entries(WAYS))("a peer that fails: %s", { timeout: 120_000 }, (_, method) => {
  const calm = session(method).peer;
  const octets = Array.from({ length: calm.said }, (_, at) => at);
  const beginnings = [...calm.beginnings.keys()];

  it("is worked with as long as it does not", () => {
    const { faults, outcomes } = session(method);
    expect(faults).toEqual([]);
    expect(outcomes).toEqual(["accepted", "rejected", "accepted"]);
  });

  it("at any place, once, leaves nobody in the dark", () => {
    // Every failure where a reply begins and right behind its code; elsewhere they take turns.
    const marked = beginnings.flatMap((at) => [at, at + 4]);
    const faults = [
      ...marked.flatMap((at) => OFTEN.map((how) => ({ at, how }))),
      ...octets.flatMap((at) => hows(OFTEN, at).map((how) => ({ at, how }))),
    ];
    const seen = tryAll(method, faults);
    for (const outcome of ["accepted", "rejected", "unknown"]) expect(seen).toContain(outcome);
  });

  it("at any place of every connection, leaves nobody in the dark", () => {
    const all = ["close", "reset", "stall", "garbage"] as const;
    const faults = octets.flatMap((at) => hows(all, at).map((how) => ({ at, how, each: true })));
    expect(tryAll(method, faults).size).toBeGreaterThan(0);
  });

  it("by a reply without end, is left", () => {
    const places = beginnings.filter((_, nth) => thorough || nth % 10 === 3);
    const faults = places.map((at) => ({ at, how: "an endless reply" as const }));
    expect(tryAll(method, faults).size).toBeGreaterThan(0);
  });
});
