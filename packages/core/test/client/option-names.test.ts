/** Options that would be ignored are errors, before anything is opened. */
import { describe, expect, it } from "vitest";
import { connect, createMailer } from "../../src/mod.ts";
import { modernServer, testServer } from "../../src/testing/mod.ts";

const never = async (): Promise<never> => {
  throw new Error("Nothing must be opened.");
};
const raw = "Subject: x\r\n\r\nx\r\n";

describe("createMailer", () => {
  it.each([
    [{ hots: "x" }, "There is no option `hots`. Did you mean `host`?"],
    [{ mechanism: [] }, "There is no option `mechanism`. Did you mean `mechanisms`?"],
    [{ secure: true }, "There is no option `secure`. In Parley this is `tls"],
    [{ pol: {} }, "There is no option `pol`. Did you mean `pool`?"],
    [{ colour: "red" }, "and for a mailer: pool, failover, store, servers, compose, sign."],
    [{ colour: "red" }, "There is no option `colour`. There are: "],
    [{ pool: 5 }, "`pool` must be an object such as { size: 2 }, not 5."],
    [{ pool: "5" }, "`pool` must be an object such as { size: 2 }, not a string."],
    [{ pool: [5] }, "`pool` must be an object"],
    [{ pool: { sise: 5 } }, "There is no option `pool.sise`. Did you mean `size`?"],
    [{ pool: { rate: 5 } }, "`pool.rate` must be an object"],
    [{ pool: { rate: { message: 1, per: 1 } } }, "Did you mean `messages`?"],
    [{ timeouts: 5000 }, "`timeouts` must be an object such as { connect: 5000 }, not 5000."],
    [{ timeouts: { conect: 5 } }, 'There is no timeout "conect". Did you mean `connect`?'],
    [{ failover: true }, "`failover` must be an object"],
    [{ failover: { temporry: true } }, "Did you mean `temporary`?"],
    [{ features: { Chunking: "avoid" } }, 'no feature "Chunking". Did you mean `CHUNKING`?'],
    [{ auth: { user: "u", pass: "p", allowClearText: true } }, "Did you mean `allowCleartext`?"],
    [{ host: "smtp.gmail.com:587" }, 'Write `host: "smtp.gmail.com", port: 587`.'],
    [{ host: "[::1]:25" }, 'Write `host: "[::1]", port: 25`.'],
    [{ tls: true }, '`tls` must be "implicit", "starttls" or "none", or left out, not true.'],
    [{ tls: { ca: "x" } }, "not an object. Give options such as `ca` and `verify` next to `tls`."],
    [{ onEvent: console }, "`onEvent` must be a function such as `logEvents(console)`"],
    [{ mechanisms: ["PLAIN"] }, "`mechanisms` must be a list of mechanisms"],
    [{ mechanisms: "PLAIN" }, "`mechanisms` must be a list of mechanisms"],
    [{ auth: { username: "u", password: "p" } }, "In Parley this is `user`."],
    [{ auth: { user: "u", accessToken: "t" } }, "In Parley this is `token`."],
    [{ auth: { user: "u", clientId: "i", refreshToken: "t" } }, "`token: refreshTokenSource({"],
    [{ dkim: { domainName: "example.com" } }, "`sign: dkim({ domain, selector, privateKey })`"],
    [{ auth: { usr: "u", pass: "p" } }, "Did you mean `user`?"],
    [
      { auth: "u:p" },
      "`auth` must be an object such as { user, pass } or { user, token }, not a string.",
    ],
    [{ auth: null }, "not null."],
    [{ features: "all" }, "`features` must be an object"],
    [{ pool: null }, "`pool` must be an object such as { size: 2 }, not null."],
    [{ timeouts: null }, "not null."],
  ])("throws for %j", (options, sentence) => {
    const make = () => createMailer({ host: "x.example", dial: never, ...(options as object) });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(sentence);
  });
});

it.each([
  ["2587", "not a string. Write `port: 2587`."],
  ["smtp", "not a string."],
  [25.5, "not 25.5."],
])("createMailer says what a port must be: %j", (port, sentence) => {
  const make = () => createMailer({ host: "x.example", dial: never, port: port as number });
  expect(make).toThrow(RangeError);
  expect(make).toThrow(sentence);
});

it.each(
  // The names of nodemailer, and some of worker-mailer, upyo and emailjs.
  "secure requireTLS ignoreTLS opportunisticTLS user pass service authMethod lmtp connectionTimeout greetingTimeout socketTimeout dnsTimeout logger debug transactionLog maxConnections maxMessages rateDelta rateLimit maxRequeues idleTimeout url sendmail SES path proxy dkim disableFileAccess disableUrlAccess normalizeHeaderKey attachDataUrls component socket connection getSocket allowInternalNetworkInterfaces forceAuth customAuth dsn newline streamTransport jsonTransport buffer sendingRate tlsOptions credentials startTls authType responseTimeoutMs socketTimeoutMs logLevel username password ssl timeout domain connectTimeout poolSize retry".split(
    " ",
  ),
)("createMailer says what replaces `%s`", (name) => {
  const make = () => createMailer({ host: "x.example", dial: never, [name]: 1 });
  expect(make).toThrow(TypeError);
  expect(make).toThrow(/^There is no option `\w+`\. In Parley this is .*[^ .]\.$/);
});

