/** Token sources in `auth.token`: the outcome of a message, and what an application gets to see. */
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMailer, type SessionEvent, SmtpError } from "../../src/mod.ts";
import { OAuth2Error, refreshTokenSource } from "../../src/oauth2.ts";
import { testServer } from "../../src/testing/mod.ts";
import { type AuthorizationServer, startAuthorizationServer } from "./authorization-server.ts";

const SECRET = "c4n4ry-secret";
const REFRESH = "c4n4ry-refresh";
const message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};

let server: AuthorizationServer;
beforeEach(async () => {
  server = await startAuthorizationServer();
});
afterEach(() => server.close());

/** Sends messages one after another by a server that takes one access token. */
async function sendBy(accepted: string, mechanism: string, count = 1) {
  const events: SessionEvent[] = [];
  const token = refreshTokenSource({
    tokenEndpoint: server.tokenEndpoint,
    clientId: "parley",
    clientSecret: SECRET,
    refreshToken: REFRESH,
    allowCleartext: true,
  });
  const mail = testServer({
    capabilities: [`AUTH ${mechanism}`],
    tls: "implicit",
    tokens: { ann: accepted },
  });
  await using mailer = createMailer({
    host: "mail.example",
    tls: "implicit",
    dial: mail.dial,
    auth: { user: "ann", token },
    onEvent: (event) => events.push(event),
  });
  const errors: SmtpError[] = [];
  for (let n = 0; n < count; n += 1) {
    await mailer.send(message).catch((error: unknown) => {
      if (!SmtpError.is(error)) throw error;
      errors.push(error);
    });
  }
  const shown = inspect([events, errors], { depth: 20, showHidden: true, maxStringLength: null });
  expect(shown).not.toContain("c4n4ry");
  return { messages: mail.messages, errors, shown };
}

describe.each(["XOAUTH2", "OAUTHBEARER"])("%s with a token source", (mechanism) => {
  it("authenticates", async () => {
    const { messages, errors } = await sendBy("access-1", mechanism);
    expect(errors).toEqual([]);
    expect(messages).toHaveLength(1);
  });

  it("gets another token when the mail server refuses one that has not expired", async () => {
    const { messages, errors, shown } = await sendBy("access-2", mechanism);
    expect(errors).toEqual([]);
    expect(messages).toHaveLength(1);
    expect(shown).not.toContain("access-1");
  });

  it("does not ask for one token after another where the mail server takes none", async () => {
    const { errors, shown } = await sendBy("another mailbox's", mechanism, 4);
    expect(errors.map(({ code }) => code)).toEqual(Array(4).fill("AUTH_REFUSED"));
    expect(errors[3]?.reply?.code).toBe(535);
    expect(server.asked).toHaveLength(2);
    expect(shown).not.toMatch(/access-\d/);
  });
});

describe("a token source without a token", () => {
  it("makes an error that says that another try does not help", async () => {
    server.answer((response, { form }) => {
      response.writeHead(400, { "content-type": "application/json" });
      const error_description = `${form["refresh_token"]} of ${form["client_secret"]} has expired`;
      response.end(JSON.stringify({ error: "invalid_grant", error_description }));
    });
    const { errors } = await sendBy("access-1", "XOAUTH2", 2);
    for (const error of errors) {
      expect(error).toMatchObject({ code: "AUTH_REFUSED", retry: "never", phase: "auth" });
      expect(error.reply).toBeUndefined();
      expect(error.cause).toBeInstanceOf(OAuth2Error);
      expect(error.cause).toMatchObject({ code: "GRANT_REFUSED", responsible: "account" });
    }
    expect(server.asked).toHaveLength(1);
  });

  it("makes an error that asks for patience where the authorization server is busy", async () => {
    server.answer({ status: 503, json: {} });
    const { errors } = await sendBy("access-1", "XOAUTH2");
    expect(errors).toMatchObject([{ code: "AUTH_TEMPORARY", retry: "later" }]);
  });
});
