import { describe, expect, it } from "vitest";
import { findEnhanced, stripEnhanced } from "./enhanced.ts";

describe("findEnhanced", () => {
  it.each([
    ["first in the text", 502, ["5.5.1 Command not implemented"], "5.5.1"],
    ["alone", 250, ["2.0.0"], "2.0.0"],
    ["with a hash before it", 500, ["#5.5.1 command not recognized"], "5.5.1"],
    ["in brackets at the end", 502, ["unimplemented (#5.5.1)"], "5.5.1"],
    ["in brackets with a remark", 550, ["no mailbox here (#5.1.1 - chkuser)"], "5.1.1"],
    ["before a colon", 451, ["4.7.1: greylisted"], "4.7.1"],
    ["after a second space", 550, [" 5.7.1 no"], "5.7.1"],
    ["only in the first line of many", 534, ["5.7.9 Password required.", "See example"], "5.7.9"],
    ["only in the last line of many", 550, ["Not here.", "Sorry (#5.1.1)"], "5.1.1"],
    ["with a detail of three digits", 535, ["5.7.139 disabled"], "5.7.139"],
  ])("finds a code %s", (_where, code, lines, enhanced) => {
    expect(findEnhanced(code, lines)).toBe(enhanced);
  });

  it.each([
    ["a code of another class", 550, ["4.7.1 later"]],
    ["a code in a 3yz reply", 334, ["3.0.0 no", "2.0.0 no"]],
    ["a host address", 250, ["10.0.0.1 hello"]],
    ["a host address that begins like a code", 250, ["2.0.0.1 hello"]],
    ["a host name that begins like a code", 220, ["2.0.0.example ESMTP"]],
    ["leading zeros", 550, ["5.01.1 no"]],
    ["four digits", 550, ["5.1.1000 no"]],
    ["a code in the middle of the text", 550, ["see 5.1.1 there"]],
    ["two numbers", 552, ["1 Requested mail action aborted"]],
    ["nothing", 250, [""]],
  ])("does not take %s for a code", (_what, code, lines) => {
    expect(findEnhanced(code, lines)).toBeUndefined();
  });

  it("takes the first code that agrees with the reply code", () => {
    expect(findEnhanced(550, ["4.1.1 no", "5.2.1 yes", "5.7.1 too late"])).toBe("5.2.1");
  });
});

describe("stripEnhanced", () => {
  it("takes off a code at the head and nothing else", () => {
    expect(stripEnhanced(502, "5.5.1 Unknown (#5.5.1)")).toBe("Unknown (#5.5.1)");
    expect(stripEnhanced(500, "#5.5.1 Unknown")).toBe("Unknown");
    expect(stripEnhanced(550, "4.5.1 other class")).toBe("4.5.1 other class");
    expect(stripEnhanced(250, "10.0.0.1 hello")).toBe("10.0.0.1 hello");
  });
});
