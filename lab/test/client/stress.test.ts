import { createMailer } from "@parley-smtp/node-socket";
import { expect, it } from "vitest";
import { KINDS } from "../../src/stress/kinds.ts";
import { localServers } from "../../src/stress/server.ts";
import { runStress } from "../../src/stress/stress.ts";

/** A machine that is busy with something else takes minutes, where an idle one takes half of one. */
const LIMIT = 600_000;

/** Sessions of each kind; the long run is `pnpm stress`. */
const EACH = 4;

it(
  "reports of every message what the servers' mailboxes have, whatever goes wrong",
  async () => {
    const seed = 20_261_130;
    const servers = await localServers();
    const sessions = EACH * KINDS.length;
    const { kinds, violations } = await runStress({ sessions, seed, servers, createMailer });
    expect(violations).toEqual([]);
    const happened = Object.entries(kinds).filter(([, kind]) => kind.happened > 0);
    expect(happened.map(([name]) => name).sort()).toEqual(KINDS.map(({ name }) => name).sort());
  },
  LIMIT,
);
