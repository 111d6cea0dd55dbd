/** The stress run as a program: its arguments, its tables, and its exit code. */
import process from "node:process";
import { parseArgs } from "node:util";
import { KINDS } from "./kinds.ts";
import { applyMutant, mutantNamed } from "./mutant.ts";
import type { StressServers } from "./plan.ts";
import type { CreateMailer } from "./session.ts";
import type { StressReport } from "./stress.ts";

/** What differs between runtimes. */
export interface StressRuntime {
  readonly createMailer: CreateMailer;
  readonly servers: StressServers;
  readonly keepsHandshakes?: boolean;
}

/** What `--json` prints. */
export interface ProgramReport extends StressReport {
  /** Changes of a mutant that found nothing to change. */
  readonly unchanged: readonly string[];
}

/** Milliseconds that a call may take in the run of a mutant, which is to find calls that do not end. */
const MUTANT_WATCHDOG = 10_000;

/**
 * Runs the sessions that the arguments name: `[sessions] [seed] [part of a kind's name ...]`. A session is the
 * same for the same seed, number and kinds.
 *
 * @param load loads the adapter, after a mutant has been applied
 * @param args `--json` prints the report as one line of JSON, `--session N` runs that session alone, `--mutant
 *   NAME` changes the client first, and runs the sessions that must find it
 */
export async function runProgram(
  load: () => Promise<StressRuntime>,
  args: readonly string[],
): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      session: { type: "string" },
      mutant: { type: "string" },
    },
  });
  const [sessions = "2400", seed = "1", ...parts] = positionals;
  const named = KINDS.filter(({ name }) => parts.some((part) => name.includes(part)));
  const mutant = values.mutant === undefined ? undefined : mutantNamed(values.mutant);
  const unchanged = mutant ? applyMutant(mutant) : () => [];
  // Only now, since the client is loaded with them.
  const runtime = await load();
  const { runStress } = await import("./stress.ts");
  const report = await runStress({
    ...runtime,
    sessions: Number(sessions),
    seed: Number(seed),
    ...(parts.length > 0 ? { only: named.map(({ name }) => name) } : {}),
    ...(mutant ? { only: mutant.kinds, watchdog: MUTANT_WATCHDOG } : {}),
    ...(values.session === undefined ? {} : { session: Number(values.session) }),
  });
  if (values.json) {
    const whole: ProgramReport = { ...report, unchanged: unchanged() };
    console.log(JSON.stringify(whole));
    // A call that does not end would keep the process.
    process.exit();
  }
  await runtime.servers.close();
  const { kinds, places, violations, seconds } = report;
  console.table(kinds);
  console.table(places);
  for (const violation of violations.slice(0, 40)) console.error(`FAILED: ${violation}`);
  const which = values.session === undefined ? `${sessions} sessions` : `session ${values.session}`;
  console.log(`${which}, seed ${seed}, ${seconds.toFixed(0)} s, ${violations.length} violations`);
  if (violations.length > 0) process.exitCode = 1;
}
