import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { MUTANTS } from "../../src/stress/mutant-table.ts";

const PROGRAM = fileURLToPath(new URL("../../src/stress/mutants.ts", import.meta.url));

it("finds each guard and each deadline that is taken out of the client", async () => {
  const options = ["--conditions=@parley-smtp/source", PROGRAM];
  const run = promisify(execFile)(process.execPath, options);
  const { stdout } = await run.catch((failed: { stdout: string }) => failed);
  const lines = stdout.trim().split("\n");
  expect(lines.filter((line) => !line.startsWith("found: "))).toEqual([]);
  expect(lines).toHaveLength(MUTANTS.length);
}, 600_000);
