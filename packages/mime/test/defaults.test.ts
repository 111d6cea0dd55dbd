/** Defaults of a mailer's drafts. */
import { createMailer } from "@parley-smtp/core";
import { testServer } from "@parley-smtp/core/testing";
import { describe, expect, it } from "vitest";
import { type DraftDefaults, type DraftWithDefaults, withDefaults } from "../src/mod.ts";

/** Sends one draft and returns its header section with what the envelope said. */
async function send(defaults: DraftDefaults, draft: DraftWithDefaults) {
  const server = testServer({ capabilities: ["8BITMIME"], tls: "none" });
  const compose = withDefaults(defaults);
  await using mailer = createMailer({ host: "smtp.example.com", dial: server.dial, compose });
  await mailer.send(draft);
  const [message] = server.messages;
  return { from: message?.from, head: message?.raw.split("\r\n\r\n")[0] ?? "" };
}

const draft = { to: "bob@example.net", subject: "x", text: "x" };
const defaults: DraftDefaults = {
  from: "Shop <shop@example.com>",
  replyTo: "help@example.com",
  headers: { "X-Shop": "1", "X-Mode": ["a", "b"] },
};

describe("withDefaults", () => {
  it("fills in what a draft leaves out", async () => {
    const { from, head } = await send(defaults, draft);
    expect(from).toBe("shop@example.com");
    for (const line of [
      "From: Shop <shop@example.com>",
      "Reply-To: help@example.com",
      "X-Shop: 1",
      "X-Mode: a",
      "X-Mode: b",
    ]) {
      expect(head.split("\r\n")).toContain(line);
    }
  });

  it("fills in for keys that are undefined", async () => {
    const { from } = await send(defaults, {
      ...draft,
      from: undefined,
      replyTo: undefined,
      headers: undefined,
    });
    expect(from).toBe("shop@example.com");
  });

  it("prefers the draft, field by field and in any case", async () => {
    const own = {
      from: "ann@example.org",
      replyTo: "eve@example.org",
      headers: { "x-shop": "2", "X-Own": "3", "X-MODE": [] },
    };
    const { from, head } = await send(defaults, { ...draft, ...own });
    expect(from).toBe("ann@example.org");
    expect(head).toContain("Reply-To: eve@example.org");
    expect(head.match(/^X-.*$/gim)).toEqual(["x-shop: 2", "X-Own: 3"]);
  });

  it("reads the defaults once", async () => {
    const headers: Record<string, string> = { "X-Shop": "1" };
    const changing = { from: "shop@example.com", headers };
    const compose = withDefaults(changing);
    headers["X-Late"] = "2";
    changing.from = "late@example.com";
    const { envelope, raw } = await compose(draft);
    expect(envelope.from).toBe("shop@example.com");
    expect(new TextDecoder().decode((raw as () => Uint8Array)())).not.toContain("X-Late");
  });

  it("leaves the checks to compose", async () => {
    await expect(send({}, draft)).rejects.toThrow("`from` is missing");
    await expect(send({ from: "no address" }, draft)).rejects.toThrow(TypeError);
    await expect(
      send({ ...defaults, headers: { "X-A": "b\r\nBcc: eve@example.org" } }, draft),
    ).rejects.toThrow(TypeError);
    await expect(withDefaults(defaults)(null as never)).rejects.toThrow(
      "A draft must be an object",
    );
  });

  it.each([[{ form: "a@example.com" }], [{ to: "a@example.com" }], [null], ["a@example.com"]])(
    "refuses the defaults %j",
    (wrong) => {
      expect(() => withDefaults(wrong as never)).toThrow(TypeError);
    },
  );
});
