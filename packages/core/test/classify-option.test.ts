/** `classify` is a function, or a sentence says what it is. */
import { describe, expect, it } from "vitest";
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
