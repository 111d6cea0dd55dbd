/** Which decisions a receipt reports as fallbacks. */
import { describe, expect, it } from "vitest";
import { createMailer, type Wishes } from "../../src/mod.ts";
import {
  modernServer,
  type Personality,
  type PersonalityName,
  personality,
  testServer,
} from "../../src/testing/mod.ts";

const message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hello\r\n\r\nHi.\r\n",
};

async function receiptOf(server: Personality, features: Wishes = {}, raw = message.raw) {
  const [[user, pass] = []] = Object.entries(server.users ?? {});
  await using mailer = createMailer({
    host: "mx.example.net",
    dial: testServer(server).dial,
    features,
    ...(user !== undefined && typeof pass === "string" && { auth: { user, pass } }),
  });
  return await mailer.send({ ...message, raw });
}

async function fallbacksOf(...given: Parameters<typeof receiptOf>) {
  const { fallbacks } = await receiptOf(...given);
  return fallbacks.map(({ feature, method }) => `${feature}: ${method}`);
}

const healthy: readonly PersonalityName[] = [
  "aiosmtpd-1.4.3",
  "aiosmtpd-1.4.3-tls-required",
  "chasquid-1.11",
  "chasquid-1.11-auth-required",
  "dovecot-2.3.19.1",
  "exim-4.96",
  "exim-4.96-no-chunking",
  "haraka-3.3.4",
  "postfix-3.7.11",
  "postfix-3.7.11-no-chunking",
  "postfix-3.7.11-small",
  "postfix-3.7.11-strict",
  "postfix-3.7.11-tls-required",
  "qpsmtpd-0.94",
  "sendmail-8.17.1.9",
  "sendmail-8.17.1.9-auth-required",
  "smtp-server-3.21.6",
  "smtp-server-3.21.6-auth-required",
  "gmail",
];

const LESS: readonly (readonly [PersonalityName, readonly string[]])[] = [
  ["postfix-3.7.11-bare", ["TLS: clear text"]],
  ["postfix-3.7.11-bdat502", ["CHUNKING: DATA"]],
  ["postfix-3.7.11-mail555", ["SIZE: not declared"]],
  ["postfix-3.7.11-ehlo502", ["ESMTP: HELO", "TLS: clear text"]],
  ["cisco-pix", ["ESMTP: HELO", "TLS: clear text"]],
  ["mailpit", ["TLS: clear text"]],
];

/** Offers TLS and nothing else, not even ENHANCEDSTATUSCODES. */
const plain: Personality = { ...modernServer, capabilities: ["STARTTLS"], capabilitiesTls: [] };

describe("the fallbacks of a receipt", () => {
  it.each(healthy)("stay empty with %s", async (name) => {
    expect(await fallbacksOf(personality(name))).toEqual([]);
  });

  it.each(LESS)("with %s are %j", async (name, expected) => {
    expect(await fallbacksOf(personality(name))).toEqual(expected);
  });

  it("stay empty with a server that offers nothing, though all decisions are reported", async () => {
    const { fallbacks, decisions } = await receiptOf(plain);
    expect(fallbacks).toEqual([]);
    expect(decisions).toContainEqual(
      expect.objectContaining({ feature: "CHUNKING", method: "DATA", reason: "not-offered" }),
    );
  });

  it("contain what the user set a wish for", async () => {
    expect(await fallbacksOf(plain, { PIPELINING: "prefer", CHUNKING: "avoid" })).toEqual([
      "PIPELINING: one command per flight",
    ]);
  });

  it("contain changes of the content", async () => {
    expect(await fallbacksOf(plain, {}, "Subject: x\r\n\r\nGrüße\r\n")).toEqual([
      "8BITMIME: re-encoded",
    ]);
  });
});
