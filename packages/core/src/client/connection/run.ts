/** What one run of a script works with: the body, the feed of messages, and the AbortSignal. */

import { TransportError } from "../../protocol/errors/transport-error.ts";
import type { NumberedMessage, ResultEffect } from "../../protocol/session/effects.ts";
import type { BodyReader } from "../message/body-reader.ts";

/** What one run of a script brings along. */
export interface Run {
  readonly body?: BodyReader | undefined;
  /** Where many messages come from, and where their outcomes are reported. */
  readonly feed?: Feed | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Nobody waits for anything behind it, so QUIT has all of its time. */
  readonly isLast?: true;
}

/** Messages for a script that sends many. */
export interface Feed {
  /** The next message, when one is at hand. */
  next(): NumberedMessage | undefined;
  /** The content of a message that was given. */
  getBody(index: number): BodyReader;
  recordOutcome(effect: ResultEffect): void;
}

/** The content that an effect is about. */
export function getBody({ body, feed }: Run, of: number | undefined): BodyReader {
  return requireDefined(of === undefined ? body : feed?.getBody(of));
}

/** Returns what must be there while a connection is open. */
export function requireDefined<T>(value: T | undefined): T {
  if (value === undefined) throw new TransportError("reset", "There is no connection.");
  return value;
}
