/**
 * Sessions over real sockets in which one thing goes wrong, by turns every kind of it.
 *
 * The server's mailbox is the judge: what a receipt calls accepted is there once, octet for octet;
 * what is called rejected or not sent is not there; what is unknown is there at most once. Every call
 * ends, and nothing is left open afterwards.
 */
import {
  type CallOptions,
  type ClientEvent,
  createMailer,
  type Message,
  SmtpError,
} from "@parley-smtp/node-socket";
import { random as seeded } from "../load/random.ts";
import { makeContent, SHAPES, type StressContent } from "./content.ts";
import { KINDS, type Kind } from "./kinds.ts";
import { type Copy, type StressServer, startStressServer } from "./server.ts";

/** How the run is made. */
export interface StressOptions {
  readonly sessions: number;
  readonly seed: number;
  /** Sessions at the same time. */
  readonly width?: number;
  /** Only the kinds of these names. */
  readonly only?: readonly string[];
  /** Milliseconds within which any call must have ended: many times every deadline that is set. Default 30 000. */
  readonly watchdog?: number;
}

/** What came of the sessions of one kind. */
export interface KindReport {
  sessions: number;
  /** Sessions in which the fault came into play at least once. */
  happened: number;
  accepted: number;
  rejected: number;
  notSent: number;
  unknown: number;
  /** Errors of the caller's own: TypeError and RangeError. */
  misuse: number;
}

/** What came of the run. */
export interface StressReport {
  readonly kinds: Readonly<Record<string, KindReport>>;
  /** What should not have been, each with the session's number and kind. */
  readonly violations: readonly string[];
  readonly seconds: number;
}

const WATCHDOG = 30_000;
const SHORT = 400;

/** Runs the sessions. */
export async function runStress(options: StressOptions): Promise<StressReport> {
  const { sessions, seed, width = 16, only, watchdog = WATCHDOG } = options;
  const kinds = only ? KINDS.filter(({ name }) => only.includes(name)) : KINDS;
  const reports: Record<string, KindReport> = {};
  const violations: string[] = [];
  const begun = performance.now();
  const stray = (error: unknown): void => {
    violations.push(`unhandled: ${error instanceof Error ? error.stack : String(error)}`);
  };
  process.on("unhandledRejection", stray);
  process.on("uncaughtException", stray);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let number = next++; number < sessions; number = next++) {
      const kind = kinds[number % kinds.length] as Kind;
      reports[kind.name] ??= {
        sessions: 0,
        happened: 0,
        accepted: 0,
        rejected: 0,
        notSent: 0,
        unknown: 0,
        misuse: 0,
      };
      const report = reports[kind.name] as KindReport;
      const session = new StressSession(kind, seeded(seed * 1_000_003 + number), report, watchdog);
      for (const violation of await session.run()) {
        violations.push(`session ${number} (${kind.name}): ${violation}`);
      }
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  // What was left unhandled shows one turn later.
  await pause(50);
  process.off("unhandledRejection", stray);
  process.off("uncaughtException", stray);
  return { kinds: reports, violations, seconds: (performance.now() - begun) / 1000 };
}

type Said = "accepted" | "rejected" | "unknown" | "not-sent" | "misuse";

/** One session: a server, a mailer, and some messages. */
class StressSession {
  readonly #watchdog: number;
  readonly #kind: Kind;
  readonly #random: () => number;
  readonly #report: KindReport;
  readonly #violations: string[] = [];
  readonly #contents: StressContent[] = [];
  /** What the client says of each message and recipient. */
  readonly #said = new Map<string, Said>();
  #stopsReading = false;
  /** Messages that the client says it re-encoded, so that they arrive otherwise than they were sent. */
  readonly #recoded = new Set<string>();
  readonly #abort = new AbortController();

  constructor(kind: Kind, random: () => number, report: KindReport, watchdog: number) {
    this.#watchdog = watchdog;
    this.#kind = kind;
    this.#random = random;
    this.#report = report;
  }

