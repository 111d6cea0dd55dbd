/** The types of what one run of a script needs: the body, the feed of messages, and the AbortSignal. */

import { TransportError } from "../../protocol/errors/transport-error.ts";
import type { NumberedMessage, ResultEffect } from "../../protocol/session/effects.ts";
import type { BodyReader } from "../message/body-reader.ts";

/** The inputs of one run of a script. */
export interface Run {
  readonly body?: BodyReader | undefined;
  /** Supplies many messages and receives their outcomes. */
  readonly feed?: Feed | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Nothing waits for the end of QUIT, so QUIT gets its full timeout. */
  readonly isLast?: true;
}

/** Supplies messages to a script that sends many. */
export interface Feed {
  /** Returns the next message, if one is available. */
  next(): NumberedMessage | undefined;
  /** Returns the body of a message that was supplied. */
  getBody(index: number): BodyReader;
  recordOutcome(effect: ResultEffect): void;
}

/** Returns the body that an effect refers to. */
export function getBody({ body, feed }: Run, of: number | undefined): BodyReader {
  return requireDefined(of === undefined ? body : feed?.getBody(of));
}

/** Returns a value that must exist while a connection is open. */
export function requireDefined<T>(value: T | undefined): T {
  if (value === undefined) throw new TransportError("reset", "There is no connection.");
  return value;
}
