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
    [{ secure: true }, "There is no option `secure`: it is `tls"],
    [{ colour: "red" }, "There is no option `colour`. There are: "],
    [{ pool: 5 }, "`pool` must be an object such as { size: 2 }, not 5."],
    [{ pool: "5" }, "`pool` must be an object such as { size: 2 }, not string."],
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
  ])("throws for %j", (options, sentence) => {
    const make = () => createMailer({ host: "x.example", dial: never, ...(options as object) });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(sentence);
  });
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
    [{ dns: {} }, "A message has no `dns`. Write `dsn`."],
    [{ requireTLS: true }, "A message has no `requireTLS`. Write `requireTls`."],
    [{ holdUntill: "2030-01-01T00:00:00Z" }, "Write `holdUntil`."],
    [{ dsn: { notfiy: "never" } }, "`dsn` has no `notfiy`. Did you mean `notify`?"],
    [{ deliverBy: { seconds: 9, mode: "return", trance: true } }, "Did you mean `trace`?"],
  ])("rejects for %j", async (options, sentence) => {
    const message = { from: "a@example.com", to: "b@example.net", raw, ...(options as object) };
    await expect(mailer.send(message)).rejects.toThrow(sentence);
  });

  it("ignores properties that are close to no option", async () => {
    const { dial } = testServer();
    await using taking = createMailer({ host: "x.example", dial });
    const row = { id: 7, subject: "x", cc: [], html: "", dkim: "x", part: 1, den: 2 };
    const receipt = await taking.send({ from: "a@example.com", to: "b@example.net", raw, ...row });
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
