/** Deno, in the form that the cases for every runtime need. */
import { createMailer, denoDial } from "@parley-smtp/deno";
import type { Runtime } from "parley-runtimes/src/runtime.ts";

export const deno: Runtime = {
  name: "deno",
  dialWith: (ca) => denoDial(ca === undefined ? {} : { ca }),
  createMailer,
  gaps: {
    "channel-binding": "Deno provides no channel binding.",
    release:
      "Deno abandons a TLS handshake immediately, but keeps its socket until the server closes it or the program ends.",
  },
};
