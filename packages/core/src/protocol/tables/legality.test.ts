import { expect, test } from "vitest";
import type { SessionPhase } from "./legality.ts";
import { LEGALITY } from "./legality.ts";

const led = LEGALITY.flatMap(({ leads }) => Object.values<SessionPhase | undefined>(leads));

test("leads from every phase that some reply leads to, but the end", () => {
  const left = new Set(LEGALITY.flatMap(({ phases }) => phases));
  expect(led.filter((phase) => phase !== "closed" && phase && !left.has(phase))).toEqual([]);
});

test("leads to every phase that some command is legal in, but the first", () => {
  const legal = new Set(LEGALITY.flatMap(({ phases }) => phases));
  expect([...legal].filter((phase) => phase !== "connected" && !led.includes(phase))).toEqual([]);
});

test("has at most one row for a command in a phase, and one place in a flight", () => {
  for (const { command, group } of LEGALITY) {
    const rows = LEGALITY.filter((row) => row.command === command);
    const phases = rows.flatMap((row) => row.phases);
    expect(new Set(phases).size, command).toBe(phases.length);
    expect(
      rows.every((row) => row.group === group),
      command,
    ).toBe(true);
  }
});

test("says of every row where the rule is written", () => {
  for (const { command, rfc } of LEGALITY) expect(rfc, command).toMatch(/^RFC \d+ \d+(\.\d+)*$/);
});
