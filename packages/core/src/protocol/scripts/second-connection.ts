/**
 * Tries implicit TLS on a second connection. A port that begins with TLS is silent to a client that begins in clear
 * text. The first connection stays open and nothing is written there, because the server may only delay its greeting
 * to detect clients that write too early.
 */

import { methodsProviding } from "../plan/plan.ts";
import { perform, type Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { adopt, markUnusable } from "../session/wire.ts";
import type { MethodOf } from "../tables/fallback-orders.ts";
import { fallBack } from "./fallback.ts";

/** The name of this TLS method in the fallback order. */
export const SECOND_CONNECTION = "implicit TLS on a second connection" satisfies MethodOf<"TLS">;

/** Ports for relaying and LMTP, where no server begins with TLS (RFC 5321 4.5.4.2, RFC 2033 5). */
const NEVER_IMPLICIT: readonly number[] = [24, 25];

/**
 * Waits for the first byte of the greeting. Switches to a second connection under TLS if the server sends its
 * greeting there first.
 *
 * @throws {TransportError} when the time for the greeting is over
 */
export function* connectWithImplicitTls(session: Session): Script<void> {
  if (!canTryImplicitTls(session)) return;
  const { avoid } = session;
  const to = { ...session.target, tls: "implicit" } as const;
  try {
    if (yield* perform({ do: "listen", wait: "greeting", upTo: "silence" })) return;
    session.secondConnection = "tried";
    yield* perform({ do: "emit", event: { type: "connecting", to, second: true } });
    const link = yield* perform({
      do: "connect-second",
      to,
      ...(avoid.length > 0 ? { avoid } : {}),
    });
    if (!link) return;
    session.secondConnection = "taken";
    const why = "the server greets under TLS on the second connection";
    yield* perform({ do: "emit", event: { type: "closed", why } });
    yield* fallBack(session, {
      feature: "TLS",
      method: "STARTTLS",
      reason: "silence",
      cost: session.meter.reconnectCost,
      phase: "tls",
    });
    session.target = to;
    adopt(session, link);
    yield* perform({ do: "emit", event: { type: "connecting", to } });
    yield* perform({ do: "emit", event: { type: "connected", to, tls: link.tls } });
  } catch (error) {
    throw markUnusable(session, error);
  }
}

/** Returns whether the user did not say how the connection begins and the port may begin with TLS. */
function canTryImplicitTls({ config, target, wishes, tables, serverKnowledge }: Session): boolean {
  const { tls = "auto" } = config;
  if (tls !== "auto" || target.tls !== "starttls" || wishes.TLS === "avoid") return false;
  if (NEVER_IMPLICIT.includes(target.port)) return false;
  if (serverKnowledge.excludedTlsMethods.some(({ method }) => method === SECOND_CONNECTION))
    return false;
  return methodsProviding("TLS", tables.fallbackOrders).includes(SECOND_CONNECTION);
}
