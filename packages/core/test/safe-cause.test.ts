import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { connect, SmtpError } from "../src/mod.ts";
import { createMask } from "../src/protocol/errors/mask.ts";
import { describeError, hideCredentials, safeCause } from "../src/protocol/errors/safe-cause.ts";
import { createVirtualWorld, memoryDial } from "../src/testing/mod.ts";

const TOKEN = "c4n4ry-Token_0123456789";
const JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl";

/** Values that throw when they are read. */
function unreadable(): Readonly<Record<string, unknown>> {
  const fails = (): never => {
    throw new Error("It was read.");
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return {
    "a proxy that was revoked": proxy,
    "an error whose message throws": Object.defineProperty(new Error("a"), "message", {
      get: fails,
    }),
    "a proxy whose traps throw": new Proxy(new Error("a"), { get: fails, ownKeys: fails }),
    "an object that has no text": Object.assign(Object.create(null), { toString: fails }),
  };
}

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
    [`Bearer ${JWT}~geheim/geheim==`, "Bearer ***"],
    [`the token ${JWT} is expired`, "the token *** is expired"],
    [`ya29.${TOKEN} is not valid`, "*** is not valid"],
    [`GET https://ann:${TOKEN}@id.example/token failed`, "GET https://***@id.example/token failed"],
    ["connect ECONNREFUSED 127.0.0.1:443", "connect ECONNREFUSED 127.0.0.1:443"],
    ["The token endpoint answered 503.", "The token endpoint answered 503."],
  ])("%s", (text, shown) => {
    expect(hideCredentials(text)).toBe(shown);
  });

  it.each(["-eyJ", "-eyJ.", "Bearer ", "token=", "://a", "ya29."])(
    "takes little time for many beginnings of credentials: %s",
    (beginning) => {
      const start = performance.now();
      hideCredentials(beginning.repeat(40_000));
      // Quadratic work takes ten seconds.
      expect(performance.now() - start).toBeLessThan(1_000);
    },
  );
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

  it.each([
    [
      "a property that is deep",
      (secret: string) => ({ a: { a: { a: { a: { a: { secret } } } } } }),
    ],
    [
      "one of many values",
      (secret: string) => [...Array.from({ length: 5_000 }, () => ({})), secret],
    ],
    ["a Map", (secret: string) => new Map([["header", secret]])],
    ["a URL", (secret: string) => new URL(`http://h.example/?a=${secret}`)],
    ["bytes", (secret: string) => new TextEncoder().encode(`x\0${secret}`)],
    ["the name of a property", (secret: string) => ({ [secret]: 1 })],
    ["a property whose name is a symbol", (secret: string) => ({ [Symbol("own")]: secret })],
    ["a text behind very much text", (secret: string) => "x".repeat(2_000_000) + secret],
    [
      "a getter that changes its mind",
      (secret: string) => {
        let reads = 0;
        return Object.defineProperty({}, "a", {
          enumerable: true,
          get: () => (reads++ === 0 ? "" : secret),
        });
      },
    ],
  ])("gives a copy where a secret may be in %s", (_, hold) => {
    const cause = Object.assign(new Error("a"), { held: hold(TOKEN) });
    const safe = safeCause(cause, clean);
    const shown = inspect(safe, {
      depth: 20,
      showHidden: true,
      getters: true,
      maxArrayLength: null,
    });
    expect(shown + JSON.stringify(safe)).not.toContain(TOKEN);
  });

  it("keeps what says which system call failed", () => {
    const cause = Object.assign(new Error(TOKEN), {
      code: "ECONNREFUSED",
      errno: -111,
      syscall: "connect",
      address: "192.0.2.1",
      port: 25,
    });
    const { message, code, errno, syscall, address, port } = safeCause(
      cause,
      clean,
    ) as typeof cause;
    expect({ message, code, errno, syscall, address, port }).toEqual({
      message: "***",
      code: "ECONNREFUSED",
      errno: -111,
      syscall: "connect",
      address: "192.0.2.1",
      port: 25,
    });
  });

  it("keeps the reason of an abort as it is", () => {
    const reason = AbortSignal.abort().reason;
    expect(safeCause(reason, clean)).toBe(reason);
  });

  it.each(Object.entries(unreadable()))("returns something for %s", (_, cause) => {
    expect(() => inspect(safeCause(cause, clean))).not.toThrow();
    expect(describeError(cause, clean)).toBe("an error that cannot be read");
  });

  it("reads a large error once", () => {
    const nested: object[] = [];
    for (let depth = 0; depth < 10_000; depth += 1) nested.push({ nested: nested.at(-1) });
    const text = "x".repeat(10_000_000);
    const list = Array.from({ length: 1e5 }, () => ({ text }));
    let read = 0;
    const safe = safeCause(
      Object.assign(new Error("a"), { nested: nested.at(-1), list }),
      (line) => {
        read += line.length;
        return line;
      },
    );
    expect(safe).toBeInstanceOf(Error);
    expect(read).toBeLessThan(2 * text.length);
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
