import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { explore } from "./explore.ts";
import { GUARDS } from "./guards.ts";
import { PLANS } from "./sessions.ts";

/** Milliseconds, for a machine with much else to do. */
const patience = 180_000;
const PROGRAM = fileURLToPath(new URL("../../scripts/exhaust.ts", import.meta.url));

describe("for every sequence of what a server may do", () => {
  let sessions = 0;
  it.each(PLANS)("$name ends as the server's mailbox says", { timeout: patience }, (plan) => {
    for (const { did, faults } of explore(plan.short, plan.play)) {
      sessions += 1;
      if (faults.length > 0) expect(faults, did.join(", ")).toEqual([]);
    }
  });

  it("there are more than twenty thousand of them", () => {
    expect(sessions).toBeGreaterThan(20_000);
  });
});

describe("without a guard some session goes wrong", () => {
  it.each(GUARDS)("$name", { timeout: patience }, async ({ name }) => {
    const options = ["--conditions=@parley-smtp/source", PROGRAM, "--short", "--without", name];
    const run = promisify(execFile)(process.execPath, options);
    const stdout = await run.then(
      () => "nobody noticed",
      (failed: { stdout: string; stderr: string }) => failed.stdout + failed.stderr,
    );
    expect(stdout).toMatch(/^FAULT: /m);
  });
});
