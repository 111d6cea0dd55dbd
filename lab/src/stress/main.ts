/**
 * `pnpm stress`: two thousand sessions over real sockets, or as many as are named.
 *
 *     node --conditions=@parley-smtp/source lab/src/stress/main.ts [sessions] [seed] [kind ...]
 */
import { runStress } from "./stress.ts";

const [sessions = "2400", seed = "1", ...only] = process.argv.slice(2);
const report = await runStress({
  sessions: Number(sessions),
  seed: Number(seed),
  ...(only.length > 0 ? { only } : {}),
});
console.table(report.kinds);
for (const violation of report.violations.slice(0, 40)) console.error(`FAILED: ${violation}`);
console.log(
  `${sessions} sessions, seed ${seed}, ${report.seconds.toFixed(0)} s, ${report.violations.length} violations`,
);
if (report.violations.length > 0) process.exitCode = 1;
