import { expect, it } from "vitest";
import { KINDS } from "../../src/stress/kinds.ts";
import { runStress } from "../../src/stress/stress.ts";

/** Sessions of each kind; the long run is `pnpm stress`. */
const EACH = 8;

it("says of every message what the server's mailbox says, whatever goes wrong", async () => {
  const seed = 20_261_130;
  const { kinds, violations } = await runStress({ sessions: EACH * KINDS.length, seed });
  expect(violations).toEqual([]);
  const happened = Object.entries(kinds).filter(([, kind]) => kind.happened > 0);
  expect(happened.map(([name]) => name).sort()).toEqual(KINDS.map(({ name }) => name).sort());
});
