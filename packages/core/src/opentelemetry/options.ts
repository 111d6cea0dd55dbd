/** The options of `openTelemetry`. No logic. */
import type { MeterProvider, TracerProvider } from "@opentelemetry/api";
import type { ReplyMeaning, WithReply } from "../meaning/mod.ts";

/** Where spans and metrics are sent, and what they may contain. */
export interface OpenTelemetryOptions {
  /** Default: the global one. */
  readonly tracerProvider?: TracerProvider;
  /** Default: the global one. */
  readonly meterProvider?: MeterProvider;
  /** Whether spans contain commands with their addresses, and the text of replies. Default `false`. */
  readonly addresses?: boolean;
  /**
   * Returns the meaning of a reply: `classifyReply` of the subpath `meaning`. Refusals are then counted by kind. Its
   * errors are ignored.
   */
  readonly classify?: (event: WithReply) => Pick<ReplyMeaning, "kind" | "responsible"> | undefined;
}
