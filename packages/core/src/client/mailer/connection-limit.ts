/**
 * Learns how many connections a server accepts: which failures mean a limit, and how long it is trusted. `pool.ts`
 * applies the limit.
 */
import { type Phase, SmtpError } from "../../protocol/errors/errors.ts";
import { saysTooManyConnections, whyUnserved } from "../../protocol/errors/unserved.ts";
import type { Reply } from "../../protocol/reply/reply.ts";

/** Milliseconds for which a limit is trusted: at first, and at most. */
const FIRST_LIFE = 60_000;
const LONGEST_LIFE = 10 * 60_000;

const OPENING: ReadonlySet<Phase> = new Set(["connect", "greeting", "ehlo", "tls", "auth"]);

/** The limit that the pool derived from a refused connection. */
export interface ConnectionLimit {
  /** Number of connections to this server that the pool currently uses. */
  readonly connections: number;
  /** When one more connection is tried, in milliseconds since 1970. */
  readonly until: number;
}

/** Thrown if a message moves to another connection of the pool, because the server accepts no further connection. */
export class SurplusConnection extends Error {
  override readonly name = "SurplusConnection";
  /** The error that the message would have failed with. */
  readonly error: SmtpError;

  constructor(error: SmtpError) {
    super(error.message);
    this.error = error;
  }
}

/**
 * Returns whether a failure may mean that the server accepts no further connection. It means that only while other
 * connections to the server work.
 */
export function mayBeSurplus(error: unknown): error is SmtpError {
  if (!SmtpError.is(error)) return false;
  const { code, phase, reply, recipients, cause } = error;
  if (recipients.some(({ outcome }) => outcome === "accepted" || outcome === "unknown")) {
    return false;
  }
  if (reply) return saysSurplus(reply, phase);
  if (code === "CONNECTION_LOST" && (phase === "greeting" || phase === "tls")) return true;
  const opening = phase === "connect" || phase === "greeting";
  return opening && whyUnserved(cause, phase) !== undefined;
}

function saysSurplus(reply: Reply, phase: Phase): boolean {
  const { code } = reply;
  if (code < 400) return false;
  if (code === 421 && OPENING.has(phase)) return true;
  if (code < 500 && phase === "greeting") return true;
  return (code < 500 || phase === "greeting") && saysTooManyConnections(reply);
}

/** The number of connections that a server accepts. It is trusted longer each time it is confirmed. */
export class LearnedLimit {
  #connections = Number.POSITIVE_INFINITY;
  #until = 0;
  #life = FIRST_LIFE;
  /** Whether one more connection is being tried. */
  #trying = false;

  /** Number of connections allowed now. After a limit has expired, one more is tried at a time. */
  get connections(): number {
    if (this.#connections === Number.POSITIVE_INFINITY) return this.#connections;
    if (Date.now() < this.#until || this.#connections === 0) return Math.max(1, this.#connections);
    this.#trying = true;
    return this.#connections + 1;
  }

  /** Records that a connection beyond `connections` was refused. */
  lower(connections: number): ConnectionLimit {
    if (this.#trying) this.#life = Math.min(this.#life * 2, LONGEST_LIFE);
    this.#trying = false;
    this.#connections = connections;
    this.#until = Date.now() + this.#life;
    return { connections, until: this.#until };
  }

  /**
   * Records how many connections are open at the same time.
   *
   * @param count counts the connections; only called if the result matters, because counting takes time
   */
  observe(count: () => number): void {
    if (this.#connections < Number.POSITIVE_INFINITY && count() > this.#connections) this.forget();
  }

  /** Records that no connection works: one is tried at a time until one works. */
  lowerToNone(): void {
    this.#connections = 0;
  }

  forget(): void {
    this.#connections = Number.POSITIVE_INFINITY;
    this.#life = FIRST_LIFE;
    this.#trying = false;
  }
}
