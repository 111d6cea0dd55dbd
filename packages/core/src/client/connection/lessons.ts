/** What a connection knows about its server from earlier sessions, and what it passes on. `client/memory` keeps it. */

import { TransportError } from "../../protocol/errors/transport-error.ts";
import { offersKeyword } from "../../protocol/plan/capabilities.ts";
import { hintsOf } from "../../protocol/plan/session-plan.ts";
import type { ConnectionState } from "../../protocol/session/connection-state.ts";
import type { Knowledge } from "../../protocol/session/server-knowledge.ts";
import type { Session, SessionConfig } from "../../protocol/session/session.ts";
import type { Memory } from "../memory/memory.ts";
import { unlessAborted } from "./call-clock.ts";

/** Milliseconds for which unchanged findings are not passed on again: proofs are trusted only for a while. */
const RELEARN_AFTER_MS = 60_000;

/** What the sessions of one connection learned. */
export class Lessons {
  readonly #memory: Memory;
  /** The last findings, and when they were passed on. */
  #last:
    | (Pick<ConnectionState, "tls" | "capabilities"> &
        Pick<Knowledge, "proven" | "excludedMethods"> & { readonly at: number })
    | undefined;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /**
   * Returns what is known of the server. If the call ends while the store is asked, the script reports that at once.
   */
  async recall(signal: AbortSignal | undefined): Promise<Partial<SessionConfig>> {
    try {
      return await unlessAborted(this.#memory.load(), signal);
    } catch (error) {
      if (error instanceof TransportError) return {};
      throw error;
    }
  }

  /**
   * Passes on what the session found out, unless nothing is new since the last time.
   *
   * @param now milliseconds since 1970
   */
  learn(session: Session, now: number): void {
    const { target, connection, unsupported } = session;
    const { tls, capabilities, knowledge } = connection;
    const { proven, excludedMethods } = knowledge;
    const last = this.#last;
    const isKnown =
      last?.capabilities === capabilities &&
      last.tls === tls &&
      last.proven === proven &&
      last.excludedMethods === excludedMethods &&
      unsupported.length === 0;
    if (isKnown && now - last.at < RELEARN_AFTER_MS) return;
    this.#last = { tls, capabilities, proven, excludedMethods, at: now };
    const startTls = tls ? target.tls === "starttls" : offersKeyword(capabilities, "STARTTLS");
    this.#memory.learn({
      hints: hintsOf(session),
      proven,
      startTls,
      unsupported,
    });
    session.unsupported = [];
  }

  /** Waits until the findings are stored. */
  waitForWrites(): Promise<void> {
    return this.#memory.waitForWrites();
  }
}
