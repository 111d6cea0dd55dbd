/** Compares every recorded server's virtual twin with the recording: the same commands, reply by reply. */
import { listen, testCertificates } from "@parley-smtp/node-socket/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { differences } from "../../src/record/compare.ts";
import { personalityOfRecorded, readRecorded } from "../../src/record/files.ts";
import { record } from "../../src/record/record.ts";

describe("the personality of a recorded server", () => {
  let certificates: Awaited<ReturnType<typeof testCertificates>>;
  beforeAll(async () => {
    certificates = await testCertificates();
  }, 60_000);

  it.each(readRecorded())("answers as the server did: %s", async (_name, recorded) => {
    const { ca, ...pair } = certificates;
    await using twin = await listen(personalityOfRecorded(recorded), pair);
    const said = await record({ host: twin.host, port: twin.port, ca }, recorded.account);
    const texts = recorded.server === "chasquid" ? "random" : "told";
    expect(differences(recorded.recording, said, texts)).toEqual([]);
  });
});
