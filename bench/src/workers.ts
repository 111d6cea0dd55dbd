/** Messages sent from inside workerd: what its process uses up, and what the program weighs. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { createTestHarness } from "wrangler";
import type { Target } from "./job.ts";
import { FROM, letter, recipients, text } from "./letter.ts";
import { run } from "./processes.ts";

/** Clients that run there; `nothing` answers without one. */
export type WorkerClient = "nothing" | "parley" | "worker-mailer" | "nodemailer";

/** A message of text, given as it goes out where a client can take that; or text, HTML and an attachment to compose. */
export type WorkerMessage = "plain" | "composed";

/** Milliseconds of the processor: up to the answer to the first message, for each of the first ones, and for each later one. */
export interface WorkerSpent {
  readonly start: number;
  readonly first: number;
  readonly each: number;
}

// Without a network it would warn, among the results, that it does not know where a request comes from.
process.env["WRANGLER_LOG"] ??= "error";

/** How often the Linux kernel counts the time of a process in a second. */
const TICKS = 100;

/** Messages of one request, over a connection of its own: a socket belongs to one request. */
const MESSAGES = 200;

/** Octets of the attachment. */
const ATTACHMENT = 10_000;

/** How much is sent: requests that count as the first ones, that warm up, and that are measured. */
export interface WorkerRequests {
  readonly first: number;
  readonly warm: number;
  readonly measured: number;
}

/**
 * Runs a Worker that sends when it is asked to.
 *
 * @param client who sends
 * @param message what
 * @param target where to
 * @param requests how often, with 200 messages each
 * @param root the checkout whose packages are bundled
 */
export async function measureWorker(
  client: WorkerClient,
  message: WorkerMessage,
  target: Target,
  requests: WorkerRequests,
  root?: string,
): Promise<WorkerSpent> {
  const before = new Set(workerds());
  using project = makeProject(programOf(client, message, target), root);
  const harness = createTestHarness({
    workers: [{ config: { name: "worker", main: project.main, ...COMPATIBILITY } }],
  });
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
    const askOften = async (count: number): Promise<number> => {
      const start = spent();
      for (let request = 0; request < count; request += 1) await ask(MESSAGES);
      return (spent() - start) / (count * MESSAGES);
    };
    await ask(1);
    const start = spent();
    const first = await askOften(requests.first);
    await askOften(requests.warm);
    return { start, first, each: await askOften(requests.measured) };
  } finally {
    await harness.close();
  }
}

/** KiB that `wrangler deploy` uploads, and what is left of them with gzip. */
export interface WorkerSize {
  readonly upload: number;
  readonly gzip: number;
}

/**
 * Bundles a Worker with wrangler, and uploads nothing.
 *
 * @param minify as with `--minify`; without it wrangler's default is measured
 */
export async function sizeOfWorker(
  client: WorkerClient,
  message: WorkerMessage,
  minify: boolean,
): Promise<WorkerSize> {
  const target = { port: 25, connections: 1, recipients: 1, octets: 1_000 };
  using project = makeProject(programOf(client, message, target));
  const { stdout } = await run(
    [
      join(import.meta.dirname, "..", "node_modules", ".bin", "wrangler"),
      ...["deploy", project.main, "--dry-run", "--name=worker"],
      ...[`--compatibility-date=${COMPATIBILITY.compatibility_date}`],
      ...COMPATIBILITY.compatibility_flags.map((flag) => `--compatibility-flag=${flag}`),
      ...(minify ? ["--minify"] : []),
    ],
    { WRANGLER_SEND_METRICS: "false" },
  );
  const [, upload, gzip] = /Total Upload: ([\d.]+) KiB \/ gzip: ([\d.]+) KiB/.exec(stdout) ?? [];
  if (!upload || !gzip) throw new Error(`wrangler reported no size: ${stdout.trim()}`);
  return { upload: Number(upload), gzip: Number(gzip) };
}

/** The same for all, so that they differ in nothing but the client: two of them need Node's modules. */
const COMPATIBILITY = {
  compatibility_date: "2026-08-01",
  compatibility_flags: ["nodejs_compat"],
};

