import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { connect, SmtpError } from "../src/mod.ts";
import { createMask } from "../src/protocol/errors/mask.ts";
import { hideCredentials, safeCause } from "../src/protocol/errors/safe-cause.ts";
import { createVirtualWorld, memoryDial } from "../src/testing/mod.ts";

const TOKEN = "c4n4ry-Token_0123456789";
const JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl";

describe("hideCredentials", () => {
  it.each([
    [`Authorization: Bearer ${TOKEN}`, "Authorization: Bearer ***"],
    [`authorization: basic ${TOKEN}==`, "authorization: basic ***"],
    [`{"access_token":"${TOKEN}","expires_in":3600}`, '{"access_token":"***","expires_in":3600}'],
    [
      `grant_type=refresh_token&refresh_token=${TOKEN}&x=1`,
      "grant_type=refresh_token&refresh_token=***&x=1",
    ],
    [`client_secret: '${TOKEN}'`, "client_secret: '***'"],
    [`the token ${JWT} is expired`, "the token *** is expired"],
    [`ya29.${TOKEN} is not valid`, "*** is not valid"],
    [`GET https://ann:${TOKEN}@id.example/token failed`, "GET https://***@id.example/token failed"],
    ["connect ECONNREFUSED 127.0.0.1:443", "connect ECONNREFUSED 127.0.0.1:443"],
    ["The token endpoint answered 503.", "The token endpoint answered 503."],
  ])("%s", (text, shown) => {
    expect(hideCredentials(text)).toBe(shown);
  });
});

describe("safeCause", () => {
  const clean = createMask([TOKEN]);

  it.each([
    ["nothing", undefined],
    ["an error without a secret", new Error("no")],
    ["a value that is no error", { why: "no" }],
    ["an error in a circle", Object.assign(new Error("no"), { self: {} as unknown })],
  ])("leaves %s as it is", (_, cause) => {
    if (cause instanceof Error && "self" in cause) cause.self = cause;
    expect(safeCause(cause, clean)).toBe(cause);
  });

  it.each([
    ["its message", new Error(`${TOKEN} is refused`)],
    [
      "a cause of its cause",
      new Error("a", { cause: new Error("b", { cause: new Error(TOKEN) }) }),
    ],
    ["a property", Object.assign(new Error("a"), { config: { headers: { auth: `x ${TOKEN}` } } })],
    ["a list of errors", new AggregateError([new Error(TOKEN)], "all failed")],
    ["its code", Object.assign(new Error("a"), { code: TOKEN })],
    ["a text in place of an error", `no: ${TOKEN}`],
    ["a value in place of an error", { token: TOKEN }],
  ])("gives a copy where the secret is in %s", (_, cause) => {
    const safe = safeCause(cause, clean);
    expect(safe).not.toBe(cause);
    expect(inspect(safe, { depth: 10, showHidden: true })).not.toContain(TOKEN);
  });

  it("keeps name, code, place and the causes that are safe", () => {
    const inner = new TypeError("fetch failed");
    const error = Object.assign(new RangeError(`${TOKEN} no`, { cause: inner }), { code: "E_NO" });
    const safe = safeCause(error, clean) as Error & { readonly code: string };
    expect(safe).toMatchObject({ name: "RangeError", message: "*** no", code: "E_NO" });
    expect(safe.cause).toBe(inner);
    expect(safe.stack).toContain("safe-cause.test.ts");
  });

  it("runs no code of others, and ends with what is endless", () => {
    let nested: object = {};
    for (let depth = 0; depth < 10_000; depth += 1) nested = { nested };
    const cause = Object.defineProperty(Object.assign(new Error("a"), { nested }), "trap", {
      enumerable: true,
      get: () => {
        throw new Error("It was read.");
      },
    });
    const wide = Object.assign(new Error("a"), { list: Array.from({ length: 1e5 }, () => ({})) });
    expect(safeCause(cause, clean)).toBe(cause);
    expect(safeCause(wide, clean)).toBe(wide);
  });
});

it.each([
  ["a token that was had before", (before: string) => new Error(`${before} has expired`)],
  ["a request with a header", () => new Error(`Bearer ${TOKEN}-2 was refused`)],
  ["a JSON Web Token", () => Object.assign(new Error("no"), { body: JWT })],
])("the cause of a failed token function shows no token: %s", async (_, error) => {
  let before = "";
  const tokens = { ann: "another" };
  const world = createVirtualWorld({ tls: "implicit", capabilities: ["AUTH XOAUTH2"], tokens });
  const failed = await connect({
    host: "mail.example",
    tls: "implicit",
    dial: memoryDial(world),
    auth: {
      user: "ann",
      token: () => {
        if (before !== "") throw error(before);
        before = TOKEN;
        return before;
      },
    },
  }).catch((thrown: unknown) => thrown);
  expect(SmtpError.is(failed) && failed.code).toBe("AUTH_TEMPORARY");
  const shown = inspect(failed, { depth: 10 });
  expect(shown).not.toContain(TOKEN);
  expect(shown).not.toContain(JWT);
});
