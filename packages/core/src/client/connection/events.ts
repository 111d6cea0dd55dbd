/**
 * Adds number, time and session ID to events, and passes them to the observer. The types of the events are in
 * `protocol/session/events.ts`.
 */

import type { ClientEvent } from "../../protocol/session/events.ts";

/** An event with its number and time. */
export type SessionEvent = ClientEvent & {
  /** The same for all events of one session, over all its connections. */
  readonly sessionId: string;
  /** Counts from 1 within the session. */
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly time: number;
};

/** Creates a function that numbers events and passes them to an observer, if there is one. */
export function createEventSender(
  onEvent: ((event: SessionEvent) => void) | undefined,
): ((event: ClientEvent) => void) | undefined {
  if (!onEvent) return undefined;
  const sessionId = crypto.randomUUID();
  let sequence = 0;
  return (event) => {
    sequence += 1;
    notifyObserver(onEvent, Object.freeze({ ...event, sessionId, sequence, time: Date.now() }));
  };
}

/** Calls an observer. An observer cannot break a delivery: its errors and rejections are ignored. */
export function notifyObserver<Told>(observer: (value: Told) => unknown, value: Told): void {
  try {
    const given = observer(value);
    if (given instanceof Object && "then" in given) void Promise.resolve(given).catch(() => {});
  } catch {
    // There is no observer.
  }
}
