/** Sends messages and measures the time. Runs in a separate process, on any runtime with node:process. */
import process from "node:process";
import { createInterface } from "node:readline";
import type { Client, MakeClient } from "../clients/client.ts";
import type {
  Counted,
  CountJob,
  FirstJob,
  SenderName,
  SendJob,
  Sent,
  SessionJob,
  Spent,
  Target,
  WarmUp,
} from "../job.ts";

/** Warms up, and sends for a while. */
export async function send({ client, target, warm, seconds }: SendJob): Promise<Sent> {
  const sender = await load(client, target);
  await warmUp(sender, warm);
  const sent = await sendFor(sender, seconds);
  await sender.close();
  return sent;
}

/** Warms up, and sends for the number of seconds in each line of the input, until the input ends. */
export async function session({ client, target, warm }: SessionJob): Promise<void> {
  const sender = await load(client, target);
  await warmUp(sender, warm);
  console.log("ready");
  for await (const line of createInterface(process.stdin)) {
    console.log(JSON.stringify(await sendFor(sender, Number(line))));
  }
}

/** Sends the first messages of this process. */
export async function first({ client, target, messages }: FirstJob): Promise<Sent> {
  const sender = await load(client, target);
  const meter = spending();
  const milliseconds = await sendMessages(sender, messages);
  return { messages, seconds: milliseconds / 1000, ...meter() };
}

/** Sends one message, and more if more are requested. */
export async function count({ client, target, messages }: CountJob): Promise<Counted> {
  const sender = await load(client, target);
  const meter = spending();
  const first = await sendMessages(sender, 1);
  const second = messages > 0 ? await sendMessages(sender, 1) : 0;
  const rest = await sendMessages(sender, messages);
  const spent = meter();
  await sender.close();
  return { first, second, rest, ...spent };
}

/** Does nothing. */
export function idle(): Spent {
  return spending()();
}

async function load(name: SenderName, target: Target): Promise<Client> {
  const { makeClient } = (await import(`../clients/${name}.ts`)) as { makeClient: MakeClient };
  return makeClient(target);
}

/** Sends until the code is compiled; a slow client stops when its time is over. */
async function warmUp(sender: Client, { messages, seconds }: WarmUp): Promise<void> {
  const end = performance.now() + seconds * 1000;
  let left = messages;
  await sender.sendWhile(() => left-- > 0 && performance.now() < end);
}

/** Sends for this many seconds; measures until the last message is answered. */
async function sendFor(sender: Client, seconds: number): Promise<Sent> {
  const meter = spending();
  const start = performance.now();
  const end = start + seconds * 1000;
  let messages = 0;
  await sender.sendWhile(() => {
    const more = performance.now() < end;
    if (more) messages += 1;
    return more;
  });
  return { messages, seconds: (performance.now() - start) / 1000, ...meter() };
}

/** Sends this many messages, and returns the time in milliseconds. */
async function sendMessages(sender: Client, messages: number): Promise<number> {
  const start = performance.now();
  let left = messages;
  if (messages > 0) await sender.sendWhile(() => left-- > 0);
  return performance.now() - start;
}

/** Milliseconds between two readings of the memory. */
const GLANCE = 25;

/** Starts to measure the resources of the process. */
function spending(): () => Spent {
  const before = process.cpuUsage();
  // The kernel's maximum starts with the value of the parent process.
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
