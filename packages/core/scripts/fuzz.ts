/**
 * `pnpm fuzz [TARGET|all] [SECONDS] [SEED]`: fuzzes the parsers, guided by what code an input runs, and prints the
 * shortest input of each complaint. What it finds becomes a test or a transcript; not a part of any check.
 */
import process from "node:process";
import { fuzz } from "./fuzz/engine.ts";
import { targets } from "./fuzz/targets.ts";

const [which = "all", seconds = "60", seed = "1"] = process.argv.slice(2);
const chosen = targets.filter(({ name }) => which === "all" || which === name);
if (chosen.length === 0) {
  console.error(
    `There is no target "${which}"; there are: ${targets.map(({ name }) => name).join(", ")}.`,
  );
  process.exitCode = 2;
}

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

for (const target of chosen) {
  const { runs, kept, places, complaints } = await fuzz(
    target,
    Number(seconds),
    random(Number(seed)),
  );
  console.log(`${target.name}: ${runs} inputs in ${seconds} s, ${kept} kept, ${places} places`);
  for (const [complaint, octets] of complaints) {
    process.exitCode = 1;
    console.log(`  ${complaint}\n    ${JSON.stringify(Buffer.from(octets).toString("latin1"))}`);
  }
}
