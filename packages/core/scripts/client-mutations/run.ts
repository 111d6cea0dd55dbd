/**
 * `pnpm mutations:client`: takes guards of the client out, one by one, and prints those that no test misses.
 * With `--short` only a few of them, for `pnpm check`. Writes nothing.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MUTANTS, type Mutant } from "./mutants.ts";

const client = new URL("../../src/client/", import.meta.url);
const config = fileURLToPath(new URL("vitest.config.ts", import.meta.url));
const vitest = fileURLToPath(
  new URL("../../../../node_modules/vitest/vitest.mjs", import.meta.url),
);

/** Mutants that are tried at the same time. */
const AT_ONCE = 2;

const scratch = mkdtempSync(join(tmpdir(), "parley-mutants-"));

/** Whether the tests notice. */
async function isNoticed({ name }: Mutant): Promise<boolean> {
  const report = join(scratch, `${MUTANTS.findIndex((mutant) => mutant.name === name)}.json`);
  const asked = ["run", `--config=${config}`, "--reporter=json", `--outputFile=${report}`];
  const env = { ...process.env, PARLEY_MUTANT: name };
  const child = spawn(process.execPath, [vitest, ...asked], { env, stdio: "ignore" });
  await once(child, "close");
  const { numTotalTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8")) as {
    numTotalTests: number;
    numFailedTests: number;
  };
  if (numTotalTests === 0) throw new Error(`No test ran against "${name}".`);
  return numFailedTests > 0;
}

const chosen = MUTANTS.filter(({ short }) => short || !process.argv.includes("--short"));
for (const { name, file, from } of chosen) {
  const parts = readFileSync(new URL(file, client), "utf8").split(from).length;
  if (parts !== 2) throw new Error(`"${name}": ${file} has its text ${parts - 1} times.`);
}
const survivors: string[] = [];
const work = chosen.values();
const worker = async (): Promise<void> => {
  for (const mutant of work) if (!(await isNoticed(mutant))) survivors.push(mutant.name);
};
try {
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
} finally {
  rmSync(scratch, { recursive: true });
}
console.log(
  `${chosen.length - survivors.length} of ${chosen.length} mutants of the client are noticed.`,
);
for (const name of survivors) console.error(`Nobody notices when ${name}.`);
if (survivors.length > 0) process.exitCode = 1;
