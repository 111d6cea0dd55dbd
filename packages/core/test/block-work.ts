/** Counts how often blocks of code run, by V8. On Node only. */
import { Session } from "node:inspector/promises";
import { setFlagsFromString } from "node:v8";

/**
 * How many times as often blocks of code run for 4n as for n, by V8's own count: it sees loops that call
 * nothing. What built-in functions do inside is not in it.
 */
export async function blockGrowth(work: (n: number) => () => unknown, n: number): Promise<number> {
  const [once, fourTimes] = [work(n), work(4 * n)];
  // Compiled before anything is counted.
  once();
  const few = await countBlocks(once);
  return (await countBlocks(fourTimes)) / few;
}

async function countBlocks(work: () => unknown): Promise<number> {
  // In code that is optimized, counts go missing.
  const flags = ["opt", "maglev", "sparkplug"];
  for (const flag of flags) setFlagsFromString(`--no-${flag}`);
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    work();
    const { result } = await session.post("Profiler.takePreciseCoverage");
    const ours = result.filter(({ url }) => url.includes("/packages/") || url.includes("/apps/"));
    const ranges = ours.flatMap(({ functions }) => functions.flatMap((one) => one.ranges));
    return ranges.reduce((sum, { count }) => sum + count, 0);
  } finally {
    await session.post("Profiler.stopPreciseCoverage");
    session.disconnect();
    for (const flag of flags) setFlagsFromString(`--${flag}`);
  }
}
