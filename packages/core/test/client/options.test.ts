import { describe, expect, it } from "vitest";
import { makeCreateMailer } from "../../src/client/mailer/adapter.ts";
import { splitMailerOptions } from "../../src/client/mailer/servers.ts";
import { checkMessage, type Message } from "../../src/client/message/message.ts";
import { type CoreOptions, toSessionConfig } from "../../src/client/options/options.ts";
import { mergeOptions, optionsFromUrl } from "../../src/client/options/url.ts";

const dial = (): never => {
  throw new Error("Nothing may be dialled here.");
};
const createMailer = makeCreateMailer({ dial: () => dial, ownOptions: {} });
const auth = { user: "ann", pass: "a secret" };

describe("options", () => {
  it.for<[string, unknown, string]>([
    ["no host", {}, "`host` must be the server's host name"],
    ["a host that is a URL", { host: "smtp://mail.example" }, "a bare host name"],
    ["a host with a line end", { host: "mail.example\r\nQUIT" }, "a bare host name"],
    ["a port that is no port", { host: "h", port: 70_000 }, "from 1 to 65535"],
    ["a port that is a string", { host: "h", port: "25" }, "not a string. Write `port: 25`"],
    ["an unknown kind of TLS", { host: "h", tls: true }, '"implicit", "starttls" or "none"'],
    [
      "another library's `secure`",
      { host: "h", secure: true },
      'In Parley this is `tls: "implicit"`',
    ],
    ["an option that does not exist", { host: "h", colour: 1 }, "There is no option `colour`"],
    ["an unknown feature", { host: "h", features: { BDAT: "avoid" } }, 'no feature "BDAT"'],
    [
      "an unknown wish",
      { host: "h", features: { DSN: "yes" } },
      'The wish for DSN must be "require"',
    ],
    ["a name with a space", { host: "h", name: "my host" }, "my host"],
    ["auth without a user", { host: "h", auth: { pass: "x" } }, "`auth` must be an object"],
    ["auth without a secret", { host: "h", auth: { user: "x" } }, "`auth` needs `pass` or `token`"],
    ["a NUL in the password", { host: "h", auth: { user: "x", pass: "a\0b" } }, "cannot hold NUL"],
    [
      "credentials in clear",
      { host: "h", tls: "none", auth },
      "would send the credentials in clear",
    ],
    [
      "a timeout of nothing",
      { host: "h", timeouts: { connect: 0 } },
      "positive number of milliseconds",
    ],
    [
      "a timeout that does not exist",
      { host: "h", timeouts: { lunch: 1 } },
      'There is no timeout "lunch"',
    ],
  ])("refuse %s with a sentence, and never show a password", ([, options, sentence]) => {
    const check = (): unknown =>
      toSessionConfig({ dial, ...(options as object) } as unknown as CoreOptions);
    expect(check).toThrow(sentence);
    expect(check).not.toThrow("a secret");
    expect(check).toThrow(/\.$/);
  });

  it.each([undefined, null, 587])("refuse %s in place of options", (given) => {
    const sentence = "Options must be an object";
    expect(() => mergeOptions(given as never)).toThrow(sentence);
    expect(() => splitMailerOptions(given as never)).toThrow(sentence);
    expect(() => splitMailerOptions({ servers: [given] } as never)).toThrow(sentence);
  });

  it("say how to get a dial when it is missing", () => {
    expect(() => toSessionConfig({ host: "h" } as CoreOptions)).toThrow("import from an adapter");
  });

  it("let credentials go in clear only with the named opt-in", () => {
    const { config } = toSessionConfig({
      host: "h",
      tls: "none",
      auth: { ...auth, allowCleartext: true },
      dial,
    });
    expect(config.credentials?.allowCleartext).toBe(true);
  });
});

