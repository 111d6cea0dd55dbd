import { expect, test } from "vitest";
import { compareStored } from "../src/mod.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const sent = bytes("Received: from a\r\n\tby b\r\nSubject: hi\r\n\r\nOne\r\n.two \xe9\r\n");

test("finds a message equal that was stored as it was sent", () => {
  const comparison = compareStored(sent, sent);
  expect(comparison).toMatchObject({ equal: true, removedHeaders: [] });
  expect(comparison.storedSha256).toBe(comparison.sentSha256);
});

test("undoes LF line ends and removes folded trace headers from the top, not those that were sent", () => {
  const stored = bytes(
    "Return-path: <a@b>\nDelivered-To: x\nReceived: from x\n by y;\n\tnow\nReceived: from a\n\tby b\nSubject: hi\n\nOne\n.two \xe9\n",
  );
  expect(compareStored(sent, stored)).toMatchObject({
    equal: true,
    removedHeaders: ["Return-path", "Delivered-To", "Received"],
  });
});

test.each([
  ["a changed octet", "Subject: hi\r\n\r\nOne\r\n", "Subject: hi\r\n\r\nOme\r\n"],
  ["a changed octet below a trace header", "A: b\r\n\r\nOne\r\n", "Received: x\nA: b\n\nOme\n"],
  ["a lost octet", "Subject: hi\r\n\r\nOne\r\n", "Subject: hi\r\n\r\nOn\r\n"],
  ["a lost trace header that was sent", "Received: x\r\nA: b\r\n\r\n", "A: b\r\n\r\n"],
  ["an added line at the end", "Subject: hi\r\n\r\nOne\r\n", "Subject: hi\r\n\r\nOne\r\n\r\n"],
  ["a header added on top that is no trace", "A: b\r\n\r\n", "X-Spam: no\r\nA: b\r\n\r\n"],
  ["a dot left stuffed", "A: b\r\n\r\n.\r\n", "A: b\r\n\r\n..\r\n"],
  ["a lone CR made a line end", "A: b\r\n\r\nx\ry\r\n", "A: b\r\n\r\nx\r\ny\r\n"],
  ["an octet made a question mark", "A: b\r\n\r\n\xe9\r\n", "A: b\r\n\r\n?\r\n"],
])("catches %s", (_what, before, after) => {
  const { equal, sentSha256, storedSha256 } = compareStored(bytes(before), bytes(after));
  expect(equal).toBe(false);
  expect(storedSha256).not.toBe(sentSha256);
});
