import { describe, expect, it } from "vitest";
import { cramMd5 } from "./cram-md5.ts";
import { answersOf } from "./testing/mechanism.fixture.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("CRAM-MD5", () => {
  const secrets = { user: "tim", pass: "tanstaaftanstaaf" };

  it("answers the challenge of RFC 2195 2 as the RFC does", () => {
    const challenge = utf8("<1896.697170952@postoffice.reston.mci.net>");
    expect(answersOf(cramMd5, secrets, [challenge])).toEqual([
      "tim b913a602c7eda7a495b4e6e7334d3890",
    ]);
  });

  it("cancels when the server sends no challenge", () => {
    expect(() => answersOf(cramMd5, secrets, [utf8("")])).toThrow("needs a challenge");
  });
});