describe("a URL", () => {
  it.for<[string, object]>([
    ["smtps://mail.example", { host: "mail.example", tls: "implicit" }],
    ["smtp://localhost:1025", { host: "localhost", port: 1025 }],
    [
      "smtp://mail.example?tls=starttls&name=me.example",
      { host: "mail.example", tls: "starttls", name: "me.example" },
    ],
    ["smtp://[::1]:2525", { host: "::1", port: 2525 }],
    [
      "smtp://mail.example?pool.size=2&pool.rate.messages=10&pool.rate.per=1000&timeouts.total=60000",
      {
        host: "mail.example",
        pool: { size: 2, rate: { messages: 10, per: 1000 } },
        timeouts: { total: 60_000 },
      },
    ],
    [
      "smtp://ann:x@mail.example:25?features.CHUNKING=avoid&verify=false&family=4&auth.allowCleartext=true",
      {
        host: "mail.example",
        port: 25,
        features: { CHUNKING: "avoid" },
        verify: false,
        family: 4,
        auth: { user: "ann", pass: "x", allowCleartext: true },
      },
    ],
    [
      "smtps://mail.example?localAddress=192.0.2.1&servername=1.example&tls=implicit",
      { host: "mail.example", tls: "implicit", localAddress: "192.0.2.1", servername: "1.example" },
    ],
    [
      "smtps://ann%40example.com:s%3Ae%2Fc@mail.example",
      { host: "mail.example", tls: "implicit", auth: { user: "ann@example.com", pass: "s:e/c" } },
    ],
  ])("%s gives the options that it says", ([url, options]) => {
    expect(optionsFromUrl(url)).toEqual(options);
  });

  it.for<[string, string]>([
    ["mail.example", "That is no URL. Write smtp://mail.example."],
    ["mail.example:587", "or lmtp://. Write smtp://mail.example:587."],
    [
      "smtp://mail.example:99999",
      "The port 99999 in the URL is out of range: give one from 1 to 65535.",
    ],
    [
      "smtps://ann:geheim@mail.example:65536/?tls=implicit",
      "The port 65536 in the URL is out of range",
    ],
    ["smtp://[::1]:70000", "The port 70000 in the URL is out of range"],
    ["smtp://mail.example:465:465", "That is no URL"],
    ["smtp://mail.example:smtp", "behind the colon must be a port from 1 to 65535"],
    ["smtp://ann:geheim", "or be followed by @ and the host"],
    ["https://ann:geheim@mail.example", "must begin with smtp://"],
    ["smtp://ann:geheim@mail.example/inbox", "without a path"],
    ["smtp://ann:geheim@mail.example?ssl=1", 'unknown parameter "ssl"'],
    ["smtp://ann:geheim@mail.example?poool.size=1", "Did you mean pool?"],
    ["smtp://ann:geheim@mail.example?Verify=false", "Did you mean verify?"],
    ["smtp://ann:geheim@mail.example?pool=5", "Write one of its options, as in pool.NAME=value."],
    ["smtp://ann:geheim@mail.example?host=evil.example", 'unknown parameter "host"'],
    ["smtp://ann:geheim@mail.example?port=25", 'unknown parameter "port"'],
    ["smtp://ann:geheim@mail.example?auth.pass=geheim", 'unknown parameter "auth.pass"'],
    ["smtp://ann:geheim@mail.example?auth.token=geheim", 'unknown parameter "auth.token"'],
    ["smtp://ann:geheim@mail.example?dial=geheim", 'unknown parameter "dial"'],
    ["smtp://ann:geheim@mail.example?__proto__.x=geheim", "unknown parameter"],
    ["smtp://ann:geheim@mail.example?tls=none&tls=starttls", 'gives "tls" twice'],
    ["smtp://ann:geheim@mail.example?pool.size=1&pool.size=2", 'gives "pool.size" twice'],
    ["smtp://ann:geheim@mail.example?pool.rate=1&pool.rate.per=2", 'gives "rate" twice'],
    ["smtps://ann:geheim@mail.example?tls=none", "smtps:// means implicit TLS"],
    ["smtp://ann:ge%heim@mail.example", "not percent-encoded"],
    ["smtp://:geheim@mail.example", "has a password and no user"],
    ["smtp://ann:geheim@mail.example#tls=none", "has a # behind its host"],
  ])("%s is refused with a sentence that keeps the password", ([url, sentence]) => {
    expect(() => optionsFromUrl(url)).toThrow(sentence);
    expect(() => optionsFromUrl(url)).not.toThrow(/geheim|ge%heim/);
  });

  it.for<[string, string]>([
    ["pool.sise=1", "`pool.sise`. Did you mean"],
    ["pool.size=big", "`pool.size` must be a positive number"],
    ["pool.rate.massages=1", "pool.rate.massages"],
    ["pool.constructor.prototype.x=1", "pool.constructor"],
    ["pool.__proto__.x=1", "pool.__proto__"],
    ["timeouts.totl=1", "totl"],
    ["features.CHUNKING=perhaps", "The wish for CHUNKING"],
    ["features.CHUNKIN=avoid", "CHUNKING"],
    ["tls=geheim", "`tls` must be"],
  ])("the parameter %s has the checks of the option", ([parameter, sentence]) => {
    const create = (): unknown => createMailer(`smtp://mail.example?${parameter}`, { dial });
    expect(create).toThrow(sentence);
    expect(create).not.toThrow("geheim");
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });

  it("refuses options of a mailer for one connection", async () => {
    const options = optionsFromUrl("smtp://mail.example?pool.size=1");
    expect(() => toSessionConfig({ ...options, dial })).toThrow("`pool`");
  });

  it.each(["smtps://ann:99999/x@mail.example", "smtps://ann:99999?x@mail.example"])(
    "%s holds a password in place of a port, which is not repeated",
    (url) => {
      expect(() => optionsFromUrl(url)).toThrow("That is no URL");
      expect(() => optionsFromUrl(url)).not.toThrow("99999");
    },
  );
});

describe("a message", () => {
  const good: Message = { from: "a@example.org", to: "b@example.net", raw: "Subject: x\r\n\r\n" };

  it.for<[string, unknown, string]>([
    ["nothing", undefined, "A message must be an object"],
    ["no sender", { ...good, from: undefined }, "`from` is missing"],
    ["no recipient", { ...good, to: [] }, "`to` is empty"],
    ["a recipient that is no string", { ...good, to: [1] }, "each a string"],
    ["a display name", { ...good, to: "Bob <b@example.net>" }, "b@example.net"],
    ["a line end in an address", { ...good, from: "a@example.org>\r\nDATA" }, "DATA"],
    ["no content", { from: good.from, to: good.to }, "The message has no `raw`"],
    ["content of the wrong kind", { ...good, raw: 42 }, "`raw` must be the message itself"],
    ["an unknown way with refusals", { ...good, partial: "some" }, '"accept" or "refuse"'],
  ])("with %s is refused with a sentence", ([, message, sentence]) => {
    expect(() => checkMessage(message as Message)).toThrow(sentence);
  });

  it("takes its addresses from an envelope, each recipient once", () => {
    const envelope = { from: null, to: ["b@example.net", "b@EXAMPLE.net", "c@example.net"] };
    const { outgoing } = checkMessage({ ...good, envelope });
    expect(outgoing.from).toBeNull();
    expect(outgoing.to.map(({ local }) => local)).toEqual(["b", "c"]);
  });
});
