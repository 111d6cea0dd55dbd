import { describe, expect, it } from "vitest";
import { REPLY_CODES, replyCode } from "./reply-codes.ts";

describe("REPLY_CODES", () => {
  it("lists every code of RFC 5321 4.2.3", () => {
    const standard = [
      211, 214, 220, 221, 250, 251, 252, 354, 421, 450, 451, 452, 455, 500, 501, 502, 503, 504, 550,
      551, 552, 553, 554, 555,
    ];
    expect(standard.filter((code) => replyCode(code) === undefined)).toEqual([]);
  });

  it("lists every code of AUTH, STARTTLS, ETRN and of hosts that take no mail", () => {
    const extensions = [235, 334, 432, 454, 530, 534, 535, 538, 253, 458, 459, 521, 556];
    expect(extensions.filter((code) => replyCode(code) === undefined)).toEqual([]);
  });

  it("lists each code once, in the order of their numbers", () => {
    const codes = REPLY_CODES.map((row) => row.code);
    expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
  });

  it("gives each row a meaning without advice, a place and a source", () => {
    for (const row of REPLY_CODES) {
      expect(row.meaning).toMatch(/^[a-zA-Z][^.]{2,59}$/);
      expect(row.commands.length).toBeGreaterThan(0);
      expect(new Set(row.commands).size).toBe(row.commands.length);
      expect(row.rfc).toMatch(/^(RFC \d+( [\d.]+)?(, RFC \d+ [\d.]+)?|draft-[a-z0-9-]+)$/);
    }
  });

  it("says after which replies the server closes the connection", () => {
    expect(REPLY_CODES.filter((row) => row.closes).map((row) => row.code)).toEqual([221, 421, 521]);
  });
});

describe("replyCode", () => {
  it("finds a row by its number", () => {
    expect(replyCode(502)).toMatchObject({ meaning: "command not implemented", closes: false });
    expect(replyCode(421)?.commands).toEqual(
      expect.arrayContaining(["GREETING", "CONTENT", "QUIT"]),
    );
  });

  it("knows nothing of an unregistered code", () => {
    expect(replyCode(571)).toBeUndefined();
  });
});
