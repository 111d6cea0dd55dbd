/**
 * Sends many messages through a pool, over real sockets, to a server that breaks connections at random. The server's
 * counts show that no message is lost or delivered twice.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createMailer, type Message, SmtpError } from "@parley-smtp/node-socket";
import { withRetry } from "@parley-smtp/node-socket/retry";
import type { LoadOptions, LoadReport, SinkOptions, SinkReport } from "./types.ts";

/** The outcome of a message according to the client. */
const SAYS = { nothing: 0, accepted: 1, unknown: 2, failed: 3 } as const;

/**
 * Runs the load.
 *
 * @param options how many messages, over how many connections, and how often these break
 * @returns the outcome of every message
 */
export async function runLoad(options: LoadOptions): Promise<LoadReport> {
  const { messages, connections, maxUnacknowledged } = options;
  const sink = await startSink(options);
  const begun = performance.now();
  const says = new Uint8Array(messages);
  let results = 0;
  let moved = 0;
  let heapEarly = 0;
  try {
    const pooled = createMailer({
      servers: sink.ports.map((port) => ({ host: "127.0.0.1", port })),
      tls: "none",
      pool: { size: connections, messages: 500 },
    });
    await using mailer = withRetry(pooled, {
      first: 1,
      longest: 20,
      tries: 50,
      atOnce: 4 * connections,
    });
    const many = mailer.sendMany(load(messages), { maxUnacknowledged });
    for await (const { index, receipt, error } of many) {
      if (error && !SmtpError.is(error)) throw error;
      says[index] = receipt ? SAYS.accepted : isUnknown(error) ? SAYS.unknown : SAYS.failed;
      if (receipt?.fallbacks.some(({ feature }) => feature === "FAILOVER")) moved += 1;
      results += 1;
      if (results === Math.ceil(messages / 10)) heapEarly = heapInUse();
    }
    const heapLate = heapInUse();
    await mailer.close();
    const report = await sink.report();
    const seconds = (performance.now() - begun) / 1000;
    return { ...judged(says, report), messages, results, moved, heapEarly, heapLate, seconds };
  } finally {
    sink.process.kill();
  }
}

function* load(messages: number): Generator<Message> {
  const body = "A line of forty characters, more or less.\r\n".repeat(20);
  for (let index = 0; index < messages; index += 1) {
    yield {
      from: `m${index}@load.test`,
      to: "sink@load.test",
      raw: `Message-ID: <${index}@load.test>\r\nSubject: ${index}\r\n\r\n${body}`,
    };
  }
}

function isUnknown(error: SmtpError | undefined): boolean {
  return error?.recipients.some(({ outcome }) => outcome === "unknown") ?? false;
}

/** Compares the client's report with the messages in the sink. */
function judged(says: Uint8Array, { counts, connections, broken }: SinkReport) {
  const has = Buffer.from(counts, "base64");
  const all = [...says.keys()];
  const which = (said: number, there?: boolean) =>
    all.filter((id) => says[id] === said && (there === undefined || (has[id] ?? 0) > 0 === there));
  return {
    accepted: which(SAYS.accepted).length,
    unknown: which(SAYS.unknown).length,
    failed: which(SAYS.failed).length,
    unknownAndThere: which(SAYS.unknown, true).length,
    twice: all.filter((id) => (has[id] ?? 0) > 1),
    missing: which(SAYS.accepted, false),
    unexpected: [...which(SAYS.failed, true), ...which(SAYS.nothing, true)],
    connections,
    broken,
  };
}

async function startSink({ messages, seed, breaks, servers }: SinkOptions) {
  const program = new URL("sink-program.ts", import.meta.url);
  const told = JSON.stringify({ messages, seed, breaks, servers } satisfies SinkOptions);
  const sink = fork(program, [told], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const { ports } = await heard<{ ports: number[] }>(sink);
  return {
    process: sink,
    ports,
    async report(): Promise<SinkReport> {
      const report = heard<SinkReport>(sink);
      sink.send("report");
      return report;
    },
  };
}

async function heard<T>(sink: ChildProcess): Promise<T> {
  const gone = once(sink, "exit").then(() => {
    throw new Error("The sink ended before it was asked to.");
  });
  const [message] = await Promise.race([once(sink, "message"), gone]);
  return message as T;
}

/** Returns the bytes of the heap that are still in use. */
function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
