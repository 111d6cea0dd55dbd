/** SCRAM with more iterations than WebCrypto accepts, as on Workers in production but not in tests. */
import { testServer } from "@parley-smtp/core/testing";
import { afterEach, expect, it, vi } from "vitest";
import { createMailer } from "../src/mod.ts";

afterEach(() => void vi.restoreAllMocks());

it("is done without WebCrypto's PBKDF2, and with nothing to configure", async () => {
  const refuse = vi
    .spyOn(crypto.subtle, "deriveBits")
    .mockRejectedValue(
      new DOMException(
        "Pbkdf2 failed: iteration counts above 100000 are not supported (requested 600000).",
        "NotSupportedError",
      ),
    );
  const server = testServer({
    capabilities: ["AUTH PLAIN SCRAM-SHA-256"],
    tls: "implicit",
    users: { ann: "rosebud-49" },
  });
  await using mailer = createMailer({
    host: "mail.example",
    tls: "implicit",
    dial: server.dial,
    auth: { user: "ann", pass: "rosebud-49" },
  });
  const { choices } = await mailer.verify();
  expect(refuse).toHaveBeenCalledOnce();
  expect(choices.AUTH).toMatchObject({ method: "SCRAM-SHA-256", outcome: "used" });
  expect(server.transcript()).not.toContain("C: AUTH PLAIN");
});
