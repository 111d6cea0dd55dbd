/**
 * Probes a server: what it offers, and how it replies to commands that use the offers.
 *
 * No message is ever sent: of a transaction only MAIL is written, and the connection is closed after the reply.
 * Servers close the connection after too many errors, so at most two refusals are caused on a connection.
 */
import {
  type Capabilities,
  type Connection,
  connect,
  createMailer,
  type Decision,
  type Feature,
  type Mechanism,
  type NodeOptions,
  offersKeyword,
  type Plan,
  plan as planFor,
  type Reply,
  type SessionEvent,
  SmtpError,
} from "@parley-smtp/node-socket";

/** The keywords of EHLO in one phase of a session. */
export interface OfferedIn {
  readonly phase: "clear" | "tls";
  readonly capabilities: Capabilities;
}

/** One question with its reply, or with the error instead. */
export interface Question {
  readonly command: string;
  readonly reply?: Reply;
  /** Why there is no reply, such as a timeout, a closed connection or an invalid reply. */
  readonly error?: SmtpError;
}

/** A question that was not asked. */
export interface Unasked {
  /** Its command. */
  readonly command: string;
  /** The reason, as a sentence. */
  readonly why: string;
}

/** The result of a probe. Plain data. */
export interface ProbeReport {
  readonly server: { readonly host: string; readonly port: number };
  readonly greeting?: Reply;
  readonly verified?: boolean;
  readonly mechanism?: string;
  readonly offered: readonly OfferedIn[];
  readonly asked: readonly Question[];
  readonly notAsked: readonly Unasked[];
  /** Offers that the server contradicted when they were used. */
  readonly contradicted: readonly Decision[];
  /**
   * The plan for what is known, also if the session failed; absent only if the server never answered EHLO or HELO.
   */
  readonly plan?: Plan;
  /** Why no session could be opened, or that the probe was interrupted. A failed question is in `asked`. */
  readonly error?: SmtpError;
}

/** The most refusals that are caused on one connection. */
const BUDGET = 2;
/** Features that are offered under another name. */
const KEYWORDS: Partial<Record<Feature, string>> = { TLS: "STARTTLS" };

const QUESTION_LINE = /^(?:MAIL|VRFY|EXPN|HELP)\b/;

/**
 * Probes a server on two connections, or more if the server closes one of them. A failed question does not end the
 * others.
 *
 * @param options as for `connect`
 * @param watch receives every event
 * @param signal stops the probe
 * @returns the result, with a plan for it
 * @throws {TypeError | RangeError} for invalid options
 */
export async function probe(
  options: NodeOptions,
  watch: (event: SessionEvent) => void,
  signal: AbortSignal,
): Promise<ProbeReport> {
  const notes = new Notes(watch);
  try {
    await askQuestions(options, notes, signal);
    await askMail(options, notes, signal);
    return notes.report(options);
  } catch (error) {
    if (!SmtpError.is(error)) throw error;
    notes.learn(error);
    return { ...notes.report(options), error };
  }
}

/** The questions of the first connection, by command. */
const QUESTIONS: Readonly<
  Record<string, (connection: Connection, call: Call) => Promise<unknown>>
> = {
  VRFY: (connection, call) => connection.vrfy("postmaster", call),
  HELP: (connection, call) => connection.help("", call),
  EXPN: (connection, call) => connection.expn("postmaster", call),
};

type Call = { readonly signal: AbortSignal };

async function askQuestions(
  options: NodeOptions,
  notes: Notes,
  signal: AbortSignal,
): Promise<void> {
  const { onEvent } = notes;
  await using connection = await connect({ ...options, onEvent, signal });
  notes.plan = connection.plan;
  for (const [verb, ask] of Object.entries(QUESTIONS)) {
    if (notes.refusals >= BUDGET) {
      notes.leaveOut(verb, `The server had refused ${BUDGET} commands on this connection.`);
      continue;
    }
    try {
      // A connection that was lost with the previous question is opened again.
      await ask(connection, { signal });
      notes.plan = connection.plan;
    } catch (error) {
      notes.failed(verb, error, signal);
    }
  }
}

/** Sends MAIL with every parameter that an ordinary message could need. */
async function askMail(options: NodeOptions, notes: Notes, signal: AbortSignal): Promise<void> {
  const enough = new AbortController();
  const onEvent = (event: SessionEvent): void => {
    // An event after the abort was never written; decisions from earlier replies count.
    if (enough.signal.aborted && event.type !== "decision") return;
    notes.onEvent(event);
    if (event.type !== "reply") return;
    const accepted = event.answers.startsWith("MAIL") && event.reply.code < 400;
    if (accepted || notes.refusals >= BUDGET) enough.abort();
  };
  // One command at a time, because after MAIL no other command may be unanswered.
  const features = { ...options.features, PIPELINING: "avoid", CHUNKING: "avoid" } as const;
  await using mailer = createMailer({ ...options, features, onEvent });
  const message = { from: null, to: "nobody@example.invalid", raw: notes.demanding() };
  try {
    await mailer.send(message, { signal: AbortSignal.any([signal, enough.signal]) });
  } catch (error) {
    if (!enough.signal.aborted || signal.aborted) notes.failed("MAIL", error, signal);
  }
}

/** Returns whether a mechanism can use these credentials. */
function fits({ uses }: Mechanism, auth: NodeOptions["auth"]): boolean {
  if (!auth) return false;
  return uses === "password"
    ? "pass" in auth
    : uses === "token"
      ? "token" in auth
      : "external" in auth;
}

