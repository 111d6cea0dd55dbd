/** Measures where a job spends its time, with Node's sampling profiler. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SendJob } from "./job.ts";
import { run } from "./processes.ts";

/** The parts of a process, and patterns of their functions; the first match counts. */
const PARTS: readonly (readonly [string, RegExp])[] = [
  ["waiting", /^\(idle\) /],
  ["writing", /^write(?:v|Buffer|\w+String) $/],
  ["garbage collection", /^\(garbage collector\) /],
  ["core: scripts", /core\/src\/protocol\/scripts\//],
  ["core: tables", /core\/src\/protocol\/tables\//],
  ["core: content", /core\/src\/protocol\/(?:content|octets|line-lengths|local-fields|mime)/],
  ["core: rest of the protocol", /core\/src\/protocol\//],
  ["core: driver, connection, mailer", /core\/src\/client\//],
  ["adapter", /node-socket\/src\//],
  ["benchmark", /bench\/src\//],
  ["Node's own", / (?:node:|$)/],
];
const REST = "the runtime itself";

/** The format of V8's profiles. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  /** Microseconds since the previous sample. */
  readonly timeDeltas: readonly number[];
}

/**
 * Runs a job under the profiler, from the sources, so that functions have their names.
 *
 * @returns the share of each part in the measured time, without the start, waiting and socket writes
 */
export async function profile(job: SendJob): Promise<ReadonlyMap<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), "parley-profile-"));
  try {
    await run([
      process.execPath,
      "--conditions=@parley-smtp/source",
      "--cpu-prof",
      `--cpu-prof-dir=${folder}`,
      join(import.meta.dirname, "child.ts"),
      JSON.stringify(job),
    ]);
    const [file = ""] = await readdir(folder);
    const made = JSON.parse(await readFile(join(folder, file), "utf8")) as CpuProfile;
    return sharesIn(made, job.seconds * 1_000_000);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function sharesIn({ nodes, samples, timeDeltas }: CpuProfile, last: number): Map<string, number> {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map<string, number>();
  let before = timeDeltas.reduce((sum, delta) => sum + delta, 0) - last;
  samples.forEach((id, at) => {
    const delta = timeDeltas[at] ?? 0;
    before -= delta;
    if (before > 0) return;
    const { functionName = "", url = "" } = frames.get(id) ?? {};
    const named = `${functionName} ${url}`;
    const part = PARTS.find(([, pattern]) => pattern.test(named))?.[0] ?? REST;
    times.set(part, (times.get(part) ?? 0) + delta);
  });
  times.delete("waiting");
  // Measured by the clock, because on a shared core the kernel runs the server before it returns from the write.
  times.delete("writing");
  const busy = [...times.values()].reduce((sum, time) => sum + time, 0);
  return new Map([...times].map(([part, time]) => [part, time / busy]));
}
