/** `classify` is a function, or a sentence says what it is. */
import { describe, expect, it, vi } from "vitest";
import { classifyReply } from "../src/meaning/mod.ts";
import { createMailer } from "../src/mod.ts";
import { openTelemetry } from "../src/opentelemetry.ts";
import { withRetry } from "../src/retry.ts";
import { testServer } from "../src/testing/mod.ts";

const mailer = createMailer({ host: "mail.example", dial: testServer().dial });

describe.each([42, "x", {}, null])("%j as `classify`", (given) => {
  const classify = given as unknown as () => undefined;

  it("is refused by withRetry and openTelemetry", () => {
    expect(() => withRetry(mailer, { classify })).toThrow(
      "`classify` of withRetry must be a function",
    );
    expect(() => openTelemetry({ classify })).toThrow(
      "`classify` of openTelemetry must be a function",
    );
  });

  it("is refused by the ledger, also by an empty one", async () => {
    await expect(mailer.ledger.report({ classify })).rejects.toThrow(
      "`classify` of ledger.report must be a function",
    );
  });
});

const MISBEHAVING: Readonly<Record<string, () => unknown>> = {
  throws: () => {
    throw new Error("mine");
  },
  "returns a promise that rejects": () => Promise.reject(new Error("mine")),
  "has fields that throw": () => ({
    get kind() {
      throw new Error("mine");
    },
    get wait() {
      throw new Error("mine");
    },
  }),
  "gives fields of other types": () => ({ kind: 1n, wait: Symbol("x"), responsible: {} }),
  "gives a wait as text": () => ({ kind: "greylisted", wait: "0.01" }),
  "is a proxy that was revoked": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
};

describe.each(Object.entries(MISBEHAVING))("a `classify` that %s", (_, misbehave) => {
  const classify = misbehave as () => undefined;
  const server = testServer({
    capabilities: ["PIPELINING"],
    tls: "none",
    answers: [{ to: "RCPT", nth: 1, reply: "450 4.7.1 Greylisted" }],
  });
  const message = {
    from: "ann@example.org",
    to: ["bob@example.net", "carol@example.net"],
    raw: "Subject: Hi\r\n\r\nHi.\r\n",
  };

  it("takes no receipt away", async () => {
    server.reset();
    const onEvent = openTelemetry({ classify });
    const sender = createMailer({ host: "mail.example", tls: "none", dial: server.dial, onEvent });
    const retrying = withRetry(sender, { classify, first: 1, greylisted: 1 });
    const { accepted } = await retrying.send(message);
    expect(accepted.map(({ address }) => address).sort()).toEqual(message.to);
    expect(await sender.ledger.report({ classify })).toEqual([]);
    await sender.close();
  });
});

it("a clock that is set back does not make withRetry wait past its deadline", async () => {
  const server = testServer({
    capabilities: [],
    tls: "none",
    answers: [{ to: "RCPT", reply: "450 4.7.1 Later" }],
  });
  const sender = createMailer({ host: "mail.example", tls: "none", dial: server.dial });
  const waits: number[] = [];
  const now = vi.spyOn(Date, "now");
  const retrying = withRetry(sender, {
    first: 1,
    deadline: 50,
    classify: () => {
      now.mockReturnValue(1_000);
      return { kind: "greylisted", wait: 86_400 };
    },
    onRetry: ({ wait }) => waits.push(wait),
  });
  await expect(
    retrying.send({ from: "a@example.org", to: "b@example.net", raw: "Subject: x\r\n\r\n" }),
  ).rejects.toMatchObject({ code: "RECIPIENTS_REFUSED" });
  now.mockRestore();
  await sender.close();
  expect(waits.length).toBeGreaterThan(0);
  for (const wait of waits) expect(wait).toBeLessThanOrEqual(50);
});

it.each([undefined, null, {}, "smtp://mail.example"])(
  "withRetry refuses %j as a mailer",
  (given) => {
    expect(() => withRetry(given as unknown as typeof mailer)).toThrow("needs a mailer");
  },
);

it.each([null, undefined, 42, true])("classifyReply refuses %j", (given) => {
  expect(() => classifyReply(given as unknown as string)).toThrow(
    /^`classifyReply` was given \w+\. Give it a reply/,
  );
});
