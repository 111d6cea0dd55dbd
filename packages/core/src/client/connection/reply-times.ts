/** Deadlines of replies, and how long this server takes to answer. */
import type { ReadEffect } from "../../protocol/session/effects.ts";

/**
 * Milliseconds that a connection which rested has for its first reply, unless this server has been slower: a
 * connection that a router or a suspended machine has forgotten never answers.
 */
const IDLE_REPLY_TIMEOUT = 10_000;

/** Bounds, in milliseconds, for how long QUIT may hold up a message behind it. */
const MIN_QUIT_TIMEOUT = 50;
const MAX_QUIT_TIMEOUT = 500;

/** The deadline of the present reply, and the longest reply so far. Times are those of `performance.now()`. */
export class ReplyTimes {
  /** When the present reply was first waited for, and when it must be complete. */
  startedAt = 0;
  due = 0;
  /** The longest, in milliseconds, that this server took to answer. */
  #slowest = 0;

  /**
   * Begins a reply. From the first of its bytes on, one deadline holds for all of it.
   *
   * @param timeout milliseconds that it may take
   */
  startReply({ more, rested }: Pick<ReadEffect, "more" | "rested">, timeout: number): void {
    if (more) return;
    this.startedAt = performance.now();
    const shorter = Math.max(IDLE_REPLY_TIMEOUT, 3 * this.#slowest);
    this.due = this.startedAt + (rested ? Math.min(timeout, shorter) : timeout);
  }

  /** Something of the reply came. */
  recordReply(): void {
    this.#slowest = Math.max(this.#slowest, performance.now() - this.startedAt);
  }

  /** Milliseconds that QUIT may hold up a message behind it, of those that it has at most. */
  quitTimeout(most: number): number {
    return Math.min(most, MAX_QUIT_TIMEOUT, Math.max(MIN_QUIT_TIMEOUT, this.#slowest));
  }
}
