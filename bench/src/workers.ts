/** Messages sent from inside workerd, and what its process uses up. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { createTestHarness } from "wrangler";
import type { Target } from "./job.ts";
import { FROM, letter, recipients, text } from "./letter.ts";

/** Clients that run there; `nothing` answers without one. */
export type WorkerClient = "nothing" | "parley" | "worker-mailer";

/** Milliseconds of the processor: up to the answer to the first message, and for each of many more. */
export interface WorkerSpent {
  readonly first: number;
  readonly each: number;
}

/** How often the Linux kernel counts the time of a process in a second. */
const TICKS = 100;

/** Requests, and messages in each, over a connection of its own: a socket belongs to one request. */
const REQUESTS = 5;
const MESSAGES = 200;

/**
 * Runs a Worker that sends when it is asked to.
 *
 * @param client who sends
 * @param target where to
 */
export async function measureWorker(client: WorkerClient, target: Target): Promise<WorkerSpent> {
  const before = new Set(workerds());
  const folder = mkdtempSync(join(tmpdir(), "parley-bench-"));
  const main = join(folder, "worker.js");
  await bundle(client, target, main);
  const config = { name: "worker", main, compatibility_date: "2026-08-01" };
  const harness = createTestHarness({ workers: [{ config }] });
  try {
    await harness.listen();
    const ask = async (messages: number): Promise<void> => {
      const answer = await harness.fetch(`/${messages}`);
      if (!answer.ok) throw new Error(await answer.text());
    };
    // One runs the Worker, another hands requests to it.
    const processes = workerds().filter((id) => !before.has(id));
    if (processes.length === 0) throw new Error("There is no process of workerd to be measured.");
    const spent = (): number => processes.reduce((sum, id) => sum + spentBy(id), 0);
    await ask(1);
    const first = spent();
    await ask(MESSAGES);
    const warm = spent();
    for (let request = 0; request < REQUESTS; request += 1) await ask(MESSAGES);
    return { first, each: (spent() - warm) / (REQUESTS * MESSAGES) };
  } finally {
    await harness.close();
    rmSync(folder, { recursive: true });
  }
}

async function bundle(client: WorkerClient, target: Target, outfile: string): Promise<void> {
  await build({
    stdin: { contents: program(client, target), resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    outfile,
    format: "esm",
    platform: "neutral",
    external: ["cloudflare:*"],
    conditions: ["workerd"],
    mainFields: ["module", "main"],
  });
}

function program(client: WorkerClient, target: Target): string {
  const { port, octets } = target;
  const to = recipients(target);
  const many = (work: string): string =>
    `export default { async fetch(request) { let left = Number(new URL(request.url).pathname.slice(1)); ${work}; return new Response("sent"); } };`;
  switch (client) {
    case "nothing":
      return many("");
    case "parley":
      return `import { connect } from "@parley-smtp/cloudflare-workers";
        const raw = new TextEncoder().encode(${JSON.stringify(letter(octets))});
        ${many(`const connection = await connect({ host: "localhost", port: ${port}, tls: "none" });
        while (left-- > 0) await connection.send({ from: "${FROM}", to: ${JSON.stringify(to)}, raw });
        await connection.close()`)}`;
    case "worker-mailer":
      // It must log in where AUTH is listed, and smtp-sink takes any password.
      return `import { WorkerMailer } from "worker-mailer";
        ${many(`const mailer = await WorkerMailer.connect({ host: "localhost", port: ${port}, secure: false, startTls: false, authType: "plain", credentials: { username: "ann", password: "any" } });
        while (left-- > 0) await mailer.send({ from: "${FROM}", to: ${JSON.stringify(to)}, subject: "Measured", text: ${JSON.stringify(text(octets - 300))} });
        await mailer.close()`)}`;
  }
}

/** Processes of workerd on this machine; where there is no /proc, none. */
function workerds(): readonly string[] {
  return readdirSync("/proc").filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/comm`, "utf8").trim() === "workerd";
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
}

/** Milliseconds of user and system time (proc(5): the 14th and 15th field of stat, behind a name in parentheses). */
function spentBy(process: string): number {
  const stat = readFileSync(`/proc/${process}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}
