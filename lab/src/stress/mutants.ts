/**
 * `pnpm stress:mutants`: removes guards and deadlines from the client, one at a time, and runs the stress with the
 * rest. A run without faults then does not test that guard.
 *
 *     node --conditions=@parley-smtp/source lab/src/stress/mutants.ts [name ...]
 */
import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";
import { commandOf } from "./commands.ts";
import { MUTANTS, type Mutant } from "./mutant-table.ts";
import type { ProgramReport } from "./program.ts";

/** Mutants at the same time. */
const WIDTH = 3;

const names = process.argv.slice(2);
const chosen = MUTANTS.filter(({ name }) => names.length === 0 || names.includes(name));
let next = 0;
await Promise.all(
  Array.from({ length: WIDTH }, async () => {
    for (let at = next++; at < chosen.length; at = next++) await report(chosen[at] as Mutant);
  }),
);

/** Runs the stress with one mutant in a separate process, because a process loads a source file only once. */
async function report(mutant: Mutant): Promise<void> {
  const { name, runtime = "Node", sessions = 24, late = false } = mutant;
  const { unchanged, violations: all } = await run(mutant, sessions);
  const violations = all.filter((each) => late === each.includes("did not end within"));
  const found = unchanged.length === 0 && violations.length > 0;
  const [why = "nothing was found"] = [
    ...unchanged.map((each) => `not there: ${each}`),
    ...violations,
  ];
  console.log(`${found ? "found" : "SURVIVED"}: ${name} on ${runtime} (${why.slice(0, 120)})`);
  if (!found) process.exitCode = 1;
}

async function run({ name, runtime = "Node" }: Mutant, sessions: number): Promise<ProgramReport> {
  const { program, args, env } = commandOf(runtime);
  const more = ["--mutant", name, "--json", String(sessions), "1"];
  const { stdout } = await promisify(execFile)(program, [...args, ...more], {
    env,
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as ProgramReport;
}
