import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type ClientCredentialsOptions,
  clientCredentialsSource,
  OAuth2Error,
  type RefreshTokenOptions,
  refreshTokenSource,
} from "../../src/oauth2.ts";
import { type AuthorizationServer, startAuthorizationServer } from "./authorization-server.ts";

let server: AuthorizationServer;

beforeEach(async () => {
  server = await startAuthorizationServer();
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

/** Both clocks stand still, and timers run. */
function stopClocks(): void {
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
}

function clientSource(more: Partial<ClientCredentialsOptions> = {}) {
  const { tokenEndpoint } = server;
  return clientCredentialsSource({
    tokenEndpoint,
    clientId: "parley",
    clientSecret: "s3cret & more",
    allowCleartext: true,
    ...more,
  });
}

function refreshSource(more: Partial<RefreshTokenOptions> = {}) {
  const { tokenEndpoint } = server;
  return refreshTokenSource({
    tokenEndpoint,
    clientId: "parley",
    refreshToken: "refresh-1",
    allowCleartext: true,
    ...more,
  });
}

async function failureOf(work: Promise<unknown>): Promise<OAuth2Error> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof OAuth2Error)) throw new Error(`Not an OAuth2Error: ${String(error)}`);
  return error;
}

describe("a request", () => {
  it("asks by the client's own credentials", async () => {
    expect(await clientSource({ scope: "smtp.send more" })()).toBe("access-1");
    const [asked] = server.asked;
    expect(asked?.path).toBe("/token?tenant=1");
    expect(asked?.form).toEqual({
      grant_type: "client_credentials",
      client_id: "parley",
      client_secret: "s3cret & more",
      scope: "smtp.send more",
    });
  });

  it("asks by the refresh token of a public client", async () => {
    expect(await refreshSource()()).toBe("access-1");
    expect(server.asked[0]?.form).toEqual({
      grant_type: "refresh_token",
      client_id: "parley",
      refresh_token: "refresh-1",
    });
  });

  it("puts the secret into the header where the provider wants it there", async () => {
    await clientSource({ clientAuthentication: "basic", clientSecret: "a:b c" })();
    const [asked] = server.asked;
    const basic = Buffer.from("parley:a%3Ab+c").toString("base64");
    expect(asked?.headers.authorization).toBe(`Basic ${basic}`);
    expect(asked?.form).toEqual({ grant_type: "client_credentials" });
  });

  it("goes by the caller's fetch", async () => {
    const urls: string[] = [];
    const source = clientSource({
      fetch: (url, init) => {
        urls.push(url);
        return fetch(url, init);
      },
    });
    expect(await source()).toBe("access-1");
    expect(urls).toEqual([server.tokenEndpoint]);
  });
});

describe("an access token", () => {
  it("serves callers at the same time by one request", async () => {
    const source = clientSource();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => source()));
    expect(new Set(tokens)).toEqual(new Set(["access-1"]));
    expect(server.asked).toHaveLength(1);
  });

  it("is used until a minute before it expires", async () => {
    stopClocks();
    const source = clientSource();
    await source();
    vi.advanceTimersByTime(3_539_999);
    expect(await source()).toBe("access-1");
    vi.advanceTimersByTime(1);
    expect(await source()).toBe("access-2");
  });

  it("with a short life is used for nine tenths of it", async () => {
    stopClocks();
    server.answer(
      { json: { access_token: "a", token_type: "bearer", expires_in: 10 } },
      { json: { access_token: "b", token_type: "bearer", expires_in: 10 } },
    );
    const source = clientSource();
    await source();
    vi.advanceTimersByTime(8_999);
    expect(await source()).toBe("a");
    vi.advanceTimersByTime(1);
    expect(await source()).toBe("b");
  });

  it("does not live longer because the clock was set back", async () => {
    stopClocks();
    const source = clientSource();
    await source();
    vi.setSystemTime(Date.now() - 86_400_000);
    vi.advanceTimersByTime(3_540_000);
    expect(await source()).toBe("access-2");
  });

  it("is renewed when the clock was set ahead, as after a sleep", async () => {
    stopClocks();
    const source = clientSource();
    await source();
    vi.setSystemTime(Date.now() + 3_540_000);
    expect(await source()).toBe("access-2");
  });

  it.each([
    ["missing", undefined, 300_000],
    ["null", null, 300_000],
    ["negative", -1, 300_000],
    ["an object", {}, 300_000],
    ["words", "soon", 300_000],
    ["a number as a string", "600", 600_000],
    ["a thousand years", 31_536_000_000, 86_400_000],
  ])("whose expires_in is %s has a sensible life", async (_, expires_in, lifetime) => {
    stopClocks();
    const first = { access_token: "a", token_type: "Bearer", expires_in };
    server.answer({ json: first }, { json: { ...first, access_token: "b" } });
    const source = clientSource();
    await source();
    const usable = Math.max(lifetime - 60_000, lifetime * 0.9);
    vi.advanceTimersByTime(usable - 1);
    expect(await source()).toBe("a");
    vi.advanceTimersByTime(1);
    expect(await source()).toBe("b");
  });

  it("with infinite life is renewed after a day", async () => {
    stopClocks();
    const text = '{"access_token":"a","token_type":"Bearer","expires_in":1e999}';
    server.answer((response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(text);
    });
    const source = clientSource();
    await source();
    vi.advanceTimersByTime(86_400_000);
    await source();
    expect(server.asked).toHaveLength(2);
  });

  it("comes without a look at the ID token beside it", async () => {
    const json = { access_token: "a", token_type: "Bearer", expires_in: 60, id_token: "x.y.z" };
    server.answer({ json });
    expect(await clientSource()()).toBe("a");
  });
});

