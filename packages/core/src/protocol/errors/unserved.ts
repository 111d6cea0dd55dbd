/** Decides whether an error means that a reachable server does not accept sessions, now or at this address. */

import { type Reply, replyText } from "../reply/reply.ts";
import type { Reason } from "../reply/situation.ts";
import { TEXT_CLASSES } from "../tables/reactions-text.ts";
import type { Phase } from "./errors.ts";
import { TransportError, type TransportErrorKind } from "./transport-error.ts";

const UNSERVED: Partial<
  Record<TransportErrorKind, Extract<Reason, "silence" | "disconnected" | "handshake-failed">>
> = { timeout: "silence", reset: "disconnected", handshake: "handshake-failed" };

/**
 * Returns why no greeting came although TCP was connected; `undefined` if the server was not reached, has no TLS
 * version in common with the client, or if the call has ended.
 */
export function whyUnserved(error: unknown, phase: Phase): (typeof UNSERVED)[TransportErrorKind] {
  if (!(error instanceof TransportError) || error.permanent) return undefined;
  if (phase === "connect" && error.remoteAddress === undefined) return undefined;
  return UNSERVED[error.kind];
}

/** Returns whether the text of a reply is about too many connections. */
export function saysTooManyConnections(reply: Reply): boolean {
  return TEXT_CLASSES.connections.test(replyText(reply).replaceAll("\n", " "));
}
