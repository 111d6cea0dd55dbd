/**
 * `pnpm bench`: measures everything, and writes docs/benchmarks.md.
 *
 *     pnpm bench                  all of it, some minutes
 *     pnpm bench --quick          to see that it works: prints the page, writes nothing
 *     pnpm bench --only messages  some parts, by name, printed
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Bench, Part } from "./bench.ts";
import { machine } from "./machine.ts";
import { bundle } from "./rows/bundle.ts";
import { bytes } from "./rows/bytes.ts";
import { cpu } from "./rows/cpu.ts";
import { growth } from "./rows/growth.ts";
import { machineRoom } from "./rows/machine-room.ts";
import { memory } from "./rows/memory.ts";
import { messages } from "./rows/messages.ts";
import { roundTrips } from "./rows/round-trips.ts";
import { startSinks } from "./sinks/sinks.ts";

const PARTS: Readonly<Record<string, Part>> = {
  messages,
  bytes,
  roundTrips,
  cpu,
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
  rounds: Number(options.rounds ?? (options.quick ? 1 : 5)),
  seconds: options.quick ? 0.1 : 0.5,
  // Mailers live long: what compiling costs is in the rows for a process's first message.
  warm: options.quick ? 0.05 : 1,
};

const sections = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (options.only.length > 0 && !options.only.includes(name)) continue;
  const start = performance.now();
  sections.push(`## ${part.title}\n\n${await measured(part)}`);
  console.error(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

const page = `# Benchmarks

Everything on one machine, over its loopback interface; every measurement in a process of its own, the contestants by turns,
up to ${bench.rounds} rounds, fewer where a part took too long; where it goes on for a while, that is after ${bench.warm} s of the same. Each cell is the median, its ratio to nodemailer's, and the least and the most. A row that is slower is
printed as it is. Made by \`pnpm bench\` on ${new Date().toISOString().slice(0, 10)}.

${await machine(sinks)}

${sections.join("\n\n")}
`;
console.log(page);
if (!options.quick && options.only.length === 0) {
  writeFileSync(join(import.meta.dirname, "..", "..", "docs", "benchmarks.md"), page);
}

/** A part that fails says why and stops nothing. */
async function measured(part: Part): Promise<string> {
  try {
    const ends = performance.now() + part.budget * 1000;
    return await part.measure({ ...bench, late: () => performance.now() > ends });
  } catch (error) {
    return `This part failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}
