/**
 * Spans and metrics by OpenTelemetry, made of the events of sessions.
 *
 * No secret is ever among them, for none is among the events; no address and no
 * text of a server either, unless they are asked for.
 *
 * @module
 */
import { metrics, trace } from "@opentelemetry/api";
import type { SessionEvent } from "./client/connection/events.ts";
import { checkFunction } from "./client/options/classifier.ts";
import { Instruments } from "./opentelemetry/instruments.ts";
import type { OpenTelemetryOptions } from "./opentelemetry/options.ts";

export type { OpenTelemetryOptions } from "./opentelemetry/options.ts";

import { SessionSpans } from "./opentelemetry/spans.ts";

const SCOPE = "@parley-smtp/core";

/**
 * Makes an observer for the option `onEvent`.
 *
 * Spans, each with `server.address`, `server.port` and `network.protocol.name`:
 * `smtp send` for a message, from when its turn comes to its outcome, with an
 * event for each reply and each fallback; below it `smtp connect`.
 *
 * Metrics: `smtp.client.operation.duration` (s), `smtp.client.recipients` by
 * outcome, `smtp.client.message.size` (By), `smtp.client.connections`,
 * `smtp.client.connection.count`, `smtp.client.fallbacks` by feature and reason. With
 * `classify` also `smtp.client.refusals`, the 4yz and 5yz replies by command and kind.
 *
 * @param options providers, whether addresses may be exported, and what classifies refusals
 * @returns a function that never throws
 * @throws {TypeError} when `classify` is not a function
 * @example
 * import { createMailer } from "@parley-smtp/node-socket";
 * import { openTelemetry } from "@parley-smtp/node-socket/opentelemetry";
 *
 * const mailer = createMailer({ host: "smtp.example.com", onEvent: openTelemetry() });
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): (event: SessionEvent) => void {
  const { tracerProvider = trace, meterProvider = metrics, addresses = false, classify } = options;
  checkFunction("classify", classify, "openTelemetry");
  const tracer = tracerProvider.getTracer(SCOPE);
  const instruments = new Instruments(meterProvider.getMeter(SCOPE));
  const sessions = new Map<string, SessionSpans>();
  return (event) => {
    const session =
      sessions.get(event.sessionId) ??
      new SessionSpans(tracer, instruments, { addresses, classify });
    sessions.set(event.sessionId, session);
    session.take(event);
    // A session with new events after its end begins anew; nothing is kept of sessions that are over.
    if (session.over) sessions.delete(event.sessionId);
  };
}
