/**
 * Runs the checks, one line per step, and ends with `N passed, N failed, N skipped`.
 *
 *     node scripts/check.ts npm                    what needs npm alone; the rest is skipped, loudly
 *     node scripts/check.ts servers                what needs real servers
 *     node scripts/check.ts npm servers --force    everything, and nothing from a cache
 *
 * A step that succeeds prints its time and what it chose to note; one that fails
 * prints everything it said. Tests are counted from vitest's JSON report, any
 * other step counts as one.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Counts, countTests } from "./vitest-report.ts";

type Tier = "npm" | "servers";

interface Step {
  readonly name: string;
  readonly tier: Tier;
  readonly command: readonly string[];
  /** The step runs vitest, and counts as many as its report says. */
  readonly tests?: true;
  /** The step runs turbo, which must not answer from its cache under `--force`. */
  readonly cached?: true;
}

const steps: readonly Step[] = [
  { tier: "npm", name: "format", command: ["biome", "format", "."] },
  {
    tier: "npm",
    name: "lint",
    command: ["biome", "check", "--formatter-enabled=false", "--error-on-warnings", "."],
  },
  {
    tier: "npm",
    name: "types",
    command: ["turbo", "run", "typecheck", "--continue"],
    cached: true,
  },
  {
    tier: "npm",
    name: "types of the protocol, without any runtime",
    command: ["tsc", "-p", "packages/core/src/protocol"],
  },
  {
    tier: "npm",
    name: "types of the explanations, without any runtime",
    command: ["tsc", "-p", "packages/core/src/explain"],
  },
  {
    tier: "npm",
    name: "purity, import direction, forgotten yield*",
    command: ["node", "scripts/purity/run.ts"],
  },
  { tier: "npm", name: "unit tests", command: ["vitest", "run", "--project=unit"], tests: true },
  {
    tier: "npm",
    name: "tests inside workerd",
    command: ["vitest", "run", "--config=packages/cloudflare-workers/vitest.config.ts"],
    tests: true,
  },
  {
    tier: "npm",
    name: "generated files are up to date",
    command: ["node", "scripts/generated.ts", "--check"],
  },
  { tier: "npm", name: "examples in the docs", command: ["node", "scripts/examples.ts"] },
  { tier: "npm", name: "build", command: ["turbo", "run", "build", "--continue"], cached: true },
  { tier: "npm", name: "bundle size and prose", command: ["node", "scripts/bundle.ts"] },
  {
    tier: "npm",
    name: "packages as they would be published",
    command: ["vitest", "run", "--project=packages"],
    tests: true,
  },
  { tier: "npm", name: "unused files and dependencies", command: ["knip"] },
  { tier: "npm", name: "changesets", command: ["changeset", "status"] },
  {
    tier: "servers",
    name: "servers fetched and unpacked",
    command: ["node", "lab/src/main.ts", "install"],
  },
  {
    tier: "servers",
    name: "tests against real servers",
    command: ["vitest", "run", "--project=servers"],
    tests: true,
  },
  {
    tier: "servers",
    name: "tests inside workerd against real servers",
    command: ["vitest", "run", "--config=packages/cloudflare-workers/vitest.servers.config.ts"],
    tests: true,
  },
];

/** One to read when a test fails, one to count by, one for what was skipped and why. */
const reporters = ["default", "json", join(import.meta.dirname, "skipped-reporter.ts")].map(
  (name) => `--reporter=${name}`,
);

/** A step that takes longer has hung. */
const limitMs = 15 * 60_000;

const { positionals: tiers, values: options } = parseArgs({
  allowPositionals: true,
  options: { force: { type: "boolean", default: false } },
});
if (tiers.length === 0 || tiers.some((tier) => tier !== "npm" && tier !== "servers"))
  throw new TypeError("Say which checks to run: npm, servers, or both.");

const scratch = mkdtempSync(join(tmpdir(), "parley-check-"));
const total = { passed: 0, failed: 0, skipped: 0 };
console.log(`Node ${process.versions.node} on ${process.platform} ${process.arch}`);
for (const step of steps) {
  const asked = tiers.includes(step.tier);
  if (!asked && step.tier === "npm") continue;
  const counts = asked ? await perform(step) : skip(step);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
rmSync(scratch, { recursive: true });
if (total.failed > 0) process.exitCode = 1;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);

function skip({ name }: Step): Counts {
  console.log(`SKIPPED           ${name}: run \`pnpm check:servers\``);
  return { passed: 0, failed: 0, skipped: 1 };
}

async function perform(step: Step): Promise<Counts> {
  const report = join(scratch, `${steps.indexOf(step)}.json`);
  const [program = "", ...args] = step.command;
  if (step.tests) args.push(...reporters, `--outputFile.json=${report}`);
  if (step.cached && options.force) args.push("--force");

  const start = performance.now();
  const { ok, output } = await run(program, args);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);

  const counts = step.tests ? countTests(report, ok) : countStep(ok);
  const failed = counts.failed > 0;
  const detail = step.tests ? `  ${counts.passed} passed, ${counts.failed} failed` : "";
  console.log(`${failed ? "FAILED " : "ok     "}  ${seconds.padStart(5)} s  ${step.name}${detail}`);
  if (failed) console.log(output);
  else for (const note of notes(output)) console.log(`                  ${note}`);
  return counts;
}

function countStep(ok: boolean): Counts {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** Lines that a step wants repeated: a size, a runtime or a server that it ran on. */
function notes(output: string): string[] {
  const lines = [...output.matchAll(/^> (.+)$/gm)].map(([, note = ""]) => note);
  return [...new Set(lines)];
}

function run(program: string, args: readonly string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: join(import.meta.dirname, ".."),
      env: { ...process.env, NO_COLOR: "1", TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: limitMs,
    });
    let output = "";
    const keep = (bytes: Buffer): void => {
      output += bytes.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
    child.on("close", (code, signal) => {
      const end = signal === null ? "" : `\n${program} was ended by ${signal}.`;
      resolve({ ok: code === 0, output: output + end });
    });
  });
}
