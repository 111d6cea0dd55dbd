/** The interface of a measured client. */
import type { Target } from "../job.ts";

/** A client with its connections; they open with the first message and are kept. */
export interface Client {
  /** Sends messages as fast as possible while `more` returns true; it is called before each message. */
  sendWhile(more: () => boolean): Promise<void>;
  close(): Promise<void> | void;
}

/** The type of the function that every module of this folder exports. */
export type MakeClient = (target: Target) => Client;

/** Runs several loops: two for each connection if the client queues messages, so that no connection is idle. */
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