  async run(): Promise<readonly string[]> {
    const server = await this.#startServer();
    const mailer = this.#makeMailer(server);
    const messages = this.#makeMessages();
    const { caller, source } = this.#kind;
    const soon = Math.floor(this.#random() * 30);
    if (caller === "aborts") setTimeout(() => this.#abort.abort(), soon);
    const closing =
      caller === "closes the mailer" ? pause(soon).then(() => mailer.close()) : undefined;
    await this.#within("sending", this.#send(mailer, messages));
    await this.#within("close()", closing ?? Promise.resolve());
    await this.#within("close()", mailer.close());
    await this.#nothingLeft(server);
    this.#judge(server.stored);
    const happened = server.misbehaved > 0 || caller !== undefined || source !== undefined;
    this.#report.sessions += 1;
    if (happened || this.#kind.name === "no fault") this.#report.happened += 1;
    await server.close();
    return this.#violations;
  }

  #startServer(): Promise<StressServer> {
    const { server, content, connections, diesAfter } = this.#kind;
    const keywords = ["8BITMIME", "ENHANCEDSTATUSCODES"];
    const misbehaviours = server?.(this.#random) ?? [];
    if (this.#random() < 0.6) keywords.push("PIPELINING");
    if (misbehaviours.some(({ stage }) => stage === "BDAT") || this.#random() < 0.5)
      keywords.push("CHUNKING");
    if (misbehaviours.some(({ says }) => says?.startsWith("555"))) keywords.push("SIZE 100000000");
    const during = content?.(this.#random);
    this.#stopsReading = during?.ending === "stop-reading";
    return startStressServer({
      keywords,
      misbehaviours,
      ...(during ? { content: during } : {}),
      ...(connections === undefined ? {} : { connections }),
      ...(diesAfter === undefined ? {} : { diesAfter }),
    });
  }

  #makeMailer(server: StressServer) {
    const { harmless, caller } = this.#kind;
    const wait = harmless ? WATCHDOG / 2 : SHORT;
    const listener = {
      "gives a listener that throws": () => {
        throw new Error("The listener fails.");
      },
      "gives a listener that rejects": async () => {
        throw new Error("The listener fails later.");
      },
    }[caller as string];
    const overwrite = (event: ClientEvent): void => {
      if (event.type !== "content" || this.#random() < 0.7) return;
      for (const content of this.#contents) content.overwrite?.();
    };
    const never = (): Promise<never> => new Promise(() => {});
    return createMailer({
      host: "127.0.0.1",
      port: server.port,
      tls: "none",
      name: "client.stress.test",
      pool: { size: this.#kind.connections ? 5 : 1 + Math.floor(this.#random() * 3) },
      timeouts: {
        connect: 5000,
        greeting: wait,
        ehlo: wait,
        mail: wait,
        rcpt: wait,
        data: wait,
        content: wait,
        final: wait,
        command: wait,
        quit: 200,
        ...(caller === "allows little time" ? { total: 5 + Math.floor(this.#random() * 60) } : {}),
        ...(caller === "gives a store that stalls" ? { total: 1500 } : {}),
      },
      ...(listener ? { onEvent: listener } : {}),
      ...(this.#kind.source === "changes its bytes" ? { onEvent: overwrite } : {}),
      ...(caller === "gives a store that stalls"
        ? { store: { get: never, set: never, remove: never } }
        : {}),
    });
  }

  #makeMessages(): Message[] {
    const { source, caller, connections } = this.#kind;
    const many = connections ? 12 : 1 + Math.floor(this.#random() * 4);
    const messages = Array.from({ length: many }, (_, index) =>
      this.#message(String(index), index === 0),
    );
    if (caller === "uses a stream twice") {
      const first = this.#message("once", false, true);
      return [first, { ...first, to: "again@stress.test" }, ...messages];
    }
    if (source === "stalls" || source === "throws") messages.push(this.#message("last", false));
    return messages;
  }

  #message(id: string, first: boolean, oneShot = false): Message {
    const random = this.#random;
    const { source, server } = this.#kind;
    // What fits into one piece is read at once, and cannot change between two readings.
    const large = random() < 0.15 || source === "changes its bytes";
    const octets = large ? Math.floor(random() * 3_000_000) : Math.floor(random() * 60_000);
    const tiny = octets < 3_000 && random() < 0.5;
    const piece = (): number =>
      tiny ? 1 : Math.max(1, Math.floor(random() ** 2 * (large ? 2_000_000 : 20_000)));
    const content = makeContent({
      id,
      shape: oneShot ? "generator" : (SHAPES[Math.floor(random() * SHAPES.length)] ?? "bytes"),
      octets,
      pieces: [piece(), piece(), tiny ? 1 : Math.max(64, piece())],
      eightBit: server === undefined && random() < 0.3,
      ...(source && first ? { fault: source } : {}),
      random,
    });
    this.#contents.push(content);
    const to = random() < 0.3 ? ["a@stress.test", "b@stress.test"] : "a@stress.test";
    return { from: "from@stress.test", to, raw: content.raw };
  }

  async #send(
    mailer: ReturnType<typeof createMailer>,
    messages: readonly Message[],
  ): Promise<void> {
    const { caller } = this.#kind;
    const signal = this.#abort.signal;
    const options: CallOptions = caller === "aborts" ? { signal } : {};
    const list = caller?.startsWith("gives a list that");
    if (!list && this.#random() < 0.4) {
      await Promise.all(
        messages.map(async (message) => {
          try {
            this.#note(message, await mailer.send(message, options));
          } catch (error) {
            this.#note(message, error);
          }
        }),
      );
      return;
    }
    if (list) setTimeout(() => this.#abort.abort(), 300);
    const maxUnacknowledged = this.#random() < 0.5 ? 4 : 1;
    const many = mailer.sendMany(list ? troubled(messages, caller) : messages, {
      ...(list ? { signal } : options),
      maxUnacknowledged,
    });
    const results = new Set<number>();
    try {
      for await (const { index, receipt, error } of many) {
        if (results.has(index)) this.#violations.push(`message ${index} has two results`);
        results.add(index);
        this.#note(messages[index] as Message, receipt ?? error);
      }
    } catch (error) {
      if (!list) throw error;
    }
    if (!list && results.size !== messages.length) {
      this.#violations.push(`${results.size} results for ${messages.length} messages`);
    }
  }

  /** Keeps what the client says. */
  #note(message: Message, result: unknown): void {
    const content = this.#contents.find(({ raw }) => raw === message.raw) as StressContent;
    if (isReceipt(result) && result.fallbacks.some(({ instead }) => instead === "re-encoded")) {
      this.#recoded.add(content.id);
    }
    const recipients = [message.to].flat() as string[];
    const outcomes =
      SmtpError.is(result) || isReceipt(result)
        ? result.recipients
        : recipients.map((address) => ({ address, outcome: "misuse" as const }));
    if (outcomes.length !== recipients.length && !isClosed(result)) {
      this.#violations.push(
        `${outcomes.length} outcomes for ${recipients.length} recipients: ${String(result)}`,
      );
    }
    if (!SmtpError.is(result) && !isReceipt(result) && !isMisuse(result)) {
      this.#violations.push(`neither receipt nor error: ${String(result)}`);
    }
    for (const { address, outcome } of outcomes) {
      this.#said.set(`${content.id} ${address}`, outcome);
      if (outcome === "not-sent") this.#report.notSent += 1;
      else this.#report[outcome] += 1;
    }
    if (this.#kind.harmless && outcomes.some(({ outcome }) => outcome !== "accepted")) {
      this.#violations.push(`message ${content.id} was not accepted: ${String(result)}`);
    }
  }

  /** Compares what the client says with what the server has. */
  #judge(stored: readonly Copy[]): void {
    const copies = new Map<string, Copy[]>();
    for (const copy of stored) {
      const key = `${copy.id} ${copy.recipient}`;
      copies.set(key, [...(copies.get(key) ?? []), copy]);
    }
    for (const [key, found] of copies) {
      const content = this.#contents.find(({ id }) => key.startsWith(`${id} `));
      if (!content) {
        this.#violations.push(`the server has a message that nobody sent: ${key}`);
        continue;
      }
      if (found.length > 1) this.#violations.push(`${key} was delivered ${found.length} times`);
      const { sha256, overwrite } = content;
      const same = (copy: Copy): boolean =>
        copy.sha256 === sha256 || copy.sha256 === overwrite?.sha256;
      if (!this.#recoded.has(content.id) && !found.every(same)) {
        this.#violations.push(`${key} is not what was sent`);
      }
      const said = this.#said.get(key);
      if (said !== "accepted" && said !== "unknown" && said !== undefined) {
        this.#violations.push(`${key} is there, and the client says ${said}`);
      }
    }
    for (const [key, said] of this.#said) {
      if (said === "accepted" && !copies.has(key)) {
        this.#violations.push(`${key} is not there, and the client says accepted`);
      }
    }
  }

  async #nothingLeft(server: StressServer): Promise<void> {
    // A list that stalls never hands over its last messages.
    const given = this.#kind.caller?.startsWith("gives a list that") ? 2 : this.#contents.length;
    const contents = this.#contents.slice(0, given);
    const sources = (): number => contents.reduce((sum, { open }) => sum + open(), 0);
    // A server that reads nothing more does not see the close either.
    if (this.#stopsReading) return;
    const until = performance.now() + 5_000;
    // A socket takes some turns of the event loop to close on both sides.
    while (performance.now() < until && (server.open > 0 || sources() > 0)) await pause(5);
    if (server.open > 0) this.#violations.push(`${server.open} connections are open after close()`);
    if (sources() > 0) this.#violations.push(`${sources()} sources are open after close()`);
  }

  async #within(what: string, work: Promise<unknown>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), this.#watchdog);
    });
    try {
      if ((await Promise.race([work, late])) === "late") {
        this.#violations.push(`${what} did not end within ${this.#watchdog} ms`);
      }
    } catch (error) {
      this.#violations.push(
        `${what} failed: ${error instanceof Error ? error.stack : String(error)}`,
      );
    } finally {
      clearTimeout(timer);
    }
  }
}

/** A list of messages that does not come to its end. */
async function* troubled(
  messages: readonly Message[],
  caller: string | undefined,
): AsyncGenerator<Message> {
  yield* messages.slice(0, 2);
  if (caller === "gives a list that throws") throw new Error("The list fails.");
  await new Promise(() => {});
}

function isReceipt(result: unknown): result is {
  recipients: { address: string; outcome: Said }[];
  fallbacks: { instead: string }[];
} {
  return typeof result === "object" && result !== null && "accepted" in result;
}

function isClosed(result: unknown): boolean {
  return SmtpError.is(result) && result.code === "CLOSED";
}

function isMisuse(result: unknown): boolean {
  return result instanceof TypeError || result instanceof RangeError;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
