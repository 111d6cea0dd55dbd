/** Sends, and looks at the clock. Runs in a process of its own, on any runtime with node:process. */
import process from "node:process";
import type { Client, MakeClient } from "../clients/client.ts";
import type { Counted, CountJob, SendJob, Sent, Spent } from "../job.ts";

/** Sends for a while. */
export async function send({ client, target, warm, seconds }: SendJob): Promise<Sent> {
  const sender = await load(client, target);
  await during(sender, warm);
  const meter = spending();
  const sent = await during(sender, seconds);
  const spent = meter();
  await sender.close();
  return { ...sent, ...spent };
}

/** Sends one message, and more if more are asked for. */
export async function count({ client, target, messages }: CountJob): Promise<Counted> {
  const sender = await load(client, target);
  const meter = spending();
  const first = await so(sender, 1);
  const second = messages > 0 ? await so(sender, 1) : 0;
  const rest = await so(sender, messages);
  const spent = meter();
  await sender.close();
  return { first, second, rest, ...spent };
}

/** Does nothing. */
export function idle(): Spent {
  return spending()();
}

async function load(name: string, target: SendJob["target"]): Promise<Client> {
  const { makeClient } = (await import(`../clients/${name}.ts`)) as { makeClient: MakeClient };
  return makeClient(target);
}

/** Sends for so many seconds; counts until the last message is answered. */
async function during(
  sender: Client,
  seconds: number,
): Promise<{ messages: number; seconds: number }> {
  const start = performance.now();
  const end = start + seconds * 1000;
  let messages = 0;
  await sender.sendWhile(() => {
    const more = performance.now() < end;
    if (more) messages += 1;
    return more;
  });
  return { messages, seconds: (performance.now() - start) / 1000 };
}

/** Sends so many messages; how many milliseconds it took. */
async function so(sender: Client, messages: number): Promise<number> {
  const start = performance.now();
  let left = messages;
  if (messages > 0) await sender.sendWhile(() => left-- > 0);
  return performance.now() - start;
}

/** Milliseconds between two looks at the memory. */
const GLANCE = 25;

/** Begins to measure what the process uses up. */
function spending(): () => Spent {
  const before = process.cpuUsage();
  // What the kernel tells of the most begins with what the parent process had.
  let memory = process.memoryUsage.rss();
  const glance = (): void => {
    memory = Math.max(memory, process.memoryUsage.rss());
  };
  const glances = setInterval(glance, GLANCE);
  return () => {
    clearInterval(glances);
    glance();
    const { user, system } = process.cpuUsage();
    return {
      cpuOfProcess: (user + system) / 1000,
      cpu: (user - before.user + system - before.system) / 1000,
      memory,
    };
  };
}
