import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { commandOf } from "../../src/stress/commands.ts";
import { KINDS } from "../../src/stress/kinds.ts";
import type { ProgramReport } from "../../src/stress/program.ts";

/** A machine that is busy with something else takes minutes. */
const LIMIT = 600_000;

/** One session of each kind, with the same random choices as on Node with the same seed. */
it.concurrent.each(["Bun", "Deno"] as const)(
  "reports on %s what the servers' mailboxes have, whatever goes wrong",
  async (runtime) => {
    const { program, args, env } = commandOf(runtime);
    const more = ["--json", String(KINDS.length), "1"];
    const run = promisify(execFile)(program, [...args, ...more], { env, maxBuffer: 2 ** 26 });
    const lines = (await run).stdout.trim().split("\n");
    const { kinds, violations }: ProgramReport = JSON.parse(lines.at(-1) ?? "");
    expect(violations).toEqual([]);
    expect(Object.keys(kinds)).toHaveLength(KINDS.length);
  },
  LIMIT,
);
