/**
 * What a server offers, and what it says when it is asked.
 *
 * No message is ever sent: of a transaction only MAIL is written, and the
 * connection is given up once it was answered. A server hangs up on clients that
 * make too many errors, so at most two refusals are provoked on a connection.
 */
import {
  type Capabilities,
  connect,
  createMailer,
  type Decision,
  type Feature,
  type NodeOptions,
  offers,
  type Plan,
  type Reply,
  type SessionEvent,
  SmtpError,
} from "@parley-smtp/node-socket";

/** What EHLO listed in one phase of a session. */
export interface OfferedIn {
  readonly phase: "clear" | "tls";
  readonly capabilities: Capabilities;
}

/** One question, and its answer if there was one. */
export interface Question {
  readonly command: string;
  readonly reply?: Reply;
}

/** All that was found out. Plain data. */
export interface ProbeReport {
  readonly server: { readonly host: string; readonly port: number };
  readonly greeting?: Reply;
  readonly verified?: boolean;
  readonly mechanism?: string;
  readonly offered: readonly OfferedIn[];
  readonly asked: readonly Question[];
  /** Offers that the server took back when it was taken at its word. */
  readonly contradicted: readonly Decision[];
  /** Absent when no session could be had. */
  readonly plan?: Plan;
  readonly error?: SmtpError;
}

/** Refusals provoked on one connection at most. */
const BUDGET = 2;
/** Features that are offered under another name. */
const KEYWORDS: Partial<Record<Feature, string>> = { TLS: "STARTTLS" };

const ASKED = /^(?:MAIL|VRFY|EXPN|HELP)\b/;

/**
 * Probes a server, on two connections.
 *
 * @param options as for `connect`
 * @param watch is told every event
 * @param signal stops it
 * @throws {TypeError | RangeError} for options that make no sense
 */
export async function probe(
  options: NodeOptions,
  watch: (event: SessionEvent) => void,
  signal: AbortSignal,
): Promise<ProbeReport> {
  const notes = new Notes(watch);
  let plan: Plan | undefined;
  try {
    plan = await askQuestions(options, notes, signal);
    await askMail(options, notes, signal);
    return { ...notes.report(), plan };
  } catch (error) {
    if (!SmtpError.is(error)) throw error;
    return { ...notes.report(), ...(plan && { plan }), error };
  }
}

async function askQuestions(
  options: NodeOptions,
  notes: Notes,
  signal: AbortSignal,
): Promise<Plan> {
  const { onEvent } = notes;
  await using connection = await connect({ ...options, onEvent, signal });
  const questions = [
    () => connection.vrfy("postmaster", { signal }),
    () => connection.help("", { signal }),
    () => connection.expn("postmaster", { signal }),
  ];
  for (const ask of questions) {
    if (notes.refusals >= BUDGET) break;
    await ask();
  }
  return connection.plan;
}

/** MAIL with every parameter that an ordinary message could need here. */
async function askMail(options: NodeOptions, notes: Notes, signal: AbortSignal): Promise<void> {
  const enough = new AbortController();
  const onEvent = (event: SessionEvent): void => {
    // What is told after the abort was never written; what was concluded from the answer counts.
    if (enough.signal.aborted && event.type !== "decision") return;
    notes.onEvent(event);
    if (event.type !== "reply") return;
    const accepted = event.answers.startsWith("MAIL") && event.reply.code < 400;
    if (accepted || notes.refusals >= BUDGET) enough.abort();
  };
  // One command at a time: after MAIL nothing else may already be under way.
  const features = { ...options.features, PIPELINING: "avoid", CHUNKING: "avoid" } as const;
  await using mailer = createMailer({ ...options, features, onEvent });
  const message = { from: null, to: "nobody@example.invalid", raw: notes.demanding() };
  try {
    await mailer.send(message, { signal: AbortSignal.any([signal, enough.signal]) });
  } catch (error) {
    const answered = enough.signal.aborted || (SmtpError.is(error) && error.reply !== undefined);
    if (!answered || signal.aborted) throw error;
  }
}

/** Gathers from events what the report tells. */
class Notes {
  readonly #watch: (event: SessionEvent) => void;
  readonly #offered = new Map<OfferedIn["phase"], Capabilities>();
  readonly #asked: Question[] = [];
  readonly #decisions = new Map<Feature, Decision>();
  #seen: Pick<ProbeReport, "server" | "greeting" | "verified" | "mechanism"> = {
    server: { host: "", port: 0 },
  };
  #tls = false;
  refusals = 0;

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
        if (ASKED.test(event.line)) this.#asked.push({ command: event.line });
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
    const at = this.#asked.findIndex(({ command, ...rest }) => command === answers && !rest.reply);
    if (at >= 0) this.#asked[at] = { command: answers, reply };
  }

  /** A message that needs what the server offers: UTF-8 in an identifier, which cannot be encoded, and in the body. */
  demanding(): string {
    const offered = this.#offered.get(this.#tls ? "tls" : "clear");
    const has = (keyword: string): boolean => offered !== undefined && offers(offered, keyword);
    const identifier = has("SMTPUTF8") && has("8BITMIME") ? "é" : "e";
    return `Subject: e\r\nIn-Reply-To: <${identifier}@parley.invalid>\r\n\r\n${has("8BITMIME") ? "é" : "e"}\r\n`;
  }

  report(): ProbeReport {
    const wasOffered = ({ feature }: Decision): boolean =>
      [...this.#offered.values()].some((list) => offers(list, KEYWORDS[feature] ?? feature));
    return {
      ...this.#seen,
      offered: [...this.#offered].map(([phase, capabilities]) => ({ phase, capabilities })),
      asked: this.#asked,
      contradicted: [...this.#decisions.values()].filter(wasOffered),
    };
  }
}