describe("a token that the mail server refuses", () => {
  it("is renewed before it expires, and the new one once a minute at most", async () => {
    stopClocks();
    const source = clientSource();
    expect(await source()).toBe("access-1");
    expect(await source("access-1")).toBe("access-2");
    expect(await source("access-2")).toBe("access-2");
    expect(await source()).toBe("access-2");
    vi.advanceTimersByTime(60_000);
    expect(await source("access-2")).toBe("access-3");
  });

  it("does not replace one that was issued since", async () => {
    const source = clientSource();
    await source();
    await source("access-1");
    expect(await source("access-1")).toBe("access-2");
    expect(server.asked).toHaveLength(2);
  });

  it("is renewed by one request for all connections that were refused", async () => {
    const source = clientSource();
    await source();
    const tokens = await Promise.all(Array.from({ length: 5 }, () => source("access-1")));
    expect(new Set(tokens)).toEqual(new Set(["access-2"]));
  });
});

describe("a refresh token that the authorization server replaces", () => {
  const rotating = (n: number) => ({
    json: {
      access_token: `access-${n}`,
      token_type: "Bearer",
      expires_in: 3600,
      refresh_token: `refresh-${n + 1}`,
    },
  });

  it("is stored before the access token is given, and used next", async () => {
    stopClocks();
    server.answer(rotating(1), rotating(2));
    const saved: string[] = [];
    const source = refreshSource({
      saveRefreshToken: async (token) => {
        await Promise.resolve();
        saved.push(token);
      },
    });
    await source();
    expect(saved).toEqual(["refresh-2"]);
    vi.advanceTimersByTime(3_600_000);
    await source();
    expect(saved).toEqual(["refresh-2", "refresh-3"]);
    expect(server.asked.map(({ form }) => form["refresh_token"])).toEqual([
      "refresh-1",
      "refresh-2",
    ]);
  });

  it("is kept in memory where nobody stores it", async () => {
    server.answer(rotating(1), rotating(2));
    const source = refreshSource();
    await source("access-0");
    await source("access-1");
    expect(server.asked[1]?.form["refresh_token"]).toBe("refresh-2");
  });

  it("is read again from where the caller keeps it", async () => {
    server.answer(rotating(1), rotating(5), rotating(9));
    let stored = "refresh-1";
    const source = refreshSource({ refreshToken: async () => stored });
    await source();
    await source("access-1");
    stored = "refresh-of-another-process";
    stopClocks();
    vi.advanceTimersByTime(7_200_000);
    await source();
    expect(server.asked.map(({ form }) => form["refresh_token"])).toEqual([
      "refresh-1",
      "refresh-2",
      "refresh-of-another-process",
    ]);
  });

  it("gives no access token until it is stored, and asks for no other meanwhile", async () => {
    stopClocks();
    server.answer(rotating(1));
    let broken = true;
    const saved: string[] = [];
    const source = refreshSource({
      saveRefreshToken: (token) => {
        if (broken) throw new Error(`disk full, cannot write ${token}`);
        saved.push(token);
      },
    });
    const error = await failureOf(source());
    expect(error).toMatchObject({
      code: "STORAGE_FAILED",
      retry: "later",
      responsible: "developer",
    });
    expect((error.cause as Error).message).toBe("disk full, cannot write ***");
    vi.advanceTimersByTime(2_000);
    expect((await failureOf(source())).code).toBe("STORAGE_FAILED");
    broken = false;
    vi.advanceTimersByTime(2_000);
    expect(await source()).toBe("access-1");
    expect(saved).toEqual(["refresh-2"]);
    expect(server.asked).toHaveLength(1);
  });

  it("fails where storing does not end", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let begin = (): void => {};
    const saving = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const source = refreshSource({
      fetch: async () => Response.json(rotating(1).json),
      saveRefreshToken() {
        begin();
        return new Promise(() => {});
      },
    });
    const failure = failureOf(source());
    await saving;
    vi.advanceTimersByTime(10_000);
    expect(await failure).toMatchObject({ code: "TIMEOUT", responsible: "developer" });
  });

  it.each([
    ["an empty string", () => ""],
    ["a line of a file", () => "refresh-1\n"],
    ["nothing", () => undefined as unknown as string],
  ])("cannot be %s", async (_, refreshToken) => {
    const error = await failureOf(refreshSource({ refreshToken })());
    expect(error).toMatchObject({ code: "STORAGE_FAILED", retry: "never" });
    expect(server.asked).toHaveLength(0);
  });
});

