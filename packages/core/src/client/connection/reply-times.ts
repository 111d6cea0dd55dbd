/**
 * Computes the deadlines of replies, and records how long the server takes to answer. The defaults are in
 * `options/timeouts.ts`.
 */
import type { ReadEffect } from "../../protocol/session/effects.ts";

/**
 * Milliseconds for the first reply on a connection that was idle, unless this server has been slower before: a
 * connection that a router or a suspended machine has dropped never answers.
 */
const IDLE_REPLY_TIMEOUT = 10_000;

/** Limits in milliseconds for how long QUIT may delay the next message. */
const MIN_QUIT_TIMEOUT = 50;
const MAX_QUIT_TIMEOUT = 500;

/** The deadline of the current reply, and the longest reply time so far. Times are those of `performance.now()`. */
export class ReplyTimes {
  /** When the wait for the current reply began, and its deadline. */
  startedAt = 0;
  due = 0;
  /** The longest time in milliseconds that this server took to answer. */
  #slowest = 0;

  /**
   * Starts to wait for a reply. After its first byte, one deadline applies to the whole reply.
   *
   * @param timeout milliseconds for the reply
   */
  startReply({ more, isShort }: Pick<ReadEffect, "more" | "isShort">, timeout: number): void {
    if (more) return;
    this.startedAt = performance.now();
    const shorter = Math.max(IDLE_REPLY_TIMEOUT, 3 * this.#slowest);
    this.due = this.startedAt + (isShort ? Math.min(timeout, shorter) : timeout);
  }

  /** Records that a part of the reply arrived. */
  recordReply(): void {
    this.#slowest = Math.max(this.#slowest, performance.now() - this.startedAt);
  }

  /** Milliseconds that QUIT may delay the next message, at most `most`. */
  quitTimeout(most: number): number {
    return Math.min(most, MAX_QUIT_TIMEOUT, Math.max(MIN_QUIT_TIMEOUT, this.#slowest));
  }
}
