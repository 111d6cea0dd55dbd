/** Errors from outside are converted in one place, whatever was thrown and wherever: no secret is in what comes out. */
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { explain } from "../../src/explain/mod.ts";
import {
  type CoreOptions,
  createMailer,
  type Dial,
  type Message,
  MutualAuthenticationError,
  type SessionEvent,
  SmtpError,
  type Transport,
  TransportError,
  type TransportErrorKind,
} from "../../src/mod.ts";
import { type Personality, testServer } from "../../src/testing/mod.ts";

const PASSWORD = "Zx9kQ7wTrPP";
const FORMS = [PASSWORD, btoa(PASSWORD).slice(0, 14), encodeURIComponent(PASSWORD)];

const auth = { user: "ann", pass: PASSWORD };
const message: Message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};

const THROWN: Readonly<Record<string, () => unknown>> = {
  "a text": () => `no: ${PASSWORD}`,
  "an error": () => new Error(`password ${PASSWORD} refused`),
  "a cause": () => new Error("no", { cause: new Error(PASSWORD) }),
  "a property": () => Object.assign(new Error("no"), { config: { auth } }),
  "a list of errors": () => new AggregateError([new Error(PASSWORD)], "all"),
  "a TransportError": () =>
    new TransportError("refused", `http://p:${PASSWORD}@proxy.example`, { cause: PASSWORD }),
  "a TransportError of an unknown kind": () =>
    new TransportError("nothing" as TransportErrorKind, PASSWORD),
  "an SmtpError": () =>
    new SmtpError(PASSWORD, { code: "CLOSED", phase: "auth", retry: "now", cause: PASSWORD }),
  "a very long text": () => new Error("x".repeat(3_997) + PASSWORD),
  nothing: () => undefined,
  "a symbol": () => Symbol(PASSWORD),
  "a proxy that was revoked": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  "an error that cannot be read": () =>
    Object.defineProperty(new Error("no"), "message", {
      get() {
        throw new Error(PASSWORD);
      },
    }),
  "an object without a prototype": () => Object.create(null),
};

const SERVER: Personality = {
  tls: "starttls",
  capabilities: ["PIPELINING", "STARTTLS"],
  capabilitiesTls: ["PIPELINING", "AUTH PLAIN"],
  users: { ann: PASSWORD },
};

/** A dial whose transports fail in one method. */
function failingIn(method: "read" | "write" | "startTls", fail: () => unknown): Dial {
  const { dial } = testServer(SERVER);
  return async (target, options) => {
    const inner = await dial(target, options);
    const transport: Transport = {
      read: () => inner.read(),
      write: (bytes) => inner.write(bytes),
      startTls: async () => (await inner.startTls?.()) as Transport,
      close: () => inner.close(),
    };
    return Object.assign(transport, { [method]: () => Promise.reject(fail()) });
  };
}

const good = (): Dial => testServer(SERVER).dial;

/** Options and a message with which something fails at one place. */
const PLACES: Readonly<
  Record<string, (fail: () => unknown) => Partial<CoreOptions> & { raw?: Message["raw"] }>
> = {
  dial: (fail) => ({ dial: () => Promise.reject(fail()) }),
  "dial, at once": (fail) => ({
    dial: () => {
      throw fail();
    },
  }),
  read: (fail) => ({ dial: failingIn("read", fail) }),
  write: (fail) => ({ dial: failingIn("write", fail) }),
  startTls: (fail) => ({ dial: failingIn("startTls", fail), tls: "starttls" }),
  "auth.token": (fail) => ({
    auth: { user: "ann", pass: PASSWORD, token: () => Promise.reject(fail()) },
    dial: testServer({
      tls: "starttls",
      capabilities: ["STARTTLS"],
      capabilitiesTls: ["AUTH XOAUTH2"],
      tokens: { ann: "t" },
    }).dial,
  }),
  "the mechanism": (fail) => ({
    mechanisms: [
      {
        name: "OWN",
        uses: "password",
        clientFirst: false,
        cleartext: true,
        start: () => () => {
          throw fail();
        },
      } as never,
    ],
    dial: testServer({
      tls: "starttls",
      capabilities: ["STARTTLS"],
      capabilitiesTls: ["AUTH OWN"],
      answers: [{ to: "AUTH", reply: "334 " }],
    }).dial,
  }),
  "a stream": (fail) => ({
    raw: (async function* () {
      yield "Subject: Hi\r\n";
      throw fail();
    })(),
  }),
  "a function, at once": (fail) => ({
    raw: () => {
      throw fail();
    },
  }),
  "a function that makes a stream": (fail) => ({ raw: () => Promise.reject(fail()) }),
};