it.each([
  ["sendmail", /nodemailer's own transport/],
  ["url", /the first argument/],
  ["idleTimeout", /`pool: \{ size, messages, idle,/],
  ["jsonTransport", /captureDial\(/],
  ["proxy", /proxyDial\(/],
  ["maxRequeues", /not needed/],
])("createMailer names the replacement of `%s`", (name, replacement) => {
  const make = () => createMailer({ host: "x.example", dial: never, [name]: 1 });
  expect(make).toThrow(replacement);
});

it("createMailer says that `auth` needs no type", () => {
  const auth = { type: "OAuth2", user: "ann@example.com", token: "x" };
  const make = () => createMailer({ host: "x.example", dial: never, auth });
  expect(make).toThrow("There is no option `auth.type`. Leave it out");
});

it("createMailer says that `dial` must be a function", () => {
  const make = () => createMailer({ host: "x.example", dial: "socks5://ann:pw@x" as never });
  expect(make).toThrow("`dial` must be a function such as `proxyDial` returns, not a string.");
});

it("createMailer does not say that `tls` must not be a string", () => {
  const make = () => createMailer({ host: "x.example", dial: never, tls: "ssl" as never });
  expect(make).toThrow("or left out, not another string.");
});

it("connect refuses the options of a mailer", async () => {
  const options = { host: "x.example", dial: never, pool: {} };
  await expect(connect(options)).rejects.toThrow("`pool` is an option of `createMailer`");
});

it("createMailer takes an `auth` of a class with other fields", () => {
  class Account {
    readonly user = "ann";
    readonly pass = "secret";
    readonly usr = "not an option";
  }
  const auth = new Account();
  expect(() => createMailer({ host: "x.example", dial: never, auth })).not.toThrow();
});

it("createMailer shows no password that was given in the wrong place", () => {
  const secret = "Zx9kQ7wTrPP";
  for (const options of [{ auth: secret }, { port: secret }, { pool: secret }, { tls: secret }]) {
    const make = () => createMailer({ host: "x.example", dial: never, ...(options as object) });
    expect(make).toThrow(Error);
    expect(make).not.toThrow(secret);
  }
});

it("createMailer takes an `auth` that keeps what its token function needs beside it", async () => {
  class Tokens {
    readonly user = "ann";
    // As a private field of TypeScript, and close to a name that exists.
    readonly _token = "abc";
    token(): string {
      return this._token;
    }
  }
  const server = testServer({ ...modernServer, capabilities: ["AUTH XOAUTH2"], tls: "implicit" });
  const own = {
    user: "ann",
    secret: "abc",
    token(): string {
      return this.secret;
    },
  };
  for (const auth of [new Tokens(), own]) {
    await using mailer = createMailer({
      host: "x.example",
      tls: "implicit",
      auth,
      dial: server.dial,
    });
    const receipt = await mailer.send({ from: "a@example.com", to: "b@example.net", raw });
    expect(receipt.accepted).toHaveLength(1);
  }
});

it("connect rejects in the same words", async () => {
  const options = { host: "x.example", dial: never, timeouts: 5000 as never };
  await expect(connect(options)).rejects.toThrow("`timeouts` must be an object");
});

describe("send", () => {
  const mailer = createMailer({ host: "x.example", dial: never });
  it.each([
    [{ dns: {} }, "A message with `raw` has no `dns`. Write `dsn`."],
    [{ requireTLS: true }, "A message with `raw` has no `requireTLS`. Write `requireTls`."],
    [{ cc: "c@example.net" }, "has no `cc`. Put these recipients into `to`"],
    [{ bcc: ["c@example.net"] }, "has no `bcc`. Put these recipients into `to`"],
    [{ subject: "x" }, "has no `subject`. `raw` has the whole content."],
    [{ attachments: [] }, "has no `attachments`. `raw` has the whole content."],
    [{ raw: undefined, subject: "x", from: "Ann <a@example.com>" }, "has no `raw`. Give"],
    [{ envelope: "a@example.com" }, "`envelope` must be an object such as"],
    [{ envelope: { from: null, to: "a@example.com", size: 5 } }, "`envelope` has no `size`."],
    [{ holdUntill: "2030-01-01T00:00:00Z" }, "Write `holdUntil`."],
    [{ dsn: { notfiy: "never" } }, "`dsn` has no `notfiy`. Did you mean `notify`?"],
    [{ deliverBy: { seconds: 9, mode: "return", trance: true } }, "Did you mean `trace`?"],
  ])("rejects for %j", async (options, sentence) => {
    const message = { from: "a@example.com", to: "b@example.net", raw, ...(options as object) };
    await expect(mailer.send(message)).rejects.toThrow(sentence);
  });

  it("takes what `compose` returns and the options beside a draft", async () => {
    const { dial } = testServer();
    const compose = () => ({
      from: "a@example.com",
      to: "b@example.net",
      raw,
      messageId: "<1@example.com>",
    });
    await using taking = createMailer({ host: "x.example", dial, compose });
    const receipt = await taking.send({
      subject: "x",
      cc: [],
      html: "",
      partial: "refuse",
    } as object);
    expect(receipt.accepted).toHaveLength(1);
  });
});

describe("testServer", () => {
  it.each([
    [{ to: "MAIL", replay: "450 No" }, "An answer has no `replay`. Did you mean `reply`?"],
    [{ to: "MAIL", colour: "red" }, "An answer has no `colour`. There are: to, nth"],
    [{ to: "RCPT", when: { adress: "*" } }, "Did you mean `address`?"],
  ])("throws for the answer %j", (answer, sentence) => {
    const make = () => testServer({ ...modernServer, answers: [answer as never] });
    expect(make).toThrow(sentence);
  });
});