/** Collects the contents of the report from events. */
class Notes {
  readonly #watch: (event: SessionEvent) => void;
  readonly #offered = new Map<OfferedIn["phase"], Capabilities>();
  readonly #asked: Question[] = [];
  readonly #notAsked: Unasked[] = [];
  readonly #decisions = new Map<Feature, Decision>();
  #seen: Pick<ProbeReport, "server" | "greeting" | "verified" | "mechanism"> = {
    server: { host: "", port: 0 },
  };
  #tls = false;
  refusals = 0;
  /** The last plan of an open session. */
  plan: Plan | undefined;

  constructor(watch: (event: SessionEvent) => void) {
    this.#watch = watch;
  }

  readonly onEvent = (event: SessionEvent): void => {
    this.#watch(event);
    switch (event.type) {
      case "connecting": {
        const { host, port } = event.to;
        this.#seen = { ...this.#seen, server: { host, port } };
        this.refusals = 0;
        return;
      }
      case "connected":
        this.#tls = event.tls;
        return;
      case "secured":
        this.#tls = true;
        this.#seen = { ...this.#seen, verified: event.verified };
        return;
      case "authenticated":
        this.#seen = { ...this.#seen, mechanism: event.mechanism };
        return;
      case "capabilities":
        this.#offered.set(this.#tls ? "tls" : "clear", event.capabilities);
        return;
      case "command":
        // The same question, repeated on a new connection.
        if (QUESTION_LINE.test(event.line) && this.#unanswered(event.line) < 0) {
          this.#asked.push({ command: event.line });
        }
        return;
      case "reply":
        this.#reply(event.answers, event.reply);
        return;
      case "decision":
        this.#decisions.set(event.decision.feature, event.decision);
    }
  };

  #reply(answers: string, reply: Reply): void {
    if (answers === "(greeting)") this.#seen = { ...this.#seen, greeting: reply };
    if (reply.code >= 500) this.refusals += 1;
    const at = this.#unanswered(answers);
    if (at >= 0) this.#asked[at] = { command: answers, reply };
  }

  #unanswered(line: string): number {
    return this.#asked.findIndex(({ command, reply }) => command === line && !reply);
  }

  /**
   * Records what happened to a question instead of a reply.
   *
   * @throws the error, if the probe was interrupted or the error is no failure of the server
   */
  failed(verb: string, error: unknown, signal: AbortSignal): void {
    if (!SmtpError.is(error)) throw error;
    const at = this.#asked.findLastIndex(({ command }) => command.startsWith(verb));
    const question = this.#asked[at];
    if (!question) this.leaveOut(verb, error.message);
    else if (!question.reply) this.#asked[at] = { ...question, error };
    if (signal.aborted) throw error;
  }

  /** Records which features a session that could not be opened had to do without. */
  learn({ decisions }: SmtpError): void {
    for (const decision of decisions) {
      if (decision.outcome === "unmet") this.#decisions.set(decision.feature, decision);
    }
  }

  /** Records that a question was not asked. */
  leaveOut(command: string, why: string): void {
    this.#notAsked.push({ command, why });
  }

  /**
   * Returns a message that needs the server's offers: UTF-8 in an identifier, which cannot be encoded, and in the
   * body.
   */
  demanding(): string {
    const offered = this.#offered.get(this.#tls ? "tls" : "clear");
    const has = (keyword: string): boolean =>
      offered !== undefined && offersKeyword(offered, keyword);
    const identifier = has("SMTPUTF8") && has("8BITMIME") ? "é" : "e";
    return `Subject: e\r\nIn-Reply-To: <${identifier}@parley.invalid>\r\n\r\n${has("8BITMIME") ? "é" : "e"}\r\n`;
  }

  /** Returns the plan for the server's offers, if no session was opened; absent if it offered nothing. */
  #planUnopened({ port, tls, auth, features, mechanisms = [] }: NodeOptions): Plan | undefined {
    const capabilities = this.#offered.get(this.#tls ? "tls" : "clear");
    if (!capabilities) return undefined;
    const implicit = this.#tls && !this.#offered.has("clear");
    return planFor(
      {
        capabilities,
        endpoint: implicit ? "implicit" : "clear",
        tls: this.#tls,
        verified: this.#seen.verified ?? false,
        canStartTls: true,
        portFree: port === undefined && tls === undefined,
        mechanisms: mechanisms.filter((mechanism) => fits(mechanism, auth)).map(({ name }) => name),
        excluded: [],
        proven: [],
        demanded: [],
      },
      { TLS: tls === "none" ? "avoid" : "prefer", AUTH: auth ? "require" : "avoid", ...features },
    );
  }

  report(options: NodeOptions): ProbeReport {
    const plan = this.plan ?? this.#planUnopened(options);
    const wasOffered = ({ feature }: Decision): boolean =>
      [...this.#offered.values()].some((list) => offersKeyword(list, KEYWORDS[feature] ?? feature));
    return {
      ...this.#seen,
      offered: [...this.#offered].map(([phase, capabilities]) => ({ phase, capabilities })),
      asked: this.#asked,
      notAsked: this.#notAsked,
      contradicted: [...this.#decisions.values()].filter(wasOffered),
      ...(plan ? { plan } : {}),
    };
  }
}
