/** Options are read once, copied, and never taken from Object.prototype. */
import { afterEach, describe, expect, it } from "vitest";
import { copyOptions } from "../../src/client/options/copy-options.ts";
import type { CoreOptions } from "../../src/client/options/options.ts";
import { connect, createMailer, plan } from "../../src/mod.ts";
import { login, plain } from "../../src/protocol/auth/mechanism.ts";
import { defaultMechanisms } from "../../src/protocol/auth/mechanism-default.ts";
import { NO_CAPABILITIES } from "../../src/protocol/plan/capabilities.ts";
import { testServer } from "../../src/testing/mod.ts";

const message = { from: "a@example.org", to: "b@example.net", raw: "Subject: x\r\n\r\nHi.\r\n" };
const clearServer = () => testServer({ capabilities: ["AUTH PLAIN LOGIN"], tls: "none" });

const polluted: string[] = [];
function pollute(properties: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(properties)) {
    polluted.push(name);
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  }
}
afterEach(() => {
  for (const name of polluted.splice(0)) Reflect.deleteProperty(Object.prototype, name);
});

const auth = (): { user: string; pass: string; allowCleartext?: boolean } => ({
  user: "ann",
  pass: "rosebud-49",
});

describe("what a caller changes after createMailer or connect", () => {
  it("has no effect: auth.allowCleartext", async () => {
    const server = clearServer();
    const given = { host: "mail.example", port: 587, dial: server.dial, auth: auth() };
    await using mailer = createMailer(given);
    given.auth.allowCleartext = true;
    await expect(mailer.send(message)).rejects.toMatchObject({ code: "FEATURE_UNMET" });
    expect(server.messages).toEqual([]);
  });

  it("has no effect: features.TLS, timeouts, mechanisms, pool and failover", async () => {
    const server = clearServer();
    const given = {
      host: "mail.example",
      port: 587,
      dial: server.dial,
      features: { TLS: "require" as "require" | "avoid", NONSENSE: undefined },
      timeouts: { connect: 30_000 },
      mechanisms: [...defaultMechanisms],
      pool: { size: 1, rate: { messages: 100, per: 1000 } },
      failover: { temporary: false },
    };
    Reflect.deleteProperty(given.features, "NONSENSE");
    await using mailer = createMailer(given as unknown as CoreOptions);
    given.features.TLS = "avoid";
    given.timeouts.connect = -1;
    given.mechanisms.length = 0;
    given.pool.rate.messages = -1;
    await expect(mailer.send(message)).rejects.toMatchObject({ code: "FEATURE_UNMET" });
    expect(server.messages).toEqual([]);
  });

  it("has no effect in a list of servers, and on the next connection of connect()", async () => {
    const server = clearServer();
    const one = { host: "mail.example", port: 587, auth: auth() };
    const servers = [one];
    await using mailer = createMailer({ servers, dial: server.dial });
    one.auth.allowCleartext = true;
    servers.length = 0;
    await expect(mailer.send(message)).rejects.toMatchObject({ code: "FEATURE_UNMET" });

    const open = { ...one, auth: { ...auth(), allowCleartext: true }, dial: server.dial };
    await using connection = await connect(open);
    open.auth.pass = "another";
    open.auth.user = "eve";
    await connection.send(message);
    expect(server.messages).toHaveLength(1);
  });

  it("has no effect: a token function that was replaced", async () => {
    const server = testServer({
      capabilities: ["AUTH XOAUTH2"],
      tls: "implicit",
    });
    const asked: string[] = [];
    const note = (which: string): string => {
      asked.push(which);
      return which;
    };
    const given = {
      host: "mail.example",
      tls: "implicit" as const,
      dial: server.dial,
      auth: { user: "ann", token: () => note("first") },
    };
    await using mailer = createMailer(given);
    given.auth.token = () => note("second");
    await mailer.verify().catch(() => {});
    expect(asked).not.toContain("second");
    expect(asked).toContain("first");
  });
});

describe("each option", () => {
  it("is read once", async () => {
    const reads = new Map<string, number>();
    const counted = <T extends object>(path: string, object: T): T =>
      new Proxy(object, {
        get(target, name, receiver) {
          if (typeof name === "string") {
            reads.set(`${path}${name}`, (reads.get(`${path}${name}`) ?? 0) + 1);
          }
          return Reflect.get(target, name, receiver);
        },
      });
    const server = testServer({ capabilities: ["AUTH PLAIN"], tls: "implicit" });
    const given = counted("", {
      host: "mail.example",
      tls: "implicit" as const,
      dial: server.dial,
      auth: counted("auth.", auth()),
      features: counted("features.", { PIPELINING: "avoid" as const }),
      timeouts: counted("timeouts.", { connect: 1000 }),
      pool: counted("pool.", { size: 2 }),
    });
    await using mailer = createMailer(given);
    await mailer.send(message);
    await mailer.send(message);
    expect(Object.fromEntries(reads)).toEqual({
      host: 1,
      tls: 1,
      dial: 1,
      auth: 1,
      "auth.user": 1,
      "auth.pass": 1,
      features: 1,
      "features.PIPELINING": 1,
      timeouts: 1,
      "timeouts.connect": 1,
      pool: 1,
      "pool.size": 1,
    });
  });

  it("is checked as it was read, when a getter says something else each time", async () => {
    let times = 0;
    const server = clearServer();
    const given = {
      host: "mail.example",
      port: 587,
      dial: server.dial,
      auth: {
        ...auth(),
        get allowCleartext() {
          times += 1;
          return times > 1;
        },
      },
    };
    await using mailer = createMailer(given);
    await expect(mailer.send(message)).rejects.toMatchObject({ code: "FEATURE_UNMET" });
  });
});

