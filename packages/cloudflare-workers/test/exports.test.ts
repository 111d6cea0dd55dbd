import type { ClientOptions } from "@parley-smtp/core";
import { testServer } from "@parley-smtp/core/testing";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as elsewhere from "../src/elsewhere.ts";
import * as workers from "../src/mod.ts";

describe("the package on Workers", () => {
  it("takes what every runtime takes and a dial, and nothing that Workers cannot do", () => {
    expectTypeOf<keyof workers.WorkersOptions>().toEqualTypeOf<keyof ClientOptions | "dial">();
  });

  it("says that there is no such option to a caller without a type check", () => {
    const options = { host: "mail.example", ca: "-----BEGIN CERTIFICATE-----" };
    expect(() => workers.createMailer(options)).toThrow(/no option `ca`/);
  });

  it("sends through another dial where it is given one", async () => {
    const server = testServer();
    await using mailer = workers.createMailer("smtp://mail.example", { dial: server.dial });
    await mailer.send({
      from: "a@example.org",
      to: "b@example.net",
      raw: "Subject: x\r\n\r\nx\r\n",
    });
    expect(server.messages).toHaveLength(1);
  });
});

describe("the package elsewhere", () => {
  it("has the same names", () => {
    expect(Object.keys(elsewhere).sort()).toEqual(Object.keys(workers).sort());
  });

  const { connect, createMailer, workersDial } = elsewhere;
  it.each(Object.entries({ connect, createMailer, workersDial }))(
    "says so when %s is called",
    (_name, called) => {
      expect(called).toThrow(/outside of Cloudflare Workers.+node-socket/);
    },
  );

  it("keeps what needs no sockets", () => {
    expect(elsewhere.plan).toBe(workers.plan);
  });
});
