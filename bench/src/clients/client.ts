/** What every client is measured by. */
import type { Target } from "../job.ts";

/** A client with its connections; they open with the first message and are kept. */
export interface Client {
  /** Sends messages as fast as it can while `more` says so, which is asked before each. */
  sendWhile(more: () => boolean): Promise<void>;
  close(): Promise<void> | void;
}

/** Every module of this folder exports one. */
export type MakeClient = (target: Target) => Client;

/** Sends in so many loops at a time: two for each connection, where the client queues, so that none is ever idle. */
export function inLoops(
  loops: number,
  send: (loop: number) => Promise<unknown>,
): Client["sendWhile"] {
  return async (more) => {
    await Promise.all(
      Array.from({ length: loops }, async (_, loop) => {
        while (more()) await send(loop);
      }),
    );
  };
}
