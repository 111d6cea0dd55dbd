/**
 * Runs the checks, one line per step, and ends with `N passed, N failed, N skipped`.
 *
 *     node scripts/check.ts npm                    what needs only npm; the rest is reported as skipped
 *     node scripts/check.ts servers                what needs real servers
 *     node scripts/check.ts npm servers --force    everything, and nothing from a cache
 *
 * A step that succeeds prints its time and its notes; one that fails prints its whole output. Tests are counted from
 * the test runner's report, any other step counts as one; a line `> SKIPPED ...` in the output counts as skipped.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { countJunit } from "./junit-report.ts";
import { type Counts, countTests, failedTests } from "./vitest-report.ts";
import { root } from "./workspace.ts";

type Tier = "npm" | "servers";

interface Step {
  readonly name: string;
  readonly tier: Tier;
  readonly command: readonly string[];
  /** The test runner of the step, whose report has the counts. */
  readonly tests?: keyof typeof runners;
  /** Whether the step runs turbo, which must not use its cache with `--force`. */
  readonly cached?: true;
  /** The path of the report for turbo's cache; absent: a temporary path. */
  readonly report?: string;
}

/**
 * Runs a script of the workspace's package.json with turbo, which repeats output and report if nothing has changed.
 */
const cachedScript = (script: string): Pick<Step, "command" | "cached" | "report"> => ({
  command: ["turbo", "run", `//#${script}`, "--log-prefix=none", "--ui=stream"],
  cached: true,
  report: `.reports/${script.replace(":", "-")}`,
});

const bunTest = ["bun", "test", "--conditions=@parley-smtp/source"];
const denoFiles = (...files: string[]): string[] => files.map((file) => `packages/deno/${file}`);

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
    name: "types of the meanings, without any runtime",
    command: ["tsc", "-p", "packages/core/src/meaning"],
  },
  {
    tier: "npm",
    name: "types of findReplies, without any runtime",
    command: ["tsc", "-p", "packages/core/src/find-replies"],
  },
  {
    tier: "npm",
    name: "purity, import direction, forgotten yield*, unbounded waits",
    command: ["node", "scripts/purity/run.ts"],
  },
  {
    tier: "npm",
    name: "import circles, and names in several files",
    command: ["node", "scripts/structure/run.ts"],
  },
  {
    tier: "npm",
    name: "spelling, and terms to avoid",
    command: ["node", "scripts/prose/run.ts"],
  },
  { tier: "npm", name: "build", command: ["turbo", "run", "build", "--continue"], cached: true },
  {
    tier: "npm",
    name: "unit tests",
    ...cachedScript("test"),
    tests: "vitest",
  },
  {
    tier: "npm",
    name: "promises, timers, memory and more for each message",
    command: ["node", "bench/src/counts/main.ts"],
  },
  {
    tier: "npm",
    name: "guards of the client that tests must miss",
    command: ["node", "packages/core/scripts/client-mutations/run.ts", "--short"],
  },
  {
    tier: "npm",
    name: "tests inside workerd",
    ...cachedScript("test:workerd"),
    tests: "vitest",
  },
  {
    tier: "npm",
    name: "tests on Deno",
    ...cachedScript("test:deno"),
    tests: "deno",
  },
  {
    tier: "npm",
    name: "tests on Bun",
    ...cachedScript("test:bun"),
    tests: "bun",
  },
  {
    tier: "npm",
    name: "playground in a browser",
    command: ["vitest", "run", "--project=browser"],
    tests: "vitest",
  },
  {
    tier: "npm",
    name: "package.json and deno.json agree",
    command: ["node", "scripts/deno-sync.ts", "--check"],
  },
  {
    tier: "npm",
    name: "publishConfig follows from exports",
    command: ["node", "scripts/publish-config.ts", "--check"],
  },
  {
    tier: "npm",
    name: "package.json says where the project lives",
    command: ["node", "scripts/addresses.ts", "--check"],
  },
  {
    tier: "npm",
    name: "packages as JSR would take them, without slow types",
    command: ["deno", "publish", "--dry-run", "--allow-dirty"],
  },
  {
    tier: "npm",
    name: "everything that is published is documented",
    command: ["node", "scripts/documented.ts"],
  },
  {
    tier: "npm",
    name: "the standalone package by dnt, against a stub of dnt",
    command: [
      "deno",
      "run",
      "-A",
      "--check",
      "--no-config",
      "--import-map=packages/deno/standalone/dnt_stub.json",
      "packages/deno/standalone/build.ts",
    ],
  },
  {
    tier: "npm",
    name: "generated files are up to date",
    command: ["node", "scripts/generated.ts", "--check"],
  },
  { tier: "npm", name: "examples in the docs", command: ["node", "scripts/examples.ts"] },
  {
    tier: "npm",
    name: "the public API is as docs/api has it",
    command: ["node", "scripts/api.ts", "--check"],
  },
  { tier: "npm", name: "bundle size and prose", command: ["node", "scripts/bundle.ts"] },
  {
    tier: "npm",
    name: "packages as they would be published",
    ...cachedScript("test:packages"),
    tests: "vitest",
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
    tests: "vitest",
  },
  {
    tier: "servers",
    name: "tests inside workerd against real servers",
    command: ["vitest", "run", "--config=packages/cloudflare-workers/vitest.servers.config.ts"],
    tests: "vitest",
  },
  {
    tier: "servers",
    name: "tests on Deno against real servers",
    command: ["deno", "test", "-A", ...denoFiles("test/servers/servers_test.ts")],
    tests: "deno",
  },
  {
    tier: "servers",
    name: "tests on Bun against real servers",
    command: [...bunTest, "./runtimes/test/servers.test.ts"],
    tests: "bun",
  },
];

