/** A server that accepts only so many connections: how the server says so, and how long the limit is believed. */
import { type Phase, SmtpError } from "../../protocol/errors/errors.ts";
import { saysTooManyConnections, whyUnserved } from "../../protocol/errors/unserved.ts";
import type { Reply } from "../../protocol/reply/reply.ts";

/** Milliseconds for which a limit is believed: at first, and at most. */
const FIRST_LIFE = 60_000;
const LONGEST_LIFE = 10 * 60_000;

const OPENING: ReadonlySet<Phase> = new Set(["connect", "greeting", "ehlo", "tls", "auth"]);

/** What the pool makes of a refused connection. */
export interface ConnectionLimit {
  /** Connections to this server that the pool uses for now. */
  readonly connections: number;
  /** When one more is tried again, in milliseconds since 1970. */
  readonly until: number;
}

/** Thrown where a message goes over another connection of the pool, because the server takes no further one. */
export class SurplusConnection extends Error {
  override readonly name = "SurplusConnection";
  /** What the message would have failed with. */
  readonly error: SmtpError;

  constructor(error: SmtpError) {
    super(error.message);
    this.error = error;
  }
}

/**
 * Returns whether a failure may mean that the server takes no further connection. It means that only
 * while other connections to the server work.
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

/** How many connections a server was found to take, believed longer each time it is confirmed. */
export class LearnedLimit {
  #connections = Number.POSITIVE_INFINITY;
  #until = 0;
  #life = FIRST_LIFE;
  /** One connection more is tried. */
  #trying = false;

  /** Connections that there may be now. When a limit has expired, one more is tried at a time. */
  get connections(): number {
    if (this.#connections === Number.POSITIVE_INFINITY) return this.#connections;
    if (Date.now() < this.#until || this.#connections === 0) return Math.max(1, this.#connections);
    this.#trying = true;
    return this.#connections + 1;
  }

  /** Notes that a connection beyond `connections` was refused. */
  lower(connections: number): ConnectionLimit {
    if (this.#trying) this.#life = Math.min(this.#life * 2, LONGEST_LIFE);
    this.#trying = false;
    this.#connections = connections;
    this.#until = Date.now() + this.#life;
    return { connections, until: this.#until };
  }

  /**
   * Notes how many connections are open at the same time.
   *
   * @param count counts them, which takes longer the more there are, and is left out where nothing depends on it
   */
  observe(count: () => number): void {
    if (this.#connections < Number.POSITIVE_INFINITY && count() > this.#connections) this.forget();
  }

  /** Notes that no connection works: one is tried at a time, until one does. */
  lowerToNone(): void {
    this.#connections = 0;
  }

  forget(): void {
    this.#connections = Number.POSITIVE_INFINITY;
    this.#life = FIRST_LIFE;
    this.#trying = false;
  }
}
