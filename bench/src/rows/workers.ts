/** Cloudflare Workers: processor time inside workerd, and the size of a Worker. */
import { atMost, type Bench, type Part } from "../bench.ts";
import { contest, pick } from "../contest.ts";
import type { Target } from "../job.ts";
import { type Column, numberOf, tableOf } from "../markdown.ts";
import {
  measureWorker,
  sizeOfWorker,
  type WorkerClient,
  type WorkerMessage,
  type WorkerRequests,
} from "../workers.ts";

/** The client with which the others are compared. */
const AGAINST = "worker-mailer";

const NAMES: Readonly<Record<WorkerClient, string>> = {
  nothing: "nothing",
  parley: "Parley",
  "worker-mailer": "worker-mailer",
  nodemailer: "nodemailer",
};

/** Returns the number of requests to a Worker, with 200 messages each. */
export function requestsOf({ quick, warm }: Bench): WorkerRequests {
  if (quick) return { first: 1, warm: 1, measured: 1 };
  return { first: 2, warm: Math.ceil(warm / 200 / 10), measured: 20 };
}

/** Processor time and sizes. */
export const workers: Part = {
  title: "Cloudflare Workers",
  budget: 200,
  async measure(bench) {
    const { postfix, node } = bench.sinks;
    const port = "port" in postfix ? postfix.port : node.plain;
    const target = { port, connections: 1, recipients: 1, octets: 1_000 };
    return [
      "Inside workerd with nodejs_compat: user and system time of its process in milliseconds, as the kernel counts it (by hundredths of a second). A connection carries 200 messages; the first 400 messages follow the start, and steady comes after 2,000 more.",
      "A message of 1 kB, as it goes out; worker-mailer takes none like that and composes its text:",
      tableOf("", await columnsOf(bench, "plain", target), AGAINST),
      "Text, HTML and an attachment of 10 kB, which each of them composes, Parley with @parley-smtp/mime:",
      tableOf("", await columnsOf(bench, "composed", target), AGAINST),
      "What `wrangler deploy` uploads of these Workers, by default and with `--minify`:",
      await sizes(),
    ].join("\n\n");
  },
};

async function columnsOf(bench: Bench, message: WorkerMessage, target: Target): Promise<Column[]> {
  const clients: readonly WorkerClient[] = ["nothing", "parley", "worker-mailer", "nodemailer"];
  const runs = await contest(
    atMost(bench, 3),
    clients.map((client) => ({
      name: NAMES[client],
      measure: () => measureWorker(client, message, target, requestsOf(bench)),
    })),
  );
  return [
    { head: "to the first answer", results: pick(runs, ({ start }) => start) },
    { head: "each of the first 400", results: pick(runs, ({ first }) => first), digits: 3 },
    { head: "steady", results: pick(runs, ({ each }) => each), digits: 3 },
  ];
}

async function sizes(): Promise<string> {
  const rows: string[] = [];
  const messages: readonly (readonly [WorkerMessage, string])[] = [
    ["plain", "finished message"],
    ["composed", "composes HTML and an attachment"],
  ];
  for (const [message, words] of messages) {
    for (const client of ["parley", "worker-mailer", "nodemailer"] as const) {
      const cells: string[] = [];
      for (const minify of [false, true]) {
        const { upload, gzip } = await sizeOfWorker(client, message, minify);
        cells.push(`${numberOf(upload, 1)} KiB`, `**${numberOf(gzip, 1)} KiB**`);
      }
      const does = client === "worker-mailer" && message === "plain" ? "composes text" : words;
      rows.push(`| ${NAMES[client]} | ${does} | ${cells.join(" | ")} |`);
    }
  }
  return [
    "|  |  | default | with gzip | minified | with gzip |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}
