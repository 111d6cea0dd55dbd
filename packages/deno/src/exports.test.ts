import { testServer } from "@parley-smtp/core/testing";
import { describe, expect, it } from "vitest";
import * as elsewhere from "./elsewhere.ts";
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

  it.each([{ ca: "/etc/ssl/ca.pem" }, { ca: ["ca.pem"] }])(
    "throws a TypeError for a ca that is a file name: %o",
    (option) => {
      const create = (): unknown => deno.createMailer({ host: "mail.example", ...option });
      expect(create).toThrow(TypeError);
      expect(create).toThrow(/not their names/);
    },
  );
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
