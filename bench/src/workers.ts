/** Measures messages sent inside workerd: the resources of its process, and the size of the program. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { createTestHarness } from "wrangler";
import type { Target } from "./job.ts";
import { FROM, letter, recipients, text } from "./letter.ts";
import { run } from "./processes.ts";

/** The clients for Workers; `nothing` replies without a client. */
export type WorkerClient = "nothing" | "parley" | "worker-mailer" | "nodemailer";

/** A text message, complete if the client accepts that; or text, HTML and an attachment to compose. */
export type WorkerMessage = "plain" | "composed";

/**
 * Milliseconds of processor time: until the first message is answered, for each of the first messages, and for each
 * later one.
 */
export interface WorkerSpent {
  readonly start: number;
  readonly first: number;
  readonly each: number;
}

// Without a network it would print a warning among the results.
process.env["WRANGLER_LOG"] ??= "error";

/** The resolution of the Linux kernel's process times, per second. */
const TICKS = 100;

/** Messages of one request, over a separate connection: a socket belongs to one request. */
const MESSAGES = 200;

/** Octets of the attachment. */
const ATTACHMENT = 10_000;

/** The number of requests: the first ones, those for the warm-up, and the measured ones. */
export interface WorkerRequests {
  readonly first: number;
  readonly warm: number;
  readonly measured: number;
}

/**
 * Runs a Worker that sends on request.
 *
 * @param client the client
 * @param message the message
 * @param target the server
 * @param requests the number of requests, with 200 messages each
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
    // One process runs the Worker, another one passes requests to it.
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

/** The KiB that `wrangler deploy` uploads, and their size with gzip. */
export interface WorkerSize {
  readonly upload: number;
  readonly gzip: number;
}

/**
 * Bundles a Worker with wrangler, without uploading.
 *
 * @param minify whether to use `--minify`; otherwise wrangler's default is measured
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

/** The same for all clients, so that only the client differs: two of them need Node's modules. */
const COMPATIBILITY = {
  compatibility_date: "2026-08-01",
  compatibility_flags: ["nodejs_compat"],
};

/** Creates a program in a folder where it finds the packages of a checkout; wrangler bundles it. */
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

/** An IP address, so that workerd resolves no names, which it would do over HTTPS. */
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
      // The client authenticates if AUTH is offered, and smtp-sink accepts any password. It does not accept complete
      // messages.
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

/** Returns a Worker that sends as many messages as the path says. */
function workerOf(work: string): string {
  return `export default { async fetch(request) {
    let left = Number(new URL(request.url).pathname.slice(1));
    try { ${work}; } catch (error) { return new Response(String(error.stack), { status: 500 }); }
    return new Response("sent");
  } };`;
}

/** Returns the workerd processes that this process has started; none without /proc. */
function workerds(): readonly string[] {
  return readdirSync("/proc").filter((id) => {
    try {
      if (!/^\d+$/.test(id) || readFileSync(`/proc/${id}/comm`, "utf8").trim() !== "workerd") {
        return false;
      }
      return Number(statOf(id)[1]) === process.pid;
    } catch {
      // The process has ended meanwhile.
      return false;
    }
  });
}

/** Returns the milliseconds of user and system time. */
function spentBy(id: string): number {
  const fields = statOf(id);
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}

/**
 * Returns the kernel's data about a process (proc(5)), from the third field on: the second is a name that may contain
 * anything.
 */
function statOf(id: string): string[] {
  const stat = readFileSync(`/proc/${id}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}
