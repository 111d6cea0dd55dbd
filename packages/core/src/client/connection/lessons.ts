/** What a connection knows about its server from earlier sessions, and what it passes on. `client/memory` keeps it. */

import { TransportError } from "../../protocol/errors/transport-error.ts";
import { offersKeyword } from "../../protocol/plan/capabilities.ts";
import { hintsOf } from "../../protocol/plan/session-plan.ts";
import type { Session, SessionConfig } from "../../protocol/session/session.ts";
import type { Memory } from "../memory/memory.ts";
import { unlessAborted } from "./call-clock.ts";

/** Milliseconds for which nothing new needs not be learned again: what is proven is believed only for a while. */
const RELEARN_AFTER_MS = 60_000;

/** The lessons of the sessions of one connection. */
export class Lessons {
  readonly #memory: Memory;
  /** What was learned last, and when. */
  #last:
    | (Pick<Session, "tls" | "capabilities" | "proven" | "excludedMethods" | "invitationsNext"> & {
        readonly at: number;
      })
    | undefined;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** What is known of the server. When the call ends while the store is asked, the script says so at once. */
  async recall(signal: AbortSignal | undefined): Promise<Partial<SessionConfig>> {
    try {
      return await unlessAborted(this.#memory.load(), signal);
    } catch (error) {
      if (error instanceof TransportError) return {};
      throw error;
    }
  }

  /**
   * Hands on what the session found out, unless nothing is new since that was done last.
   *
   * @param now milliseconds since 1970
   */
  learn(session: Session, now: number): void {
    const { tls, target, capabilities, proven, excludedMethods, invitationsNext, unsupported } =
      session;
    const last = this.#last;
    const isKnown =
      last?.capabilities === capabilities &&
      last.tls === tls &&
      last.proven === proven &&
      last.excludedMethods === excludedMethods &&
      last.invitationsNext === invitationsNext &&
      unsupported.length === 0;
    if (isKnown && now - last.at < RELEARN_AFTER_MS) return;
    this.#last = { tls, capabilities, proven, excludedMethods, invitationsNext, at: now };
    const startTls = tls ? target.tls === "starttls" : offersKeyword(capabilities, "STARTTLS");
    this.#memory.learn({
      hints: hintsOf(session),
      proven,
      startTls,
      invitations: invitationsNext,
      unsupported,
    });
    session.unsupported = [];
  }

  /** Waits until what was learned is stored. */
  waitForWrites(): Promise<void> {
    return this.#memory.waitForWrites();
  }
}
