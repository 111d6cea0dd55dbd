/** nodemailer's attachments through the transport, to every server once, over one kept connection. */
import { expect, it } from "vitest";
import { SERVER_NAMES } from "../../src/mod.ts";
import { sendAttachments } from "../attachments.ts";
import { startOrSkip } from "../lab.ts";

it.for(SERVER_NAMES)(
  "%s stores attachments of 1 MB in every shape, twice, byte for byte",
  async (name, context) => {
    await using server = await startOrSkip(context, name);
    const { compared, connections } = await sendAttachments(server, 1_000_000);
    expect(compared).toHaveLength(10);
    for (const { as, sentSha256, storedSha256, intact } of compared) {
      expect({ as, sha256: storedSha256, intact }).toEqual({
        as,
        sha256: sentSha256,
        intact: true,
      });
    }
    expect(connections).toBe(1);
  },
);
