/** Runs the cases for every runtime inside workerd, with vitest. */
import { type Case, GROUPS, type Group } from "parley-runtimes/src/case.ts";
import type { Runtime } from "parley-runtimes/src/runtime.ts";
import { describe, expect, inject, it } from "vitest";
import { createMailer, workersDial } from "../../src/mod.ts";

/** Cloudflare Workers, which trust the certificates that workerd was started with. */
export const workers: Runtime = {
  name: "workers",
  dialWith: () => workersDial,
  createMailer: ({ ca: _, ...options }) => createMailer(options),
  gaps: {
    "connect-errors": "Workers report the same error for a refused connection and an unknown name.",
    "certificate-errors": "Workers report no cause if TLS fails.",
    release: "Workers close a socket only after its TLS hello is answered or the request ends.",
    addresses: "Workers resolve the name themselves and do not report the address.",
    "local-address": "Workers do not report the address they connect from.",
    "channel-binding": "Workers provide no channel binding.",
  },
};

/** Cases that need something without a name of its own. */
const UNNAMED: Readonly<Record<string, string>> = {
  "returns null for every read after the last bytes (under TLS)":
    "Workers report an end of TLS without close_notify as a reset.",
};

/** Declares the tests of groups, and one that compares their results with the record. */
export function runGroups(...groups: readonly Group[]): void {
  const passed = new Set<Case>();
  for (const { name, cases } of groups) {
    describe(name, () => {
      for (const row of cases) {
        it(row.name, { timeout: 60_000 }, async ({ skip }) => {
          const why = gapOf(row) ?? row.missing;
          if (why !== undefined) return skip(why);
          await row.run();
          passed.add(row);
        });
      }
    });
  }

  it("goes as recorded", async ({ skip }) => {
    const rows = groups.flatMap(({ cases }) => cases);
    const missing = rows.find((row) => row.missing !== undefined);
    if (missing) return skip(missing.missing);
    const failed = rows.filter((row) => gapOf(row) === undefined && !passed.has(row));
    expect(failed.map(({ name }) => name)).toEqual([]);
    const results = groups.map(({ name, cases, inShort }) => {
      const lines = inShort
        ? [[inShort, "pass"]]
        : cases.map((row) => [row.name, gapOf(row) === undefined ? "pass" : { gap: gapOf(row) }]);
      return [name, Object.fromEntries(lines)];
    });
    const { file, recorded } = inject("record");
    const all = { ...recorded, ...Object.fromEntries(results) };
    const ordered = GROUPS.filter((name) => name in all).map((name) => [name, all[name]]);
    const text = JSON.stringify(Object.fromEntries(ordered), null, 2);
    await expect(`${text}\n`).toMatchFileSnapshot(file);
  });
}

function gapOf({ name, gap }: Case): string | undefined {
  return gap ?? UNNAMED[name];
}
