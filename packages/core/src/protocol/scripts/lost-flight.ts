/**
 * Handles flights of the envelope that were not answered as they should be. Finds the feature that may be the cause.
 * What follows from replies is in `retry-envelope.ts`.
 */

import type { Feature } from "../plan/feature.ts";
import { type Delivery, forgetReplies } from "../session/delivery.ts";
import { perform, type Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { lossReason } from "../session/wire.ts";
import type { MethodOf } from "../tables/fallback-orders.ts";
import type { EnvelopeCommand } from "./envelope-state.ts";
import { fallBack } from "./fallback.ts";
import type { RetryPlace } from "./next-step.ts";

/** The name of the method of PIPELINING that writes a message behind one that has not been answered. */
export const ACROSS_MESSAGES = "across messages" satisfies MethodOf<"PIPELINING">;

/** A command behind another message may only have been in the wrong position. */
export function pipeliningMethodToExclude(
  feature: Feature,
  pipelined: boolean,
): { method?: string } {
  return feature === "PIPELINING" && pipelined ? { method: ACROSS_MESSAGES } : {};
}

/**
 * Handles a flight without proper replies: silence, a closed connection, invalid replies, or more replies than
 * commands. If a fallback order has another method and no whole message was written, the next connection tries again.
 *
 * @param writtenAhead the flight was written with the end of the previous message
 * @returns where to try again
 * @throws the failure, if another try is not allowed
 */
export function* handleLostFlight(
  session: Session,
  delivery: Delivery,
  flight: readonly EnvelopeCommand[],
  answered: number,
  error: unknown,
  writtenAhead: boolean,
): Script<RetryPlace> {
  session.connection.unusable = true;
  const reason = lossReason(error);
  if (!reason) throw error;
  // If a reply is missing in the middle, it is unclear which commands the other replies answer. After a close, all
  // missing replies are at the end.
  if (reason !== "disconnected") session.flightsOutOfSync += 1;
  if (delivery.handover.isComplete) {
    if (reason !== "disconnected") forgetReplies(delivery);
    throw error;
  }
  // The server or a firewall may have closed an idle connection. No message was lost with it.
  const kept = session.connection.messagesSent > 0 && !writtenAhead && answered === 0;
  if (kept && (reason === "disconnected" || (reason === "silence" && session.connection.wasIdle))) {
    yield* perform({ do: "emit", event: { type: "reconnect", reason } });
    return "on a new connection";
  }
  const feature =
    reason === "silence" && session.connection.hasShortWait && provesChunking(session, flight)
      ? "CHUNKING"
      : suspectFeature(flight, answered, writtenAhead);
  if (!feature) throw error;
  yield* fallBack(session, {
    feature,
    ...pipeliningMethodToExclude(feature, writtenAhead),
    reason,
    cost: session.meter.reconnectCost,
    phase: "envelope",
  });
  return "on a new connection";
}

/** Returns whether the flight ends with octets that a server without BDAT reads as the beginning of a line. */
export function provesChunking(session: Session, flight: readonly EnvelopeCommand[]): boolean {
  const { proven } = session.connection.knowledge;
  const chunk = flight.at(-1)?.chunk;
  return chunk !== undefined && chunk.octets.length > 0 && !proven.includes("CHUNKING");
}

/** Returns the feature that may have caused a partly answered flight; none if a single command was not answered. */
function suspectFeature(
  flight: readonly EnvelopeCommand[],
  answered: number,
  writtenAhead: boolean,
): Feature | undefined {
  if (flight[answered]?.command.name === "RSET" && !writtenAhead) return "RSET";
  if (flight.at(-1)?.chunk && answered >= flight.length - 1) return "CHUNKING";
  return flight.length > 1 ? "PIPELINING" : undefined;
}
