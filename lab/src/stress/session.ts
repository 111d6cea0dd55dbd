/** One session of the stress run: servers, a mailer, and some messages. */
import {
  type CallOptions,
  type ClientEvent,
  type ClientOptions,
  type Mailer,
  type Message,
  type SeveralServers,
  SmtpError,
} from "@parley-smtp/core";
import { withRetry } from "@parley-smtp/core/retry";
import { makeContent, SHAPES, type StressContent } from "./content.ts";
import { judge, keyOf, type Said, secretsIn } from "./judge.ts";
import { type Drawn, type Kind, pick } from "./kind.ts";
import { ACCOUNT } from "./logins.ts";
import {
  SERVER_NAME,
  type ServerPlan,
  type ServerReport,
  type StressServer,
  type StressServers,
} from "./plan.ts";

/** The adapter under test, as far as the run needs it. */
export type CreateMailer = (
  options: SeveralServers<ClientOptions & { readonly ca?: string; readonly servername?: string }>,
) => Mailer;

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
  /** What the client got wrong because a server's replies answered other commands; see judge.ts. */
  excused: number;
}

/** What a session runs with. */
export interface SessionOptions {
  readonly kind: Kind;
  readonly random: () => number;
  readonly report: KindReport;
  /** Counts answers that were not the usual ones, by place. */
  readonly places: Record<string, number>;
  /** Milliseconds within which any call must have ended. */
  readonly watchdog: number;
  readonly servers: StressServers;
  readonly createMailer: CreateMailer;
  /** The runtime keeps the socket of a handshake that was given up until the server closes it. */
  readonly keepsHandshakes: boolean;
}

const SHORT = 300;
/** Longer than any call of the run may take. */
const LONG = 60_000;
/** Milliseconds for a whole call where it has no other deadline. */
const ONLY_TOTAL = 700;
const TOTAL = 4_000;
/** Milliseconds that a call may take beyond its total on a machine that is busy with something else. */
const SLACK = 30_000;

/** Milliseconds within which connections and sources are closed, likewise. */
const CLOSING = 20_000;

/** Runs one session, and says what was wrong. */
export function runSession(options: SessionOptions): Promise<readonly string[]> {
  return new StressSession(options).run();
}

class StressSession {
  readonly #options: SessionOptions;
  readonly #kind: Kind;
  readonly #random: () => number;
  readonly #report: KindReport;
  readonly #drawn: Drawn;
  readonly #violations: string[] = [];
  readonly #contents: StressContent[] = [];
  /** What the client says of each message and recipient. */
  readonly #said = new Map<string, Said>();
  #stopsReading = false;
  #overlapped = false;
  readonly #recoded = new Set<string>();
  readonly #abort = new AbortController();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#kind = options.kind;
    this.#random = options.random;
    this.#report = options.report;
    const { draws, servers, security = ["clear"] } = options.kind;
    this.#drawn = draws?.(this.#random) ?? {
      security: pick(this.#random, security),
      servers: servers?.(this.#random) ?? [{}],
    };
  }

