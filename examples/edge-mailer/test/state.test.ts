import { expect, it } from "vitest";
import { isAllowed } from "../src/senders.ts";
import { merged, type State } from "../src/state.ts";

it.each<[State, State, State]>([
  ["attempting", "accepted", "accepted"],
  ["attempting", "queued", "queued"],
  ["attempting", "unknown", "unknown"],
  ["unknown", "accepted", "accepted"],
  ["unknown", "refused", "refused"],
  ["unknown", "queued", "unknown"],
  ["unknown", "attempting", "unknown"],
  ["accepted", "unknown", "accepted"],
  ["accepted", "queued", "accepted"],
  ["accepted", "attempting", "accepted"],
  ["accepted", "refused", "accepted"],
  ["refused", "queued", "refused"],
  ["refused", "accepted", "accepted"],
  ["queued", "attempting", "attempting"],
])("%s and a report of %s make %s", (before, report, after) => {
  const known = { "bob@example.net": { state: before } };
  const next = merged(known, {
    "bob@example.net": { state: report },
    "eve@example.net": { state: report },
  });
  expect(next).toEqual({ "bob@example.net": { state: after } });
});

it.each<[string | null, string | undefined, boolean]>([
  ["ann@example.com", "example.com", true],
  ["Ann@EXAMPLE.com", "example.com", true],
  ["ann@example.com", "example.org, example.com", true],
  ["ann@example.org", "ann@example.org", true],
  ["eve@example.org", "ann@example.org", false],
  ["ann@sub.example.com", "example.com", false],
  ["ann@evil-example.com", "example.com", false],
  ["ann@example.com", "", false],
  ["ann@example.com", undefined, false],
  [null, "example.com", false],
])("%j may send where %j may: %s", (address, senders, allowed) => {
  expect(isAllowed(address, senders)).toBe(allowed);
});
