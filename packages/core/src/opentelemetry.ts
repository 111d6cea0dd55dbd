/**
 * Creates OpenTelemetry spans and metrics from the events of sessions.
 *
 * Spans and metrics never contain secrets, because events contain none. They contain addresses and server texts only
 * on request.
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
 * Creates an observer for the option `onEvent`.
 *
 * Spans, each with `server.address`, `server.port` and `network.protocol.name`: `smtp send` for a message, from its
 * turn to its outcome, with an event for each reply and each fallback; as its child `smtp connect`.
 *
 * Metrics: `smtp.client.operation.duration` (s), `smtp.client.recipients` by
 * outcome, `smtp.client.message.size` (By), `smtp.client.connections`,
 * `smtp.client.connection.count`, `smtp.client.fallbacks` by feature and reason. With
 * `classify` also `smtp.client.refusals`, the 4yz and 5yz replies by command and kind.
 *
 * @param options providers, whether addresses may be exported, and the function that classifies refusals
 * @returns a function that never throws
 * @throws {TypeError} if `classify` is not a function
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
    // A session with new events after its end starts again; nothing is kept of sessions that ended.
    if (session.over) sessions.delete(event.sessionId);
  };
}
