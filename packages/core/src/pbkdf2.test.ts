import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { runComputation } from "./client/connection/compute.ts";
import { connect } from "./client/connection/connection.ts";
import { pbkdf2 } from "./pbkdf2.ts";
import type { Hash } from "./protocol/session/compute.ts";
import { testServer } from "./testing/mod.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const asked = {
  what: "pbkdf2",
  hash: "SHA-256",
  password: utf8("pencil"),
  salt: utf8("salt"),
} as const;
const running = (): { readonly signal: AbortSignal } => ({ signal: new AbortController().signal });

/** What Workers do in production, and their local runtime does not. */
function capIterations(most: number): { readonly refused: () => number } {
  const real = crypto.subtle.deriveBits.bind(crypto.subtle);
  let refused = 0;
  vi.spyOn(crypto.subtle, "deriveBits").mockImplementation((algorithm, key, length) => {
    const { iterations } = algorithm as Pbkdf2Params;
    if (iterations <= most) return real(algorithm, key, length as number);
    refused += 1;
    return Promise.reject(
      new DOMException(
        `Pbkdf2 failed: iteration counts above ${most} are not supported (requested ${iterations}).`,
        "NotSupportedError",
      ),
    );
  });
  return { refused: () => refused };
}

afterEach(() => void vi.restoreAllMocks());

describe("pbkdf2", () => {
  it("derives what WebCrypto derives", async () => {
    const octets = fc.uint8Array({ maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Hash>("SHA-1", "SHA-256", "SHA-512"),
        octets,
        octets,
        fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 4094, max: 4099 })),
        async (hash, password, salt, iterations) => {
          const request = { what: "pbkdf2", hash, password, salt, iterations } as const;
          expect(await pbkdf2(request, running())).toEqual(await runComputation(request));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("lets other work have its turn meanwhile, by a count of iterations and no clock", async () => {
    // The clock of Workers stands still while a program computes.
    vi.spyOn(Date, "now").mockReturnValue(0);
    vi.spyOn(performance, "now").mockReturnValue(0);
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    await pbkdf2({ ...asked, iterations: 40_960 }, running());
    clearInterval(timer);
    expect(turns).toBeGreaterThanOrEqual(5);
  });

  it("stops when its signal fires, and does no work when it has fired", async () => {
    const stop = new AbortController();
    const working = pbkdf2({ ...asked, iterations: 2_000_000_000 }, stop);
    setTimeout(() => stop.abort(new Error("enough")), 5);
    await expect(working).rejects.toThrow("enough");
    await expect(pbkdf2({ ...asked, iterations: 2_000_000_000 }, stop)).rejects.toThrow("enough");
  });
});

describe("a runtime that caps iterations, as Workers do", () => {
  it("has the key derived otherwise, above its cap alone", async () => {
    const expected = await runComputation({ ...asked, iterations: 100_001 });
    const { refused } = capIterations(100_000);
    const deriveKey = vi.fn(pbkdf2);
    const below = await runComputation({ ...asked, iterations: 100_000 }, { deriveKey });
    expect(deriveKey).not.toHaveBeenCalled();
    expect(await runComputation({ ...asked, iterations: 100_001 }, { deriveKey })).toEqual(
      expected,
    );
    expect(below).not.toEqual(expected);
    expect([refused(), deriveKey.mock.calls.length]).toEqual([1, 1]);
  });

  const server = () =>
    testServer({
      tls: "implicit",
      capabilities: ["AUTH PLAIN SCRAM-SHA-256"],
      users: { ann: "rosebud-49" },
    });
  const options = {
    host: "mail.example",
    tls: "implicit",
    auth: { user: "ann", pass: "rosebud-49" },
  } as const;

  it("proves the password by SCRAM all the same", async () => {
    const { refused } = capIterations(1000);
    const { dial } = server();
    await using connection = await connect({ ...options, dial, deriveKey: pbkdf2 });
    expect(refused()).toBe(1);
    expect(connection.plan.choices.AUTH).toMatchObject({
      method: "SCRAM-SHA-256",
      outcome: "used",
    });
  });

  it("steps down over verified TLS where nothing derives keys, and says so", async () => {
    capIterations(1000);
    const { dial } = server();
    await using connection = await connect({ ...options, dial });
    expect(connection.plan.choices.AUTH).toMatchObject({
      method: "PLAIN",
      outcome: "fallback",
      reason: "too-costly",
    });
  });

  it("stops deriving when the call is aborted or its time is over", async () => {
    for (const ends of ["abort", "deadline"]) {
      capIterations(1000);
      const { dial } = server();
      const stop = new AbortController();
      let stopped: AbortSignal | undefined;
      const connecting = connect({
        ...options,
        dial,
        signal: stop.signal,
        timeouts: ends === "deadline" ? { auth: 50 } : {},
        deriveKey: (request, { signal }) => {
          stopped = signal;
          if (ends === "abort") setTimeout(() => stop.abort(), 1);
          return pbkdf2({ ...request, iterations: 2_000_000_000 }, { signal });
        },
      });
      await expect(connecting).rejects.toMatchObject({
        code: ends === "abort" ? "ABORTED" : "TIMEOUT",
        phase: "auth",
      });
      expect(stopped?.aborted).toBe(true);
    }
  });
});
