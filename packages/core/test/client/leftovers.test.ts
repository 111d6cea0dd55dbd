/** What `withRetry` takes for a call, it gives back. For all other calls see runtimes/src/leftovers.ts. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMailer, type Message } from "../../src/mod.ts";
import { withRetry } from "../../src/retry.ts";
import { type Personality, testServer } from "../../src/testing/mod.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const message: Message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};

/** A signal whose listeners are counted. */
function countedSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  const { addEventListener, removeEventListener } = signal;
  const listeners = new Set<unknown>();
  signal.addEventListener = (type: string, listener: EventListener, ...more: []) => {
    listeners.add(listener);
    addEventListener.call(signal, type, listener, ...more);
  };
  signal.removeEventListener = (type: string, listener: EventListener, ...more: []) => {
    listeners.delete(listener);
    removeEventListener.call(signal, type, listener, ...more);
  };
  return { controller, signal, listeners };
}

const refusing = (reply: string): Personality => ({
  tls: "none",
  capabilities: ["PIPELINING"],
  refuse: [{ recipient: "*", reply }],
});
const ENDS: readonly [string, Personality, "abort" | "close" | undefined][] = [
  ["is accepted", { tls: "none", capabilities: [] }, undefined],
  ["is refused", refusing("550 5.1.1 No such user"), undefined],
  ["has used up its tries", refusing("451 4.3.0 Later"), undefined],
  ["is aborted while it waits for its next try", refusing("451 4.3.0 Later"), "abort"],
  ["waits for its next try when the mailer is closed", refusing("451 4.3.0 Later"), "close"],
];

describe.each(ENDS)("of a call with retry that %s", (_, personality, how) => {
  it.each(["send", "sendMany", "sendMany with overlap"])("nothing is left (%s)", async (method) => {
    const { dial } = testServer(personality);
    const pool = { idle: Number.POSITIVE_INFINITY };
    const at = { host: "h.example", port: 25, timeouts: { total: 86_400_000 } };
    const mailer = withRetry(createMailer({ ...at, dial, pool }), {
      tries: 3,
      onRetry: () => {
        if (how === "abort") setTimeout(() => controller.abort(), 1_000);
        if (how === "close") setTimeout(() => void mailer.close(), 1_000);
      },
    });
    const { controller, signal, listeners } = countedSignal();
    const call = async (): Promise<void> => {
      if (method === "send") return void (await mailer.send(message, { signal }).catch(() => {}));
      const more = method === "sendMany" ? {} : { maxUnacknowledged: 3 };
      for await (const _ of mailer.sendMany([message], { signal, ...more })) {
        // It is only about what is left.
      }
    };
    let over = false;
    const calling = call().then(() => {
      over = true;
    });
    while (!over) await vi.advanceTimersByTimeAsync(500);
    await calling;
    const open = signal.aborted ? 0 : listeners.size;
    expect(open).toBe(0);
    // One alarm belongs to the connection, and goes when that is closed.
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
    await mailer.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
