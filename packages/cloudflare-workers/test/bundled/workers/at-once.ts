/** A Worker that connects while it is loaded, which is not possible. */
import { connect } from "@parley-smtp/cloudflare-workers";

const tried: Promise<unknown> = connect("smtp://localhost:587").catch((error: unknown) => error);

export default {
  async fetch(): Promise<Response> {
    const { code, retry, message } = (await tried) as Record<string, unknown>;
    return Response.json({ code, retry, message });
  },
};
