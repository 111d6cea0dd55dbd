/**
 * `pnpm bench`: measures everything, and writes docs/benchmarks.md.
 *
 *     pnpm bench                     all of it, most of an hour
 *     pnpm bench --quick             to see that it works: prints the page, writes nothing
 *     pnpm bench --only messages     some parts, by name, printed
 *     pnpm bench --only goals --row bytes      some rows of the goals
 *     pnpm bench --base DIR          the goals are compared with the checkout in DIR too, which must
 *                                    be built; its bench/src is replaced by this one
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { prepareBase } from "./base.ts";
import { type Bench, FIRST, type Part } from "./bench.ts";
import { machine } from "./machine.ts";
import { bundle } from "./rows/bundle.ts";
import { bytes } from "./rows/bytes.ts";
import { cpu } from "./rows/cpu.ts";
import { goals } from "./rows/goals.ts";
import { growth } from "./rows/growth.ts";
import { machineRoom } from "./rows/machine-room.ts";
import { memory } from "./rows/memory.ts";
import { messages } from "./rows/messages.ts";
import { roundTrips } from "./rows/round-trips.ts";
import { workers } from "./rows/workers.ts";
import { startSinks } from "./sinks/sinks.ts";

const PARTS: Readonly<Record<string, Part>> = {
  goals,
  messages,
  bytes,
  roundTrips,
  cpu,
  workers,
  memory,
  bundle,
  growth,
  machineRoom,
};

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
    rounds: { type: "string" },
    base: { type: "string" },
    row: { type: "string", multiple: true, default: [] },
  },
});
const unknown = options.only.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  throw new TypeError(`There is no part ${unknown}. There are: ${Object.keys(PARTS).join(", ")}.`);
}

await using sinks = await startSinks();
const bench: Omit<Bench, "late"> = {
  sinks,
  quick: options.quick,
  casts: options.quick ? 1 : 2,
  rounds: Number(options.rounds ?? (options.quick ? 1 : 5)),
  seconds: options.quick ? 0.1 : 0.5,
  // Mailers live long, so the first messages of a process have separate columns.
  warm: options.quick ? 50 : 20_000,
  base: options.base === undefined ? undefined : prepareBase(options.base),
  only: options.row,
};

const sections = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (options.only.length > 0 && !options.only.includes(name)) continue;
  const start = performance.now();
  sections.push(`## ${part.title}\n\n${await measured(part)}`);
  console.error(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

const page = `# Benchmarks

Everything on one machine, over its loopback interface. Every contestant has a process of its own, and the contestants are
measured by turns. The first ${FIRST} messages of a process are measured in fresh processes, up to ${bench.rounds} times. Steady means: after
${bench.warm.toLocaleString("en-US")} messages of 1 kB, or as many bytes of larger ones, or 15 s of a slow client; then ${bench.rounds} turns of ${bench.seconds} s each, and all of
that ${bench.casts} times, or once where a part took too long. Each cell is the median, and the ratio to nodemailer's, taken turn by turn:
its median, and the least to the most. A row that is slower is printed as it is. Made by \`pnpm bench\` on ${new Date().toISOString().slice(0, 10)}.

${await machine(sinks)}

${sections.join("\n\n")}
`;
console.log(page);
if (!options.quick && options.only.length === 0) {
  writeFileSync(join(import.meta.dirname, "..", "..", "docs", "benchmarks.md"), page);
}

/** Runs a part; a failure is reported and stops nothing else. */
async function measured(part: Part): Promise<string> {
  try {
    const ends = performance.now() + part.budget * 1000;
    return await part.measure({ ...bench, late: () => performance.now() > ends });
  } catch (error) {
    return `This part failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}