describe("Object.prototype", () => {
  it("gives no permission: allowCleartext, tls, features", async () => {
    const server = clearServer();
    pollute({
      allowCleartext: true,
      TLS: "avoid",
      AUTH: "avoid",
      features: { TLS: "avoid" },
      tls: "none",
      dsn: { notify: 7 },
      address: "eve@example.net",
      envelope: { from: "eve@example.net", to: "eve@example.net" },
      temporary: true,
      failover: { temporary: true },
      external: true,
    });
    const given = { host: "mail.example", port: 587, dial: server.dial, auth: auth() };
    await using mailer = createMailer(given);
    await expect(mailer.send(message)).rejects.toMatchObject({ code: "FEATURE_UNMET" });
    await expect(connect(given)).rejects.toMatchObject({ code: "FEATURE_UNMET" });
    await using several = createMailer({
      servers: [{ host: "mail.example", port: 587, auth: auth() }],
      dial: server.dial,
    });
    await expect(several.send(message)).rejects.toMatchObject({ code: "FEATURE_UNMET" });
    expect(server.messages).toEqual([]);
  });

  const values = {
    host: "evil.example",
    port: 1,
    protocol: "lmtp",
    auth: { user: "eve", pass: "x" },
    mechanisms: [],
    timeouts: { connect: -1 },
    total: 1,
    pool: { size: -1 },
    rate: { messages: -1 },
    priority: "x",
    weight: -1,
    servers: [],
    store: 7,
    compose: 7,
    onEvent: () => {
      throw new Error("no");
    },
    credentials: { user: "eve", pass: "x" },
    wishes: { CHUNKING: "require" },
    hints: [7],
    tables: {},
    CHUNKING: "require",
    DSN: "require",
  };

  it.each(Object.entries(values))("changes nothing about a mailer: %s", async (name, value) => {
    pollute({ [name]: value });
    const server = testServer({ capabilities: [], tls: "implicit" });
    await using mailer = createMailer({ host: "mail.example", tls: "implicit", dial: server.dial });
    await mailer.send(message);
    expect(server.messages).toHaveLength(1);
    const evidence = {
      capabilities: NO_CAPABILITIES,
      endpoint: "clear",
      tls: false,
      canStartTls: true,
      portFree: false,
      mechanisms: [],
      excluded: [],
      proven: [],
      demanded: [],
    } as const;
    expect(plan(evidence, { AUTH: "avoid" }).unmet).toEqual([]);
  });

  it("does not make an option known that there is not", () => {
    const { dial } = clearServer();
    for (const name of ["toString", "constructor", "hasOwnProperty"]) {
      expect(() => createMailer({ host: "x.example", dial, [name]: 1 } as CoreOptions)).toThrow(
        `There is no option \`${name}\`. `,
      );
      expect(() =>
        createMailer({ host: "x.example", dial, pool: { [name]: 1 } } as CoreOptions),
      ).toThrow(`There is no option \`pool.${name}\``);
      expect(() =>
        createMailer({ host: "x.example", dial, timeouts: { [name]: 1 } } as CoreOptions),
      ).toThrow(`There is no timeout "${name}"`);
    }
  });
});

describe("options of a class", () => {
  it("count, with getters and with those that it inherits", async () => {
    class Base {
      get host(): string {
        return "mail.example";
      }
      readonly tls = "implicit";
    }
    class Login {
      readonly #pass = "rosebud-49";
      readonly user = "ann";
      get pass(): string {
        return this.#pass;
      }
      describe(): string {
        return this.user;
      }
    }
    const server = testServer({ capabilities: ["AUTH PLAIN"], tls: "implicit" });
    class Options extends Base {
      readonly auth = new Login();
      readonly features = { PIPELINING: "avoid" as const };
      dial: CoreOptions["dial"] = (target, options) => server.dial(target, options);
      helper(): number {
        return 1;
      }
    }
    await using mailer = createMailer(new Options());
    await mailer.send(message);
    expect(server.messages).toHaveLength(1);
    await using connection = await connect(new Options());
    expect(connection.capabilities.auth).toEqual(["PLAIN"]);
  });

  it("keep `this` in a token function", async () => {
    class Tokens {
      readonly user = "ann";
      readonly #token = "a.bearer.token";
      token(): string {
        return this.#token;
      }
    }
    const copy = copyOptions({ auth: new Tokens() });
    expect(copy.auth.token()).toBe("a.bearer.token");
    const own = { user: "ann", secret: "abc", token: () => "" };
    own.token = function (this: typeof own) {
      return this.secret;
    };
    expect(copyOptions({ auth: own }).auth.token()).toBe("abc");
  });

  it("count when they are not enumerable, as secrets may be, and are not those of a class below", () => {
    const hidden = Object.defineProperty({ user: "ann" }, "pass", { value: "rosebud-49" });
    expect(copyOptions({ auth: hidden }).auth).toEqual({ user: "ann", pass: "rosebud-49" });
    class Base {
      get tls(): string {
        return "none";
      }
    }
    class Own extends Base {
      override get tls(): string {
        return "implicit";
      }
    }
    expect(copyOptions(new Own())).toEqual({ tls: "implicit" });
  });

  it("count without any prototype, and from another prototype", () => {
    const bare = Object.assign(Object.create(null), { host: "a.example" });
    expect(copyOptions(bare)).toEqual({ host: "a.example" });
    expect(copyOptions(Object.create({ host: "b.example", ca: ["x"] }))).toEqual({
      host: "b.example",
      ca: ["x"],
    });
    expect(Object.getPrototypeOf(copyOptions({}))).toBeNull();
    expect(copyOptions({ mechanisms: [plain, login] }).mechanisms).toEqual([plain, login]);
  });
});
