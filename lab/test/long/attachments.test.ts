/** nodemailer's large attachments through the transport, to every server, over one kept connection. */
import { expect, it } from "vitest";
import { SERVER_NAMES } from "../../src/mod.ts";
import { sendAttachments } from "../attachments.ts";
import { startOrSkip } from "../lab.ts";

const SIZES = [5_000_000, 25_000_000];

it.for(SERVER_NAMES.flatMap((name) => SIZES.map((octets) => [name, octets] as const)))(
  "%s stores attachments of %i octets in every shape, twice, byte for byte",
  async ([name, octets], context) => {
    await using server = await startOrSkip(context, name);
    const { compared } = await sendAttachments(server, octets);
    expect(compared).toHaveLength(10);
    for (const { as, sentSha256, storedSha256, intact } of compared) {
      expect({ as, sha256: storedSha256, intact }).toEqual({
        as,
        sha256: sentSha256,
        intact: true,
      });
    }
  },
);