/** A program where it finds the packages of a checkout; wrangler bundles it. */
function makeProject(
  program: string,
  root: string = join(import.meta.dirname, "..", ".."),
): Disposable & { readonly main: string } {
  const folder = mkdtempSync(join(root, "bench", "node_modules", ".worker-"));
  const main = join(folder, "worker.js");
  writeFileSync(main, program);
  return {
    main,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** An address, so that nobody asks for names, which workerd would do over HTTPS. */
const HOST = "127.0.0.1";

function programOf(client: WorkerClient, message: WorkerMessage, target: Target): string {
  const { port, octets } = target;
  const plain = message === "plain";
  const body = JSON.stringify(text(octets - 300));
  const draft = `{ from: "${FROM}", to: ${JSON.stringify(recipients(target))}, subject: "Measured", text: ${body}, html: "<p>" + ${body} + "</p>", attachments: [{ filename: "list.bin", content: attachment }] }`;
  const raw = `new TextEncoder().encode(${JSON.stringify(letter(octets))})`;
  const bytes = `const attachment = Buffer.alloc(${ATTACHMENT}, "octets");`;
  switch (client) {
    case "nothing":
      return workerOf("");
    case "parley":
      return `import { connect } from "@parley-smtp/cloudflare-workers";
        ${plain ? `const message = { from: "${FROM}", to: ${JSON.stringify(recipients(target))}, raw: ${raw} };` : `import { compose } from "@parley-smtp/mime"; ${bytes}`}
        ${workerOf(`const connection = await connect({ host: "${HOST}", port: ${port}, tls: "none" });
        while (left-- > 0) await connection.send(${plain ? "message" : `await compose(${draft})`});
        await connection.close()`)}`;
    case "worker-mailer":
      // It must log in where AUTH is listed, and smtp-sink takes any password. It takes no finished message.
      return `import { WorkerMailer } from "worker-mailer";
        ${plain ? "" : `const attachment = Buffer.alloc(${ATTACHMENT}, "octets");`}
        ${workerOf(`const mailer = await WorkerMailer.connect({ host: "${HOST}", port: ${port}, secure: false, startTls: false, authType: "plain", credentials: { username: "ann", password: "any" } });
        while (left-- > 0) await mailer.send(${plain ? `{ from: "${FROM}", to: ${JSON.stringify(recipients(target))}, subject: "Measured", text: ${body} }` : draft.replace("content: attachment", 'content: attachment.toString("base64")')});
        await mailer.close()`)}`;
    case "nodemailer":
      return `import { createTransport } from "nodemailer";
        ${plain ? `const message = { envelope: { from: "${FROM}", to: ${JSON.stringify(recipients(target))} }, raw: Buffer.from(${raw}) };` : bytes}
        ${workerOf(`const transport = createTransport({ pool: true, host: "${HOST}", port: ${port}, ignoreTLS: true, maxConnections: 1, maxMessages: Infinity });
        while (left-- > 0) await transport.sendMail(${plain ? "message" : draft});
        transport.close()`)}`;
  }
}

/** A Worker that does its work with as many messages as the path says. */
function workerOf(work: string): string {
  return `export default { async fetch(request) {
    let left = Number(new URL(request.url).pathname.slice(1));
    try { ${work}; } catch (error) { return new Response(String(error.stack), { status: 500 }); }
    return new Response("sent");
  } };`;
}

/** Processes of workerd that this process has started; where there is no /proc, none. */
function workerds(): readonly string[] {
  return readdirSync("/proc").filter((id) => {
    try {
      if (!/^\d+$/.test(id) || readFileSync(`/proc/${id}/comm`, "utf8").trim() !== "workerd") {
        return false;
      }
      return Number(statOf(id)[1]) === process.pid;
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
}

/** Milliseconds of user and system time. */
function spentBy(id: string): number {
  const fields = statOf(id);
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}

/** What the kernel says of a process (proc(5)), from the third field on: the second is a name that may hold anything. */
function statOf(id: string): string[] {
  const stat = readFileSync(`/proc/${id}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}
