import { describe, expect, it } from "vitest";
import { readTranscripts } from "../../scripts/shown/transcript-files.ts";
import type { Personality } from "../../src/testing/personality.ts";
import { parseTranscript, type TranscriptHead } from "../../src/testing/transcript.ts";
import { createVirtualWorld } from "../../src/testing/virtual-world.ts";
import { type GoodbyeNetwork, type Packing, sayingGoodbye } from "./goodbye-network.ts";
import { learnServer } from "./learned-server.ts";
import { play, type Result } from "./run.ts";

interface Session {
  readonly head: TranscriptHead;
  readonly server: Personality;
  /** The same session without a goodbye. */
  readonly network: GoodbyeNetwork;
  readonly results: readonly Result[];
}

function* sessions(): Generator<readonly [string, Session]> {
  for (const [name, text] of readTranscripts()) {
    const { head, ...rest } = parseTranscript(text);
    const server = learnServer({ head, ...rest });
    if (!server) continue;
    const network = sayingGoodbye(createVirtualWorld(server), 0, "own packet");
    const { results } = play(head, network);
    yield [name, { head, server, network, results }];
  }
}

const all = [...sessions()];

/** Bytes behind the server's consent to STARTTLS are an attack, whatever they say. */
const CONSENT = /^220 .*TLS/;

function ran({ head, server }: Session, behind: number, packing: Packing, chunk?: number) {
  const world = createVirtualWorld(server);
  const network = sayingGoodbye(world, behind, packing);
  const { results, blamed } = play(head, network, chunk);
  const { connections } = network;
  return { results, blamed, connections, mailbox: world.mailbox.accepted.map(({ to }) => to) };
}

/** The only message or question failed with this reply, and nothing but a goodbye followed. */
function isDecision({ network: { replies }, results }: Session, at: number): boolean {
  const [result] = results;
  const last = replies.slice(at + 1).every((reply) => reply.startsWith("221"));
  return results.length === 1 && last && replies[at] === `${result?.reply}\r\n`;
}

describe("a server that says 421 behind a reply and closes", () => {
  it.each(all)("is heard alike however its bytes are cut: %s", (_name, session) => {
    for (const [at, said] of session.network.replies.entries()) {
      if (CONSENT.test(said)) continue;
      const behind = at + 1;
      const apart = ran(session, behind, "own packet");
      expect({ behind, ...ran(session, behind, "same packet") }).toEqual({ behind, ...apart });
      expect({ behind, ...ran(session, behind, "cut") }).toEqual({ behind, ...apart });
      // Octet by octet takes long, so not behind every reply.
      if (behind % 4 === 1) {
        const slowly = ran(session, behind, "same packet", 1);
        expect({ behind, ...slowly }).toEqual({ behind, ...apart });
      }
      const { head, network, results } = session;
      const most = network.connections + Math.max(1, head.messages.length) + 1;
      expect(apart.connections).toBeLessThanOrEqual(most);
      if (isDecision(session, at)) expect(apart.results).toEqual(results);
    }
  });

  it("is heard behind more than 2,000 replies", () => {
    const replies = all.flatMap(([, { network }]) => network.replies);
    expect(replies.length).toBeGreaterThan(2_000);
  });
});
