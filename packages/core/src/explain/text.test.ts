import { describe, expect, it } from "vitest";
import { findReplies } from "../find-replies/find-replies.ts";
import { english } from "./english.ts";
import { explainFound } from "./text.ts";

describe("explain of a text with more findings than are explained in full", () => {
  it.each([
    ["550 5.7.1 Recipient address rejected: No such user here", "sender"],
    ["530 5.7.0 Authentication required", "developer"],
    ["554 5.7.1 Client host [192.0.2.4] blocked using bl.example.net", "administrator"],
    ["451 4.3.0 Internal server error", "sender"],
  ])("gives the advice of the role that acts on %s", (last, about) => {
    const text = [
      "550 5.1.1 <ann@example.org>: User unknown",
      "552 5.3.4 Message too big",
      "550 5.7.1 Message rejected as spam",
      last,
    ].join("\n");
    const { findings } = explainFound(findReplies(text), english);
    const brief = findings.at(-1);
    expect(findings).toHaveLength(4);
    const advice = brief?.lines.filter((line) =>
      ["sender", "developer", "administrator"].includes(line.about),
    );
    expect(advice?.map((line) => line.about)).toEqual([about]);
    expect(brief?.title).toContain(last.slice(4, 20));
  });
});