/** Reporters: one for reading failures, one for counting, one for skipped tests and their reasons. */
const reporters = ["default", "json", join(import.meta.dirname, "skipped-reporter.ts")].map(
  (name) => `--reporter=${name}`,
);

interface Runner {
  readonly report: (file: string) => string[];
  readonly count: (file: string, ok: boolean) => Counts;
  /** The failed tests, each with its message; empty if the report has no messages. */
  readonly failures: (file: string) => string[];
}

/** How each test runner writes a report, and how the report is read. */
const runners: Record<"vitest" | "deno" | "bun", Runner> = {
  vitest: {
    // A configuration may have its own root.
    report: (file: string) => [...reporters, `--outputFile.json=${resolve(file)}`],
    count: countTests,
    failures: failedTests,
  },
  deno: {
    report: (file: string) => [`--junit-path=${file}`],
    count: countJunit,
    failures: () => [],
  },
  bun: {
    report: (file: string) => ["--reporter=junit", `--reporter-outfile=${file}`],
    count: countJunit,
    failures: () => [],
  },
};

/** Milliseconds after which a step counts as hanging. */
const limitMs = 15 * 60_000;

const { positionals: tiers, values: options } = parseArgs({
  allowPositionals: true,
  options: { force: { type: "boolean", default: false } },
});
if (tiers.length === 0 || tiers.some((tier) => tier !== "npm" && tier !== "servers"))
  throw new TypeError("Say which checks to run: npm, servers, or both.");

process.chdir(root);
mkdirSync(".reports", { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), "parley-check-"));
const total = { passed: 0, failed: 0, skipped: 0 };
/** The lines that are repeated at the end, where nobody overlooks them. */
const failures: string[] = [];
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
for (const failure of failures) console.log(`FAILED            ${failure}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);

function skip({ name }: Step): Counts {
  console.log(`SKIPPED           ${name}: run \`pnpm check:servers\``);
  return { passed: 0, failed: 0, skipped: 1 };
}

async function perform(step: Step): Promise<Counts> {
  const report = step.report ?? join(scratch, `${steps.indexOf(step)}`);
  const [program = "", ...args] = step.command;
  const runner = step.tests && runners[step.tests];
  if (step.cached && options.force) args.push("--force");
  if (runner && step.cached) args.push("--");
  if (runner) args.push(...runner.report(report));

  const start = performance.now();
  const { ok, output } = await run(program, args);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);

  const told = notes(output);
  const counts = runner ? runner.count(report, ok) : countStep(ok);
  const skipped = told.filter((note) => note.startsWith("SKIPPED")).length;
  const failed = counts.failed > 0;
  const detail = step.tests ? `  ${counts.passed} passed, ${counts.failed} failed` : "";
  console.log(`${failed ? "FAILED " : "ok     "}  ${seconds.padStart(5)} s  ${step.name}${detail}`);
  if (failed) {
    // Thousands of passed tests would hide the failed one.
    const tests = runner?.failures(report) ?? [];
    console.log(tests.length > 0 ? tests.join("\n\n") : output);
    failures.push(...(tests.length > 0 ? tests.map((test) => headOf(step, test)) : [step.name]));
  } else for (const note of told) console.log(`                  ${note}`);
  return { ...counts, skipped: Math.max(counts.skipped, skipped) };
}

function headOf({ name }: Step, failure: string): string {
  return `${name}: ${failure.split("\n", 3).join(" ")}`;
}

function countStep(ok: boolean): Counts {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** Returns lines that a step wants to repeat: a size, a runtime or a server. */
function notes(output: string): string[] {
  const lines = [...output.matchAll(/^> (.+)$/gm)].map(([, note = ""]) => note);
  return [...new Set(lines)];
}

function run(program: string, args: readonly string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: join(import.meta.dirname, ".."),
      env: {
        ...process.env,
        NO_COLOR: "1",
        TURBO_TELEMETRY_DISABLED: "1",
        DENO_NO_UPDATE_CHECK: "1",
        DO_NOT_TRACK: "1",
      },
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
