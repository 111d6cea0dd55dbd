/** Node and Bun, which use the same adapter. */
import process from "node:process";
import { createMailer, nodeDial } from "@parley-smtp/node-socket";
import type { Runtime } from "./runtime.ts";

/** The current runtime. */
export const nodeSocket: Runtime = {
  name: process.versions["bun"] === undefined ? "node" : "bun",
  dialWith: (ca) => nodeDial(ca === undefined ? {} : { ca }),
  createMailer,
  gaps: {},
};
