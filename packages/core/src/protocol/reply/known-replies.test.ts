import fc from "fast-check";
import { expect, it } from "vitest";
import { encodeLatin1, join } from "../../testing/octets.ts";
import { findEnhanced } from "./enhanced.ts";
import { KnownReplies } from "./known-replies.ts";
import type { Reply } from "./reply.ts";
import { ReplyParser } from "./reply-parser.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Lines that differ in their octets and are alike in their characters, or the other way round. */
const LINES = [
  utf8("250 2.1.0 Ok"),
  utf8("250 2.1.5 Ok"),
  utf8("250 2.1.5 Ok "),
  utf8("250 é"),
  encodeLatin1("250 é"),
  utf8("250 Ã©"),
  encodeLatin1("250 Ã©"),
  encodeLatin1("250 Ã© \xff"),
  utf8("250 😀"),
  utf8("250"),
  utf8("250 "),
  utf8(`250 ${"x".repeat(124)}`),
  utf8(`250 ${"x".repeat(125)}`),
];
const line = fc.oneof(
  fc.constantFrom(...LINES),
  fc.nat({ max: 999 }).map((id) => utf8(`250 queued as ${id}`)),
);

/** What a parser makes of a line that it cannot know: a line behind another one is never looked up. */
function parsed(octets: Uint8Array): Reply {
  const parser = new ReplyParser();
  parser.push(join([encodeLatin1("250-first\r\n"), octets, encodeLatin1("\r\n")]));
  const lines = parser.next()?.lines.slice(1) ?? [];
  const enhanced = findEnhanced(250, lines);
  return { code: 250, lines, ...(enhanced === undefined ? {} : { enhanced }) };
}

it("makes of a line what it made of it when it came first, whatever came in between", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
      const parser = new ReplyParser();
      const replies = lines.map((octets) => {
        parser.push(join([octets, encodeLatin1("\r\n")]));
        return parser.next();
      });
      expect(replies).toEqual(lines.map(parsed));
      expect(new Set(replies).size).toBe(replies.length);
    }),
  );
});

it("does not take a line for another that has its place", () => {
  const known = new KnownReplies();
  const lines = Array.from({ length: 1_000 }, (_, at) => encodeLatin1(`250 ${at}`));
  let found = 0;
  for (const octets of lines) {
    const reply = parsed(octets);
    known.keep(octets, 0, octets.length, String.fromCharCode(...octets), reply);
    expect(known.find(octets, 0, octets.length)).toBe(reply);
    for (const other of lines.slice(0, 80)) {
      const kept = known.find(other, 0, other.length);
      if (!kept) continue;
      found += 1;
      expect(kept).toEqual(parsed(other));
    }
  }
  expect(found).toBeGreaterThan(80);
});
