import { testServer } from "@parley-smtp/core/testing";
import { describe, expect, it } from "vitest";
import * as elsewhere from "./elsewhere.ts";
import { german } from "./explain-de.ts";
import * as deno from "./mod.ts";

describe("the package", () => {
  it("sends through another dial where it is given one", async () => {
    const server = testServer();
    await using mailer = deno.createMailer("smtp://mail.example", { dial: server.dial });
    await mailer.send({
      from: "a@example.org",
      to: "b@example.net",
      raw: "Subject: x\r\n\r\nx\r\n",
    });
    expect(server.messages).toHaveLength(1);
  });

  it.each([{ verify: false }, { localAddress: "127.0.0.1" }, { passphrase: "x" }])(
    "has no option for what Deno cannot do: %o",
    (option) => {
      const options = { host: "mail.example", ...option };
      expect(() => deno.createMailer(options)).toThrow(/There is no option/);
    },
  );

  const pem = "-----BEGIN CERTIFICATE-----";
  it.each([
    ["a ca that is a file name", { ca: "/etc/ssl/ca.pem" }, /not their names/],
    ["one of several", { ca: [pem, "ca.pem"] }, /not their names/],
    ["a cert without its key", { cert: pem }, /both or neither/],
    ["a cert with another name", { cert: pem, key: pem, servername: "x" }, /leave out servername/],
  ])("throws a TypeError for %s, before anything is opened", (_, options, words) => {
    const create = (): unknown =>
      deno.createMailer({ host: "mail.example", ...(options as object) });
    expect(create).toThrow(TypeError);
    expect(create).toThrow(words);
  });
});

describe("the package in German", () => {
  it("explains with the sentences of its own subpath", () => {
    const { text } = deno.explain("502 5.5.1 Command not implemented", { locale: german });
    expect(text).toContain("Befehl");
  });
});

describe("the package elsewhere than on Deno", () => {
  it("has the same names", () => {
    expect(Object.keys(elsewhere).sort()).toEqual(Object.keys(deno).sort());
  });

  const { connect, createMailer, denoDial } = elsewhere;
  it.each(Object.entries({ connect, createMailer, denoDial }))(
    "says so when %s is called",
    (_name, called) => {
      expect(called).toThrow(/outside of Deno.+node-socket/);
    },
  );

  it("keeps what needs no sockets", () => {
    expect(elsewhere.plan).toBe(deno.plan);
  });
});
