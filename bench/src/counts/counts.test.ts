import { expect, test } from "vitest";
import { judge, lowered, lowestLimits } from "./judge.ts";
import { measureRow } from "./measure.ts";
import { FIGURE_NAMES, FIGURES, type Figures } from "./rows.ts";

/** No row of these tests uses a socket. */
const server = { port: 0 };

const [[base, ...wasteful], [again]] = await Promise.all([
  measureRow("core", server, FIGURE_NAMES),
  measureRow("core", server),
]);
const limits = lowestLimits("core", base);

test("two runs give the same figures", () => {
  const { kilobytes, ...counts } = lowestLimits("core", again);
  expect(limits).toMatchObject(counts);
  expect(Math.abs(kilobytes / limits.kilobytes - 1)).toBeLessThan(0.02);
});

test.each(FIGURE_NAMES.map((name, at) => [FIGURES[name], name, wasteful[at]] as const))(
  "more %s than the limit are noticed",
  (words, name, figures) => {
    const complaints = judge("core", figures as Figures, limits);
    const [complaint] = complaints.filter((sentence) => sentence.includes(` ${words} `));
    expect(complaint).toContain(`and the limit is ${limits[name]}.`);
    expect(complaint).toContain(`raise core.${name} in bench/limits.json to `);
  },
);

test("a figure that is well below its limit asks for a lower limit", () => {
  const high = { ...limits, promises: limits.promises * 2 };
  expect(judge("core", base, high)).toEqual([
    `core: ${limits.promises} promises for each message, well below the limit of ${high.promises}. Lower core.promises in bench/limits.json to ${limits.promises}, or let \`pnpm counts --lower\` do it.`,
  ]);
  expect(lowered("core", base, high)).toEqual(limits);
});

test("a limit is never raised automatically", () => {
  const low = { ...limits, promises: 1 };
  expect(lowered("core", base, low)).toEqual(low);
});
