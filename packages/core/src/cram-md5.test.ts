import { describe, expect, it } from "vitest";
import { cramMd5 } from "./cram-md5.ts";

describe("CRAM-MD5", () => {
  it("answers the challenge of RFC 2195 2 as the RFC does", () => {
    const respond = cramMd5.start({ user: "tim", pass: "tanstaaftanstaaf" });
    const challenge = new TextEncoder().encode("<1896.697170952@postoffice.reston.mci.net>");
    expect(new TextDecoder().decode(respond(challenge))).toBe(
      "tim b913a602c7eda7a495b4e6e7334d3890",
    );
  });

  it("cancels when the server sends no challenge", () => {
    const respond = cramMd5.start({ user: "tim", pass: "tanstaaftanstaaf" });
    expect(() => respond(new Uint8Array(0))).toThrow("needs a challenge");
  });
});