async function failureOf(place: string, fail: () => unknown) {
  const { raw = message.raw, ...options } = PLACES[place]?.(fail) ?? {};
  const events: SessionEvent[] = [];
  await using mailer = createMailer({
    host: "mail.example",
    dial: good(),
    auth,
    onEvent: (event) => events.push(event),
    ...options,
  });
  const error = await mailer.send({ ...message, raw }).catch((thrown: unknown) => thrown);
  return { error, events };
}

function shown(value: unknown): string {
  return inspect(value, { depth: 20, showHidden: true }) + JSON.stringify(value);
}

describe.each(Object.keys(PLACES))("an error of %s", (place) => {
  it.each(Object.entries(THROWN))("becomes an SmtpError without secrets: %s", async (_, fail) => {
    const { error, events } = await failureOf(place, fail);
    expect(SmtpError.is(error)).toBe(true);
    const text = shown(error) + shown(events) + explain(error as SmtpError).text;
    for (const form of FORMS) expect(text).not.toContain(form);
    expect((error as SmtpError).message.length).toBeLessThan(5_000);
  });
});

it("an error of a store goes into an event without secrets", async () => {
  for (const fail of Object.values(THROWN)) {
    const events: SessionEvent[] = [];
    const failing = () => Promise.reject(fail());
    await using mailer = createMailer({
      host: "mail.example",
      dial: good(),
      auth,
      store: { get: failing, set: failing, remove: failing } as never,
      onEvent: (event) => events.push(event),
    });
    await mailer.send(message);
    expect(events.some(({ type }) => type === "store-failed")).toBe(true);
    for (const form of FORMS) expect(shown(events)).not.toContain(form);
  }
});

it("a token that is given as a text is hidden before it is used", async () => {
  const token = "t0ken-Zx9kQ7wTrPP";
  const mailer = createMailer({
    host: "mail.example",
    dial: () => Promise.reject(new Error(`no: ${token}`)),
    auth: { user: "ann", token },
  });
  const error = await mailer.send(message).catch((thrown: unknown) => thrown);
  expect(shown(error)).toContain("no: ***");
  expect(shown(error)).not.toContain(token);
});

it.each([
  ["a number", 5],
  ["nothing", undefined],
  ["an object without methods", { read: 1 }],
])("a dial that gives %s fails permanently and names what is missing", async (_, given) => {
  const mailer = createMailer({ host: "mail.example", dial: (async () => given) as never });
  const error = await mailer.send(message).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "CONNECT_FAILED", retry: "never" });
  expect((error as Error).message).toContain("the methods read, write and close");
});

it("leaves an error without secrets as the same object", async () => {
  const thrown = new TransportError("refused", "The proxy refused.", { permanent: true });
  const { error } = await failureOf("dial", () => thrown);
  expect(error).toMatchObject({ code: "CONNECT_FAILED", retry: "never" });
  expect((error as Error).cause).toBe(thrown);
});

it("keeps that a stream was read before, also where its text is masked", async () => {
  const raw = new Blob([message.raw as string]).stream();
  await using mailer = createMailer({
    host: "mail.example",
    dial: good(),
    auth: { user: "ann", pass: "stream" },
  });
  await raw.cancel();
  const error = await mailer.send({ ...message, raw }).catch((thrown: unknown) => thrown);
  expect(SmtpError.is(error)).toBe(true);
  expect(error).toMatchObject({ code: "BODY_SPENT" });
});

it("keeps the class of an error of a mechanism that saw no proof, because no other server may be tried", async () => {
  const { error } = await failureOf("the mechanism", () => new MutualAuthenticationError(PASSWORD));
  expect(error).toMatchObject({ code: "PROTOCOL_VIOLATION" });
  expect((error as Error).cause).toBeInstanceOf(MutualAuthenticationError);
  for (const form of FORMS) expect(shown(error)).not.toContain(form);
});
