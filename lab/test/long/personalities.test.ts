/** Compares every server's recording with the server as it is today, reply by reply. */
import { describe, expect, it } from "vitest";
import { SERVER_NAMES } from "../../src/mod.ts";
import { differences } from "../../src/record/compare.ts";
import { readRecorded, recordProfile } from "../../src/record/files.ts";
import { startOrSkip } from "../lab.ts";

const recordings = readRecorded();

describe.each(SERVER_NAMES)("%s", (name) => {
  it("answers as it was recorded, reply by reply", async (context) => {
    await using server = await startOrSkip(context, name);
    const mine = recordings.filter(([, { server }]) => server === name);
    expect(mine).not.toEqual([]);
    for (const [title, { profile, version, recording }] of mine) {
      const today = await recordProfile(server, profile);
      const texts = name === "chasquid" ? "random" : "told";
      const again = `Record it again with \`pnpm lab:record ${name}\`.`;
      const told = `${title} (${version} then, ${server.version} now) answers otherwise. ${again}`;
      expect(differences(recording, today, texts), told).toEqual([]);
    }
  });
});
