import {
  type ConformanceCase,
  type ConformanceNeed,
  conformancePeerAt,
  transportConformance,
} from "@parley-smtp/core/testing";
import { describe, inject, it } from "vitest";
import { workersDial } from "../src/dial.ts";

/** What Workers lack, and why. */
const GAPS: Partial<Record<ConformanceNeed, string>> = {
  "connect-errors": "Workers give one error for a refused connection and an unknown name",
  "certificate-errors": "Workers give no cause when TLS fails",
  release: "workerd closes no socket whose TLS hello is unanswered before the request ends",
  "local-address": "Workers do not tell the address they connect from",
  "channel-binding": "Workers give no channel binding",
};

/** Cases that need something which has no name of its own yet. */
const UNNAMED: Readonly<Record<string, string>> = {
  "reads null after the last bytes, however often it is asked (under TLS)":
    "Workers tell an end of TLS without close_notify as a reset; dial.test.ts has the end with it",
};

function gapOf({ name, needs }: ConformanceCase): string | undefined {
  return needs.map((need) => GAPS[need]).find((why) => why !== undefined) ?? UNNAMED[name];
}

describe("the transport of cloudflare:sockets", () => {
  const port = inject("outside").conformance?.port ?? 0;
  const peer = conformancePeerAt({ host: "127.0.0.1", port }, workersDial);
  for (const row of transportConformance(() => workersDial, peer)) {
    const gap = gapOf(row);
    it(row.name, { timeout: 15_000 }, ({ skip }) => (gap ? skip(gap) : row.run()));
  }
});
