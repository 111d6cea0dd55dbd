/** What stands behind a reply is cut, and the work for it grows with the text. */
import { expect, it } from "vitest";
import { findReplies } from "../../src/find-replies/mod.ts";
import { cutTail } from "../../src/find-replies/reply-text.ts";
import { blockGrowth } from "../block-work.ts";
import { growth, growthOfReading } from "../work.ts";

it.each([
  ["No such user", "No such user"],
  ["No such user).", "No such user"],
  ["No (such) user).", "No (such) user"],
  ["No such user (see the list)", "No such user (see the list)"],
  ["No such user (see the list).", "No such user (see the list)."],
  ['No such user"},', "No such user"],
  ["No such user')).", "No such user"],
  ["No such user').').').", "No such user').'"],
  ["<ann@example.org> is not known>", "<ann@example.org> is not known"],
  ["No such user (in reply to RCPT TO command))", "No such user"],
  ["No such user, {", "No such user,"],
  [").", ""],
  ["", ""],
])("cuts %j to %j", (text, kept) => {
  expect(cutTail(text)).toBe(kept);
});

it.each([
  ["brackets with full stops", ")."],
  ["quotes with full stops", '".'],
  ["brackets", "}"],
  ["spaces with brackets", " }"],
  ["braces that open", "{"],
])("reads one line of a session with four times the work for four times: %s", async (_, piece) => {
  const work = (n: number) => {
    const text = `C: RCPT TO:<ann@example.org>\nS: 550 No${piece.repeat(n / piece.length)}`;
    return () => findReplies(text);
  };
  expect(growth(work, 4_000)).toBeLessThan(6);
  expect(growthOfReading(work, 4_000)).toBeLessThan(6);
  expect(await blockGrowth(work, 4_000)).toBeLessThan(6);
});
