import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMailer } from "../../src/mod.ts";
import { createVirtualWorld, memoryDial } from "../../src/testing/mod.ts";
import type { Answer } from "../../src/testing/personality.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const SILENT: readonly [what: string, keywords: readonly string[], answers: readonly Answer[]][] = [
  ["the chunk", ["CHUNKING"], [{ to: "BDAT", silence: true }]],
  ["the chunk of a flight", ["PIPELINING", "CHUNKING"], [{ to: "BDAT", silence: true }]],
  [
    "anything of a flight that ends with the chunk",
    ["PIPELINING", "CHUNKING"],
    (["MAIL", "RCPT", "BDAT"] as const).map((to) => ({ to, nth: 1, silence: true })),
  ],
];

it.each(SILENT)(
  "a server that does not answer %s is given ten seconds",
  async (_, keywords, answers) => {
    const world = createVirtualWorld({ capabilities: keywords, tls: "none", answers });
    const mailer = createMailer({
      host: "h.example",
      port: 25,
      tls: "none",
      dial: memoryDial(world),
    });
    const raw = "Subject: x\r\n\r\ny\r\n";
    const sending = mailer.send({ from: "a@b.example", to: "c@d.example", raw });
    await vi.advanceTimersByTimeAsync(10_500);
    const { fallbacks, accepted } = await sending;
    expect(accepted).toHaveLength(1);
    expect(fallbacks).toContainEqual(
      expect.objectContaining({ feature: "CHUNKING", method: "DATA", reason: "silence" }),
    );
    expect(fallbacks.filter(({ reason }) => reason === "silence")).toHaveLength(1);
    expect(world.mailbox.accepted).toHaveLength(1);
    await mailer.close();
  },
);