describe("a refusal", () => {
  it.each([
    [400, "invalid_grant", "GRANT_REFUSED", "account", "never"],
    [400, "interaction_required", "GRANT_REFUSED", "account", "never"],
    [401, "invalid_client", "CLIENT_REFUSED", "developer", "never"],
    [400, "unauthorized_client", "CLIENT_REFUSED", "developer", "never"],
    [400, "invalid_scope", "REQUEST_REFUSED", "developer", "never"],
    [403, "made_up_error", "REQUEST_REFUSED", "developer", "never"],
    [200, "invalid_grant", "GRANT_REFUSED", "account", "never"],
    [400, "temporarily_unavailable", "SERVER_UNAVAILABLE", "authorization-server", "later"],
    [503, "made_up_error", "SERVER_UNAVAILABLE", "authorization-server", "later"],
    [429, undefined, "SERVER_UNAVAILABLE", "authorization-server", "later"],
    [401, undefined, "CLIENT_REFUSED", "developer", "never"],
    [404, undefined, "INVALID_ANSWER", "developer", "never"],
  ])("%s %s becomes %s", async (status, error, code, responsible, retry) => {
    server.answer({ status, json: { error, error_description: "AADSTS700082: expired" } });
    const failure = await failureOf(refreshSource()());
    expect(failure).toMatchObject({ code, responsible, retry, status });
    expect(failure.error).toBe(error);
    if (error) expect(failure.message).toContain(`${error}: AADSTS700082: expired`);
  });

  it("with a challenge in the header is still read", async () => {
    server.answer((response) => {
      response.writeHead(401, {
        "content-type": "application/json",
        "www-authenticate": 'Basic realm="id"',
      });
      response.end('{"error":"invalid_client"}');
    });
    expect(await failureOf(clientSource()())).toMatchObject({ code: "CLIENT_REFUSED" });
  });

  it("is not asked for again at once", async () => {
    stopClocks();
    server.answer({ status: 400, json: { error: "invalid_grant" } }, { status: 503, json: {} });
    const source = refreshSource();
    const first = await failureOf(source());
    vi.advanceTimersByTime(29_999);
    expect(await failureOf(source())).toBe(first);
    vi.advanceTimersByTime(1);
    const second = await failureOf(source());
    expect(second.code).toBe("SERVER_UNAVAILABLE");
    vi.advanceTimersByTime(1_999);
    expect(await failureOf(source())).toBe(second);
    expect(server.asked).toHaveLength(2);
  });

  it("shows no secret that the server says back, and no control characters", async () => {
    server.answer((response, { form }) => {
      response.writeHead(400, { "content-type": "application/json" });
      const said = `\u001b[2J ${form["client_secret"]} / ${form["refresh_token"]} ${"x".repeat(9_000)}`;
      response.end(JSON.stringify({ error: said, error_description: said }));
    });
    const failure = await failureOf(refreshSource({ clientSecret: "hunter-2-hunter" })());
    const shown = [failure.message, failure.stack, JSON.stringify(failure)].join();
    expect(shown).not.toContain("hunter-2");
    expect(shown).not.toContain("refresh-1");
    expect(shown).not.toContain("\u001b");
    expect(failure.message.length).toBeLessThan(1_500);
  });

  it.each(["a-b_c~d-e_f~g", "some words and blanks", "p&ss+w/rd=="])(
    "shows the secret %s in no form in which it is sent",
    async (clientSecret) => {
      const sent: string[] = [];
      server.answer((response, { headers }) => {
        const encoded = headers.authorization?.slice("Basic ".length) ?? "";
        const [, pair = ""] = Buffer.from(encoded, "base64").toString().split(":");
        const posted = new URLSearchParams({ "": clientSecret }).toString().slice(1);
        sent.push(encoded.slice(-10), pair, posted);
        response.writeHead(400, { "content-type": "application/json" });
        response.end(JSON.stringify({ error: "x", error_description: `${encoded} ${sent}` }));
      });
      const source = clientSource({ clientAuthentication: "basic", clientSecret });
      const failure = await failureOf(source());
      expect(sent).toHaveLength(3);
      expect(sent.filter((form) => failure.message.includes(form))).toEqual([]);
    },
  );
});

