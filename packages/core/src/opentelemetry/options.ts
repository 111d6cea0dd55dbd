/** The options of `openTelemetry`. */
import type { MeterProvider, TracerProvider } from "@opentelemetry/api";
import type { ReplyMeaning, WithReply } from "../meaning/mod.ts";

/** Where spans and metrics go, and what they may hold. */
export interface OpenTelemetryOptions {
  /** Default: the global one. */
  readonly tracerProvider?: TracerProvider;
  /** Default: the global one. */
  readonly meterProvider?: MeterProvider;
  /** Also commands with their addresses, and the text of replies. Default `false`. */
  readonly addresses?: boolean;
  /**
   * Reads what a reply means: `classifyReply` of the subpath `meaning`. Refusals are then counted by kind.
   * What it throws is ignored.
   */
  readonly classify?: (event: WithReply) => Pick<ReplyMeaning, "kind" | "responsible"> | undefined;
}
