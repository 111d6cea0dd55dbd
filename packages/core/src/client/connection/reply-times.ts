/** Deadlines of replies, and how long this server takes to answer. */
import type { ReadEffect } from "../../protocol/session/effects.ts";

/**
 * Milliseconds that a connection which rested has for its first reply, unless this server has been slower: a
 * connection that a router or a suspended machine has forgotten never answers.
 */
const RESTED_PATIENCE = 10_000;

/** Bounds, in milliseconds, for how long QUIT may hold up a message behind it. */
const SHORTEST_QUIT = 50;
const LONGEST_QUIT = 500;

/** The deadline of the present reply, and the longest reply so far. Times are those of `performance.now()`. */
export class ReplyTimes {
  /** When the present reply was first waited for, and when it must be complete. */
  asked = 0;
  due = 0;
  /** The longest, in milliseconds, that this server took to answer. */
  #slowest = 0;

  /**
   * Begins a reply. From the first of its bytes on, one deadline holds for all of it.
   *
   * @param patience milliseconds that it may take
   */
  ask({ more, rested }: Pick<ReadEffect, "more" | "rested">, patience: number): void {
    if (more) return;
    this.asked = performance.now();
    const shorter = Math.max(RESTED_PATIENCE, 3 * this.#slowest);
    this.due = this.asked + (rested ? Math.min(patience, shorter) : patience);
  }

  /** Something of the reply came. */
  note(): void {
    this.#slowest = Math.max(this.#slowest, performance.now() - this.asked);
  }

  /** Milliseconds that QUIT may hold up a message behind it, of those that it has at most. */
  quitPatience(most: number): number {
    return Math.min(most, LONGEST_QUIT, Math.max(SHORTEST_QUIT, this.#slowest));
  }
}