  async run(): Promise<readonly string[]> {
    const servers = await this.#startServers();
    const mailer = this.#makeMailer(servers);
    const messages = this.#makeMessages();
    const { caller } = this.#kind;
    const soon = Math.floor(this.#random() ** 2 * 200);
    if (caller === "aborts") setTimeout(() => this.#abort.abort(), soon);
    const closing =
      caller === "closes the mailer" ? pause(soon).then(() => mailer.close()) : undefined;
    await this.#within("sending", this.#send(mailer, messages));
    await this.#within("close()", closing ?? Promise.resolve());
    await this.#within("close()", mailer.close());
    const reports = await this.#nothingLeft(servers);
    this.#judge(reports);
    const misbehaved = reports.some((report) => report.misbehaved > 0);
    this.#report.sessions += 1;
    if (misbehaved || !this.#mayFail()) this.#report.happened += 1;
    for (const { places } of reports) {
      for (const [place, count] of Object.entries(places)) {
        this.#options.places[place] = (this.#options.places[place] ?? 0) + count;
      }
    }
    await Promise.all(servers.map((server) => server.close()));
    return this.#violations;
  }

  /** Whether the fault lies in what a server does at some time, which the session may never come to. */
  #mayFail(): boolean {
    const { source, caller, nothingArrives, harmless, server, servers } = this.#kind;
    const none = harmless === true && server === undefined && servers === undefined;
    const { connections } = this.#kind;
    const always = source !== undefined || caller !== undefined || nothingArrives === true;
    return !always && !(none && connections === undefined);
  }

  #judge(servers: readonly ServerReport[]): void {
    const { security } = this.#drawn;
    const { violations, excused } = judge({
      contents: this.#contents,
      said: this.#said,
      recoded: this.#recoded,
      overlapped: this.#overlapped,
      secured: security !== "clear" && security !== "opportunistic",
      nothingArrives: this.#kind.nothingArrives === true,
      servers,
    });
    this.#violations.push(...violations);
    this.#report.excused += excused.length;
  }

  async #startServers(): Promise<StressServer[]> {
    const { server, content } = this.#kind;
    const { servers, security } = this.#drawn;
    const mode = security.startsWith("implicit") ? "implicit" : "starttls";
    const misbehaviours = server?.(this.#random) ?? [];
    const during = content?.(this.#random);
    this.#stopsReading = during?.ending === "stop-reading";
    const plans = servers.map(
      (plan, index): ServerPlan => ({
        keywords: this.#keywords([...(plan.misbehaviours ?? []), ...misbehaviours]),
        seed: Math.floor(this.#random() * 2 ** 32),
        ...(security === "clear" ? {} : { tls: { mode } }),
        ...(security.endsWith("login") ? { login: true } : {}),
        ...(index === 0 ? this.#firstPlan() : {}),
        ...(index === 0 && misbehaviours.length > 0 ? { misbehaviours } : {}),
        ...(index === 0 && during ? { content: during } : {}),
        ...plan,
      }),
    );
    return Promise.all(plans.map((plan) => this.#options.servers.start(plan)));
  }

  #firstPlan(): Partial<ServerPlan> {
    const { connections, diesAfter, servers } = this.#kind;
    return {
      ...(connections === undefined || servers ? {} : { connections }),
      ...(diesAfter === undefined ? {} : { diesAfter }),
    };
  }

  #keywords(misbehaviours: NonNullable<ServerPlan["misbehaviours"]>): string[] {
    const keywords = ["8BITMIME", "ENHANCEDSTATUSCODES"];
    if (this.#random() < 0.6) keywords.push("PIPELINING");
    if (misbehaviours.some(({ stage }) => stage === "BDAT") || this.#random() < 0.5) {
      keywords.push("CHUNKING");
    }
    if (misbehaviours.some(({ says }) => says?.startsWith("555"))) keywords.push("SIZE 100000000");
    return keywords;
  }

  #makeMailer(servers: readonly StressServer[]): Mailer {
    const { caller, temporary } = this.#kind;
    const { security } = this.#drawn;
    const tls = this.#tlsOption();
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
    const mailer = this.#options.createMailer({
      servers: servers.map(({ host, port }, priority) => ({ host, port, priority })),
      ...(security === "clear" ? {} : { ca: this.#options.servers.ca, servername: SERVER_NAME }),
      ...(tls === undefined ? {} : { tls }),
      ...(security.endsWith("login") ? { auth: ACCOUNT } : {}),
      ...(temporary ? { failover: { temporary } } : {}),
      name: "client.stress.test",
      pool: { size: this.#kind.connections ? 5 : 1 + Math.floor(this.#random() * 3) },
      timeouts: this.#timeouts(),
      ...(listener ? { onEvent: listener } : {}),
      ...(this.#kind.source === "changes its bytes" ? { onEvent: overwrite } : {}),
      ...(caller === "gives a store that stalls"
        ? { store: { get: never, set: never, remove: never } }
        : {}),
    });
    if (caller !== "tries again") return mailer;
    return withRetry(mailer, {
      tries: 3,
      first: 10,
      longest: 40,
      greylisted: 10,
      messageId: "keep",
    });
  }

  /** Returns the option `tls`, or nothing if the mailer should find out. */
  #tlsOption(): "implicit" | "starttls" | "none" | undefined {
    const { security } = this.#drawn;
    if (security === "clear") return "none";
    if (security === "opportunistic") return undefined;
    if (security.startsWith("implicit")) return "implicit";
    return security.endsWith("login") && this.#random() < 0.5 ? undefined : "starttls";
  }

  #timeouts() {
    const { caller, onlyTotal } = this.#kind;
    const wait = onlyTotal || this.#takesItsTime() ? LONG : SHORT;
    return {
      connect: Math.max(wait, 5000),
      greeting: wait,
      ehlo: wait,
      tls: wait,
      auth: wait,
      mail: wait,
      rcpt: wait,
      data: wait,
      content: wait,
      final: wait,
      command: wait,
      quit: 200,
      ...this.#totalTimeout(),
      ...(caller === "allows little time"
        ? { total: 5 + Math.floor(this.#random() ** 2 * 300) }
        : {}),
      ...(caller === "gives a store that stalls" ? { total: 1500 } : {}),
    };
  }

  /** On a machine that is busy with something else, no deadline may decide where each message must arrive, or none. */
  #takesItsTime(): boolean {
    return this.#kind.harmless === true || this.#kind.nothingArrives === true;
  }

  #totalTimeout(): { total?: number } {
    if (this.#kind.onlyTotal) return { total: ONLY_TOTAL };
    // The other kinds show that each wait has a deadline of its own.
    const several = this.#kind.draws !== undefined || this.#kind.security !== undefined;
    return several && !this.#takesItsTime() ? { total: TOTAL } : {};
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
    const { source, server, draws, servers } = this.#kind;
    // What fits into one piece is read at once, and cannot change between two readings.
    const large = random() < 0.15 || source === "changes its bytes";
    const octets = large ? Math.floor(random() * 3_000_000) : Math.floor(random() * 60_000);
    const tiny = octets < 3_000 && random() < 0.5;
    const piece = (): number =>
      tiny ? 1 : Math.max(1, Math.floor(random() ** 2 * (large ? 2_000_000 : 20_000)));
    const plain = server !== undefined || draws !== undefined || servers !== undefined;
    const content = makeContent({
      id,
      shape: oneShot ? "generator" : pick(random, SHAPES),
      octets,
      pieces: [piece(), piece(), tiny ? 1 : Math.max(64, piece())],
      eightBit: !plain && random() < 0.3,
      ...(source && first ? { fault: source } : {}),
      random,
    });
    this.#contents.push(content);
    const to = random() < 0.3 ? ["a@stress.test", "b@stress.test"] : "a@stress.test";
    return { from: `from-${id}@stress.test`, to, raw: content.raw };
  }

  async #send(mailer: Mailer, messages: readonly Message[]): Promise<void> {
    const { caller } = this.#kind;
    const signal = this.#abort.signal;
    const options: CallOptions = caller === "aborts" ? { signal } : {};
    const list = caller?.startsWith("gives a list that");
    if (!list && this.#random() < 0.4) {
      await Promise.all(messages.map((message) => this.#sendOne(mailer, message, options)));
      return;
    }
    if (list) setTimeout(() => this.#abort.abort(), 300);
    const maxUnacknowledged = this.#random() < 0.5 ? 4 : 1;
    this.#overlapped = maxUnacknowledged > 1;
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

  async #sendOne(mailer: Mailer, message: Message, options: CallOptions): Promise<void> {
    const { total } = this.#timeouts() as { total?: number };
    const begun = performance.now();
    try {
      this.#note(message, await mailer.send(message, options));
    } catch (error) {
      this.#note(message, error);
    }
    const took = performance.now() - begun;
    const tries = this.#kind.caller === "tries again" ? 3 : 1;
    if (total !== undefined && took > total * tries + SLACK) {
      this.#violations.push(`a call took ${took.toFixed(0)} ms, and its total is ${total} ms`);
    }
  }

  /** Keeps what the client says. */
  #note(message: Message, result: unknown): void {
    const content = this.#contents.find(({ raw }) => raw === message.raw) as StressContent;
    if (isReceipt(result) || SmtpError.is(result)) {
      const decisions: readonly { readonly method?: string }[] = result.decisions;
      // An outcome that is unknown may be that of a message that went re-encoded.
      if (decisions.some(({ method }) => method === "re-encoded")) this.#recoded.add(content.id);
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
      this.#said.set(keyOf(content.id, address), outcome);
      if (outcome === "not-sent") this.#report.notSent += 1;
      else this.#report[outcome] += 1;
    }
    if (this.#kind.harmless && outcomes.some(({ outcome }) => outcome !== "accepted")) {
      this.#violations.push(`message ${content.id} was not accepted: ${String(result)}`);
    }
    this.#violations.push(...secretsIn(result));
  }

  async #nothingLeft(servers: readonly StressServer[]): Promise<readonly ServerReport[]> {
    const ask = (): Promise<ServerReport[]> =>
      Promise.all(servers.map((server) => server.report()));
    let reports = await ask();
    // A server that reads nothing more does not see the close either.
    if (this.#stopsReading) return reports;
    // A list that stalls never hands over its last messages.
    const given = this.#kind.caller?.startsWith("gives a list that") ? 2 : this.#contents.length;
    const contents = this.#contents.slice(0, given);
    const sources = (): number => contents.reduce((sum, { open }) => sum + open(), 0);
    const { keepsHandshakes } = this.#options;
    const open = (): number =>
      reports.reduce(
        (sum, { open, handshaking }) => sum + open - (keepsHandshakes ? handshaking : 0),
        0,
      );
    const until = performance.now() + CLOSING;
    // A socket takes some turns of the event loop to close on both sides.
    while (performance.now() < until && (open() > 0 || sources() > 0)) {
      await pause(5);
      reports = await ask();
    }
    if (open() > 0) this.#violations.push(`${open()} connections are open after close()`);
    if (sources() > 0) this.#violations.push(`${sources()} sources are open after close()`);
    return reports;
  }

  async #within(what: string, work: Promise<unknown>): Promise<void> {
    const { watchdog } = this.#options;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), watchdog);
    });
    try {
      if ((await Promise.race([work, late])) === "late") {
        this.#violations.push(`${what} did not end within ${watchdog} ms`);
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
  decisions: { method?: string }[];
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
