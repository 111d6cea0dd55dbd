import { describe, expect, it } from "vitest";
import { answersOf } from "../../testing/mechanism.fixture.ts";
import { external, login, plain } from "./mechanism.ts";
import { oauthBearer, xoauth2 } from "./mechanism-token.ts";

const token = "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==";

describe("OAUTHBEARER", () => {
  it("sends the message of RFC 7628 4.3, and one U+0001 after an error", () => {
    const where = { host: "server.example.com", port: 587 };
    const error = '{"status":"invalid_token","scope":"example_scope"}';
    const answers = answersOf(oauthBearer, { user: "user@example.com", token }, ["", error], where);
    expect(answers).toEqual([
      `n,a=user@example.com,\x01host=server.example.com\x01port=587\x01auth=Bearer ${token}\x01\x01`,
      "\x01",
    ]);
  });

  it("escapes the user name in its header (RFC 5801 4)", () => {
    expect(answersOf(oauthBearer, { user: "a,b=c", token }, [""])[0]).toContain(
      "n,a=a=2Cb=3Dc,\x01",
    );
  });
});

describe("XOAUTH2", () => {
  it("sends user and token, and nothing after an error", () => {
    expect(answersOf(xoauth2, { user: "someuser@example.com", token }, ["", "{}"])).toEqual([
      `user=someuser@example.com\x01auth=Bearer ${token}\x01\x01`,
      "",
    ]);
  });
});

describe("a user name or token with a control character", () => {
  it.each(["\x01", "\r", "\n", "\0", "\t", "\x7f", "\x85"])("is not sent: %j", (control) => {
    for (const mechanism of [oauthBearer, xoauth2]) {
      const user = `ann${control}auth=Bearer x`;
      expect(() => answersOf(mechanism, { user, token }, [""])).toThrow(TypeError);
      const other = `${token}${control}${control}`;
      expect(() => answersOf(mechanism, { user: "ann", token: other }, [""])).toThrow(TypeError);
    }
  });
});

describe("EXTERNAL", () => {
  it("names whom to act for, if anyone (RFC 4422 A)", () => {
    expect(answersOf(external, { user: "fred@example.com" }, [""])).toEqual(["fred@example.com"]);
    expect(answersOf(external, { user: "" }, [""])).toEqual([""]);
  });
});

describe("PLAIN and LOGIN", () => {
  const secrets = { user: "tim", pass: "tanstaaftanstaaf" };

  it("sends the message of RFC 4616 4", () => {
    expect(answersOf(plain, secrets, [""])).toEqual(["\0tim\0tanstaaftanstaaf"]);
  });

  it("answers prompts by their order, whatever they ask", () => {
    expect(answersOf(login, secrets, ["Password:", "?", "more?"])).toEqual([
      "tim",
      "tanstaaftanstaaf",
      "",
    ]);
  });
});
