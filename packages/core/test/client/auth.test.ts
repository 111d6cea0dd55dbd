import { describe, expect, it } from "vitest";
import {
  type Auth,
  type CoreOptions,
  createMailer,
  defaultMechanisms,
  type Mechanism,
  scram,
} from "../../src/mod.ts";
import { type Personality, testServer } from "../../src/testing/mod.ts";

const message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};
const ann = { user: "ann", pass: "rosebud-49" };

/** Sends through a server that offers these mechanisms, and returns how the client authenticated. */
async function sendBy(
  mechanisms: string,
  auth: Auth,
  personality: Partial<Personality> = {},
  more: Partial<CoreOptions> = {},
): Promise<{ readonly method: string | undefined; readonly user: string | undefined }> {
  const server = testServer({
    capabilities: [`AUTH ${mechanisms}`],
    tls: "implicit",
    users: { ann: "rosebud-49" },
    ...personality,
  });
  await using mailer = createMailer({
    host: "mail.example",
    tls: "implicit",
    dial: server.dial,
    auth,
    ...more,
  });
  const { decisions } = await mailer.send(message);
  const method = decisions.find(({ feature }) => feature === "AUTH")?.method;
  return { method, user: server.messages[0]?.user };
}

describe("a client with WebCrypto, and a server in memory", () => {
  it.each([
    ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-256 SCRAM-SHA-256-PLUS PLAIN"],
    ["SCRAM-SHA-256", "SCRAM-SHA-1-PLUS SCRAM-SHA-256 PLAIN"],
    ["SCRAM-SHA-1-PLUS", "SCRAM-SHA-1 SCRAM-SHA-1-PLUS PLAIN"],
    ["SCRAM-SHA-1", "LOGIN PLAIN SCRAM-SHA-1"],
  ])("agree on %s out of %s", async (method, offered) => {
    expect(await sendBy(offered, ann)).toEqual({ method, user: "ann" });
  });

  it("agree on a mechanism that the user adds before all others", async () => {
    const mechanisms = [scram("SHA-512", true), ...defaultMechanisms];
    const offered = "SCRAM-SHA-256-PLUS SCRAM-SHA-512-PLUS";
    const { method } = await sendBy(offered, ann, {}, { mechanisms });
    expect(method).toBe("SCRAM-SHA-512-PLUS");
  });

  it("agree on names and passwords that have to be prepared and escaped", async () => {
    const users = { "a=b,c": "pass\u00a0w\u00f6rd" };
    const auth = { user: "a=b,c", pass: "pass wo\u0308rd" };
    expect(await sendBy("SCRAM-SHA-256", auth, { users })).toMatchObject({ user: "a=b,c" });
  });

  it("do not agree on a wrong password, and PLAIN does not hear it", async () => {
    const auth = { ...ann, pass: "wrong" };
    await expect(sendBy("PLAIN SCRAM-SHA-256", auth)).rejects.toMatchObject({
      code: "AUTH_REFUSED",
      retry: "never",
    });
  });

  it("go on by PLAIN where the server keeps nothing for SCRAM", async () => {
    const server: Partial<Personality> = {
      answers: [{ to: "AUTH", nth: 1, reply: "535 5.7.8 Error: authentication failed" }],
    };
    expect(await sendBy("PLAIN SCRAM-SHA-256", ann, server)).toEqual({
      method: "PLAIN",
      user: "ann",
    });
  });

  it("part when the server says yes without proof, whatever is wished", async () => {
    const server: Partial<Personality> = {
      answers: [{ to: "AUTH", reply: "235 2.7.0 Authentication successful" }],
    };
    const wish = { features: { AUTH: "prefer" } } as const;
    await expect(sendBy("PLAIN SCRAM-SHA-256", ann, server, wish)).rejects.toMatchObject({
      code: "PROTOCOL_VIOLATION",
      retry: "never",
    });
  });

  it.each(["OAUTHBEARER", "XOAUTH2"])(
    "request a new token for %s once, and pass on the refused one",
    async (method) => {
      const told: (string | undefined)[] = [];
      const token = (refused?: string): string => {
        told.push(refused);
        return refused === undefined ? "expired-token" : "fresh-token";
      };
      const tokens = { ann: "fresh-token" };
      expect(await sendBy(method, { user: "ann", token }, { tokens })).toEqual({
        method,
        user: "ann",
      });
      expect(told).toEqual([undefined, "expired-token"]);
    },
  );

  it("know each other by EXTERNAL without a name or a secret", async () => {
    const known = await sendBy("EXTERNAL PLAIN", { external: true }, { external: "ann" });
    expect(known).toEqual({ method: "EXTERNAL", user: "ann" });
  });

  it("take another mechanism when one that the user brought cannot even begin", async () => {
    const broken: Mechanism = {
      name: "X-BROKEN",
      uses: "password",
      clientFirst: true,
      start: () => {
        throw new Error("not today");
      },
    };
    const mechanisms = [broken, ...defaultMechanisms];
    const { method } = await sendBy("X-BROKEN PLAIN", ann, {}, { mechanisms });
    expect(method).toBe("PLAIN");
  });
});

describe("the options of authentication", () => {
  const make = (auth: unknown): unknown =>
    createMailer({ host: "mail.example", auth: auth as Auth, dial: testServer().dial });

  it("want a password, a token or the word that the server knows the client", () => {
    expect(() => make({ user: "ann" })).toThrow("`external: true`");
    expect(() => make({ pass: "secret" })).toThrow("`auth` must be an object");
    expect(() => make({ external: "yes" })).toThrow(TypeError);
    expect(() => make({ external: true })).not.toThrow();
  });
});
