/** The metrics, named by OpenTelemetry's semantic conventions. The spans are in `spans.ts`. */
import type { Attributes, Counter, Histogram, Meter, UpDownCounter } from "@opentelemetry/api";
import type { Decision } from "../protocol/plan/decision.ts";
import type { MessageOutcome } from "../protocol/session/events.ts";

/** All metrics of a client. */
export class Instruments {
  readonly #duration: Histogram;
  readonly #size: Histogram;
  readonly #recipients: Counter;
  readonly #opened: Counter;
  readonly #open: UpDownCounter;
  readonly #fallbacks: Counter;
  readonly #meter: Meter;
  #refusals: Counter | undefined;

  constructor(meter: Meter) {
    this.#meter = meter;
    this.#duration = meter.createHistogram("smtp.client.operation.duration", {
      description: "Time from when a message's turn came to its outcome.",
      unit: "s",
    });
    this.#size = meter.createHistogram("smtp.client.message.size", {
      description: "Octets of messages of which a recipient was accepted.",
      unit: "By",
    });
    this.#recipients = meter.createCounter("smtp.client.recipients", {
      description: "Recipients by outcome.",
      unit: "{recipient}",
    });
    this.#opened = meter.createCounter("smtp.client.connections", {
      description: "Connections that were opened.",
      unit: "{connection}",
    });
    this.#open = meter.createUpDownCounter("smtp.client.connection.count", {
      description: "Connections that are open.",
      unit: "{connection}",
    });
    this.#fallbacks = meter.createCounter("smtp.client.fallbacks", {
      description: "Ways that were left for the next best one.",
      unit: "{fallback}",
    });
  }

  /** Records the outcome of a message. */
  outcome(outcome: MessageOutcome, milliseconds: number, server: Attributes): void {
    const { accepted, rejected, unknown, notSent, octets, code } = outcome;
    const failed = code === undefined ? {} : { "error.type": code };
    this.#duration.record(milliseconds / 1000, { ...server, ...failed });
    if (octets > 0) this.#size.record(octets, server);
    const counts = { accepted, rejected, unknown, "not-sent": notSent };
    for (const [name, count] of Object.entries(counts)) {
      if (count > 0) this.#recipients.add(count, { ...server, "smtp.recipient.outcome": name });
    }
  }

  /** Records that a connection was opened. */
  connected(server: Attributes): void {
    this.#opened.add(1, server);
    this.#open.add(1, server);
  }

  /** Records that a connection was closed. */
  closed(server: Attributes): void {
    this.#open.add(-1, server);
  }

  /** Records a fallback. */
  fallback({ feature, reason }: Decision, server: Attributes): void {
    const why = { "smtp.feature": feature, "smtp.fallback.reason": reason ?? "unknown" };
    this.#fallbacks.add(1, { ...server, ...why });
  }

  /** Records a refusal with a known reason. */
  refused(attributes: Attributes): void {
    this.#refusals ??= this.#meter.createCounter("smtp.client.refusals", {
      description: "Replies that refused something, by what they mean.",
      unit: "{reply}",
    });
    this.#refusals.add(1, attributes);
  }
}
