/** `parley demo`: the story that a newcomer sees first. */
import { expect, it } from "vitest";
import { end, flat, parley, start } from "./support/parley.ts";

it("shows each fallback, the receipt, and that the message arrived, and exits with 0", async () => {
  const { code, stdout, stderr } = await parley(["demo"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const story = flat(stdout);
  const chapters = [
    /TLS is on; the certificate was verified/,
    /C: AUTH PLAIN \*\*\* S: 502 .*?refused AUTH PLAIN.*?instead AUTH: .*?authenticated by LOGIN/,
    /C: VRFY .*?S: 502 .*?refused VRFY.*?instead VRFY: /,
    /C: MAIL FROM:<ann@example\.com> SIZE=.*?S: 502 5\.3\.3 .*?refused MAIL.*?instead SIZE: .*?Parley ignores their replies/,
    /Connection 2 .*?C: MAIL FROM:<ann@example\.com> BODY=8BITMIME SMTPUTF8/,
    /C: BDAT 4 .*?S: 502 .*?refused BDAT.*?instead CHUNKING: .*?sent with DATA on a new connection/,
    /Connection 3 .*?C: DATA .*?S: 354 .*?C: \(the message: \d+ octets\) S: 250/,
    /A second message, on the same connection .*?\(2 round trips/,
    /Receipt .*?AUTH 502.*?LOGIN \+1 .*?Accepted for zoë@example\.net/,
    /In the server's mailbox .*?1\. .*? each as it was sent .*?2\. .*? each as it was sent/,
  ];
  let rest = story;
  for (const chapter of chapters) {
    expect(rest).toMatch(chapter);
    rest = rest.slice((chapter.exec(rest)?.index ?? 0) + 1);
  }
});

it("fits 80 columns", async () => {
  const { stdout } = await parley(["demo"]);
  expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
});

it("gives the same as JSON, with every event and without the password", async () => {
  const { code, stdout } = await parley(["demo", "--json"]);
  expect(code).toBe(0);
  const { receipts, arrived, identical, events } = JSON.parse(stdout);
  expect(identical).toBe(true);
  expect(arrived).toHaveLength(2);
  expect(receipts[0].fallbacks.map(({ feature }: { feature: string }) => feature).sort()).toEqual([
    "AUTH",
    "CHUNKING",
    "SIZE",
    "VRFY",
  ]);
  expect(receipts[1].roundTrips).toBe(2);
  expect(events.filter(({ type }: { type: string }) => type === "connecting")).toHaveLength(3);
  expect(events).toContainEqual(expect.objectContaining({ line: "AUTH PLAIN ***" }));
});

it("is slowed down by --pace, and stopped by Ctrl-C in the middle", async () => {
  const child = start(["demo", "--pace", "60000"]);
  child.stdout.once("data", () => child.kill("SIGINT"));
  const { code, stdout, stderr } = await end(child);
  expect(code).toBe(130);
  expect(stdout).not.toContain("EHLO");
  expect(stderr).toContain("aborted");
});

it("colours its text if requested, and never automatically in a pipe", async () => {
  const coloured = await parley(["demo"], { env: { FORCE_COLOR: "1" } });
  expect(coloured.stdout).toContain("\u001b[3");
  expect((await parley(["demo"])).stdout).not.toContain("\u001b");
});