describe("an answer without a usable token", () => {
  const answerWith = (type: string, text: string) =>
    server.answer((response) => {
      response.writeHead(200, { "content-type": type });
      response.end(text);
    });

  it.each([
    ["a page", "text/html", "<h1>Sign in</h1>", /content type "text\/html"/],
    ["no JSON", "application/json", "{", /is not a JSON object/],
    ["a list", "application/json", "[1]", /is not a JSON object/],
    ["nothing", "application/json", "", /is not a JSON object/],
    ["no token", "application/json", '{"token_type":"Bearer"}', /contains no `access_token`/],
    [
      "an empty token",
      "application/json",
      '{"access_token":"","token_type":"Bearer"}',
      /type bearer/,
    ],
    [
      "a number",
      "application/json",
      '{"access_token":7,"token_type":"Bearer"}',
      /no `access_token`/,
    ],
    ["a MAC", "application/json", '{"access_token":"a","token_type":"mac"}', /type bearer/],
    ["a DPoP token", "application/json", '{"access_token":"a","token_type":"DPoP"}', /type bearer/],
    ["no type", "application/json", '{"access_token":"a"}', /type bearer/],
  ])("%s", async (_, type, text, message) => {
    answerWith(type, text);
    const failure = await failureOf(clientSource()());
    expect(failure).toMatchObject({ code: "INVALID_ANSWER", status: 200, retry: "later" });
    expect(failure.message).toMatch(message);
  });

  it("does not show a token in an error", async () => {
    answerWith("application/json", '{"access_token":"c4n4ry-c4n4ry","token_type":"mac"}');
    const failure = await failureOf(clientSource()());
    expect(failure.cause).toBeUndefined();
    expect(`${failure.stack} ${JSON.stringify(failure)}`).not.toContain("c4n4ry");
  });

  it("of any size is read up to a limit", async () => {
    let written = 0;
    server.answer((response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const piece = " ".repeat(65_536);
      const more = (): void => {
        while (!response.closed && response.write(piece)) written += piece.length;
        if (!response.closed) response.once("drain", more);
      };
      response.on("error", () => {});
      more();
    });
    const failure = await failureOf(clientSource()());
    expect(failure.message).toContain("is larger than 65536 bytes");
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  it("is not followed elsewhere", async () => {
    const other = await startAuthorizationServer();
    server.answer((response) => {
      response.writeHead(307, { location: other.tokenEndpoint });
      response.end();
    });
    const failure = await failureOf(clientSource()());
    expect(failure).toMatchObject({ code: "INVALID_ANSWER", retry: "never", status: 307 });
    expect(other.asked).toHaveLength(0);
    await other.close();
  });
});

describe("a wait", () => {
  it("for an answer ends", async () => {
    server.answer(() => {});
    expect(await failureOf(clientSource({ timeout: 50 })())).toMatchObject({
      code: "TIMEOUT",
      retry: "later",
      message: expect.stringContaining("within 50 ms"),
    });
  });

  it("for the rest of an answer ends", async () => {
    server.answer((response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"access_token":');
    });
    expect(await failureOf(clientSource({ timeout: 200 })())).toMatchObject({ code: "TIMEOUT" });
  });

  it("for a fetch that knows no signal ends", async () => {
    const source = clientSource({ timeout: 50, fetch: () => new Promise(() => {}) });
    expect(await failureOf(source())).toMatchObject({ code: "TIMEOUT" });
  });

  it("of one caller ends by its signal, and the others get their token", async () => {
    let answer = (): void => {};
    const asked = new Promise<void>((resolve) => {
      server.answer((response) => {
        answer = () => {
          response.writeHead(200, { "content-type": "application/json" });
          response.end('{"access_token":"a","token_type":"Bearer"}');
        };
        resolve();
      });
    });
    const source = clientSource();
    const controller = new AbortController();
    const [given, kept] = [source(undefined, { signal: controller.signal }), source()];
    await asked;
    controller.abort();
    expect(await failureOf(given)).toMatchObject({ code: "ABORTED" });
    answer();
    expect(await kept).toBe("a");
  });

  it("of everyone ends by the signal of the source", async () => {
    server.answer(() => {});
    const controller = new AbortController();
    const source = clientSource({ signal: controller.signal });
    const both = [source(), source()].map(failureOf);
    controller.abort(new Error("shutting down"));
    expect((await Promise.all(both)).map(({ code }) => code)).toEqual(["ABORTED", "ABORTED"]);
    expect(await failureOf(source())).toMatchObject({ code: "ABORTED" });
  });

  it("for a server that is not there ends", async () => {
    await server.close();
    const failure = await failureOf(clientSource()());
    expect(failure).toMatchObject({ code: "SERVER_UNAVAILABLE", retry: "later" });
    expect(failure.cause).toBeInstanceOf(Error);
    server = await startAuthorizationServer();
  });
});

describe("the options", () => {
  const good = { tokenEndpoint: "https://id.example/token", clientId: "a", clientSecret: "b" };
  it.each([
    [{ tokenEndpoint: undefined }, /`tokenEndpoint` is missing/],
    [{ tokenEndpoint: "/token" }, /must be a URL/],
    [{ tokenEndpoint: "http://id.example/token" }, /clear text/],
    [{ tokenEndpoint: "https://a:b@id.example/token" }, /Use `clientId`/],
    [{ tokenEndpoint: "https://id.example/token#x" }, /fragment/],
    [{ clientId: "" }, /`clientId`/],
    [{ clientSecret: 7 }, /`clientSecret`/],
    [{ clientSecret: undefined }, /`clientSecret` is missing/],
    [{ clientAuthentication: "header" }, /"post" or "basic"/],
    [{ scope: ["a"] }, /`scope`/],
    [{ timeout: 0 }, /`timeout`/],
    [{ timeout: Number.POSITIVE_INFINITY }, /`timeout`/],
    [{ fetch: "no" }, /`fetch`/],
    [{ scopes: "a" }, /Did you mean `scope`/],
    [{ refreshToken: "a" }, /no option `refreshToken` of clientCredentialsSource/],
  ])("%o", (more, message) => {
    const options = { ...good, ...more } as unknown as ClientCredentialsOptions;
    expect(() => clientCredentialsSource(options)).toThrow(message);
  });

  it.each([
    [{ refreshToken: "" }, /`refreshToken` must be a string/],
    [{ refreshToken: "r\n" }, /has no line ends/],
    [{ saveRefreshToken: "db" }, /`saveRefreshToken` must be a function/],
    [{ clientSecret: undefined, clientAuthentication: "basic" }, /needs `clientSecret`/],
  ])("of a refresh token %o", (more, message) => {
    const options = { ...good, refreshToken: "r", ...more } as unknown as RefreshTokenOptions;
    expect(() => refreshTokenSource(options)).toThrow(message);
  });
});
