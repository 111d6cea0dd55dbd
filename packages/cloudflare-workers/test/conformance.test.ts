import { conformancePeerAt, transportConformance } from "@parley-smtp/core/testing";
import { describe, inject, it } from "vitest";
import { workersDial } from "../src/dial.ts";

describe("the transport of cloudflare:sockets", () => {
  const peer = conformancePeerAt({ host: "127.0.0.1", port: inject("peer") }, workersDial);
  for (const { name, run, needs } of transportConformance(() => workersDial, peer)) {
    it(`${name} [${needs}]`, { timeout: 15_000 }, async () => { try { await run(); } catch (e) { console.log("FAIL", name, "::", e.message, "::", e.cause); throw e; } });
  }
});
