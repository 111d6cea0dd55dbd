import type { Socket } from "@cloudflare/workers-types";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { overSocket } from "./transport.ts";

/** A socket of older runtime versions after a failed handshake: open, and then at its end. */
function atItsEnd(before: readonly Uint8Array[] = []): Socket {
  const readable = new ReadableStream({
    start(controller) {
      for (const bytes of before) controller.enqueue(bytes);
      controller.close();
    },
  });
  return {
    readable,
    writable: new WritableStream(),
    secureTransport: "on",
    close: async () => {},
  } as unknown as Socket;
}

// Only Workers have this class, and this test runs on Node.
beforeAll(() => void vi.stubGlobal("IdentityTransformStream", TransformStream));
afterAll(() => void vi.unstubAllGlobals());

describe("a connection that ends", () => {
  it("had no handshake when it is under TLS and nothing came", async () => {
    const transport = overSocket(atItsEnd(), "mail.example.com:465", { verified: true });
    await expect(transport.read()).rejects.toMatchObject({
      kind: "certificate",
      message: expect.stringContaining("TLS with mail.example.com:465 failed"),
    });
  });

  it("just ends when something came before, or when it is in clear text", async () => {
    const bytes = new Uint8Array([50]);
    const secured = overSocket(atItsEnd([bytes]), "mail.example.com:465", { verified: true });
    expect([await secured.read(), await secured.read()]).toEqual([bytes, null]);
    expect(await overSocket(atItsEnd(), "mail.example.com:25").read()).toBeNull();
  });
});
