/**
 * Brings the connection under TLS: implicit, by STARTTLS, or on port 465; or continues in clear text if the plan
 * allows (RFC 3207, RFC 8314). The handshake is the adapter's. The second connection to a silent port is in
 * `beside.ts`.
 */

import { starttls } from "../command/command.ts";
import { SmtpError } from "../errors/errors.ts";
import { createRefusalError, createUnmetError, toConnectionError } from "../errors/failure.ts";
import { TransportError, type TransportErrorKind } from "../errors/transport-error.ts";
import { choiceOf, decisionOf, decisionsUntil } from "../plan/session-plan.ts";
import type { Reply } from "../reply/reply.ts";
import type { Reason } from "../reply/situation.ts";
import { perform, type Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { adoptTls, lossReason, reactToReply, sendCommand } from "../session/wire.ts";
import { fallBack, recordMethodInUse } from "./fallback.ts";
import { sendEhloOrHelo } from "./greet.ts";
import { isRetry, type NextStep, type RetryPlace } from "./next-step.ts";
import { SECOND_CONNECTION } from "./second-connection.ts";

/** The port for submission under TLS from the first byte (RFC 8314 7.3). */
const IMPLICIT_PORT = 465;
const OTHER_PORT = "implicit TLS on port 465";
const OTHER_CONNECTION_METHODS: readonly (string | undefined)[] = [OTHER_PORT, SECOND_CONNECTION];

/**
 * Establishes TLS by the method that the plan chose.
 *
 * @returns where to try again, if the next method needs a new connection
 * @throws {SmtpError} CERTIFICATE_REFUSED whenever the server's certificate is not valid for its name
 */
export function* establishTls(session: Session): Script<NextStep> {
  // On the other port or connection, the method is the one that led there.
  if (!session.connection.tls || !OTHER_CONNECTION_METHODS.includes(session.methodsInUse.TLS))
    recordMethodInUse(session, "TLS");
  while (!session.connection.tls) {
    const choice = choiceOf(session, "TLS");
    if (choice.reason === "withdrawn") {
      const decision = decisionOf(session, choice);
      yield* perform({ do: "emit", event: { type: "decision", decision } });
    }
    if (choice.method === undefined || choice.outcome === "unmet")
      throw createUnmetError(session, [choice], "tls");
    if (choice.method === OTHER_PORT) {
      session.target = { ...session.target, port: IMPLICIT_PORT, tls: "implicit" };
      session.avoid = [];
      return "on a new connection";
    }
    if (choice.method !== "STARTTLS") break;
    const next = yield* startTls(session);
    if (next !== "done") return next;
  }
  return "done";
}

/** Returns whether the server has required STARTTLS in a reply. */
export function isStarttlsDemanded({ connection }: Session): boolean {
  return connection.knowledge.demandedKeywords.includes("STARTTLS");
}

/** Records that the server requires STARTTLS, whether it announces it or not. */
export function demandStarttls({ connection: { knowledge } }: Session): void {
  knowledge.demandedKeywords = [...knowledge.demandedKeywords, "STARTTLS"];
}

const WHY_NOT: Partial<Record<TransportErrorKind, Reason>> = {
  timeout: "silence",
  handshake: "handshake-failed",
};

/** Returns to the first endpoint without TLS if the second endpoint cannot be reached. Returns true in that case. */
export function* returnToStarttlsPort(session: Session, error: unknown): Script<boolean> {
  const { config, target } = session;
  const second =
    config.port === undefined && config.tls !== "implicit" && target.port === IMPLICIT_PORT;
  const reachable = error instanceof TransportError && error.kind === "certificate";
  if (
    !second ||
    reachable ||
    !(error instanceof TransportError) ||
    ["aborted", "expired"].includes(error.kind)
  )
    return false;
  session.target = { ...target, port: 587, tls: "starttls" };
  session.avoid = [];
  const reason = WHY_NOT[error.kind] ?? "disconnected";
  const cost = session.meter.reconnectCost + 1;
  yield* fallBack(session, { feature: "TLS", method: OTHER_PORT, reason, cost, phase: "tls" });
  return true;
}

function* startTls(session: Session): Script<NextStep> {
  const reply = yield* sendStarttls(session);
  if (isRetry(reply)) return reply;
  const reaction = reactToReply(session, reply, "STARTTLS");
  if (reaction.action === "next-method") {
    const { reason } = reaction;
    const leaving = {
      feature: "TLS",
      method: "STARTTLS",
      reason,
      reply,
      cost: 1,
      phase: "tls",
    } as const;
    yield* fallBack(session, leaving);
    return "done";
  }
  if (reaction.action !== "proceed") {
    const code = reaction.action === "abort" ? "PROTOCOL_VIOLATION" : "SERVER_UNAVAILABLE";
    throw createRefusalError(session, code, "tls", "STARTTLS was refused", reply, reaction);
  }
  if (session.connection.parser.unread > 0) {
    session.connection.unusable = true;
    throw createInjectionError(session);
  }
  const next = yield* handshake(session);
  if (next !== "done") return next;
  yield* perform({
    do: "emit",
    event: { type: "secured", verified: session.connection.connectionInfo.verified },
  });
  return yield* sendEhloOrHelo(session);
}

function* sendStarttls(session: Session): Script<NextStep<Reply>> {
  try {
    return yield* sendCommand(session, starttls(), "tls");
  } catch (error) {
    return yield* handshakeFailed(session, error);
  }
}

function* handshake(session: Session): Script<NextStep> {
  try {
    adoptTls(session, yield* perform({ do: "starttls" }));
    return "done";
  } catch (error) {
    session.connection.unusable = true;
    return yield* handshakeFailed(session, error);
  }
}

/** Handles a failed handshake: the socket is unusable. An invalid certificate is always an error. */
function* handshakeFailed(session: Session, error: unknown): Script<RetryPlace> {
  const handshake = error instanceof TransportError && error.kind === "handshake";
  const reason = handshake ? "handshake-failed" : lossReason(error);
  if (!reason) throw toConnectionError(session, error, "tls");
  const required = session.wishes.TLS === "require";
  const hasOtherPort =
    choiceOf(session, "TLS").method === "STARTTLS" && session.config.port === undefined;
  if (required && !hasOtherPort) throw toConnectionError(session, error, "tls");
  const cost = session.meter.reconnectCost;
  yield* fallBack(session, { feature: "TLS", method: "STARTTLS", reason, cost, phase: "tls" });
  return "on a new connection";
}

/**
 * Creates the error for bytes behind the 220: they would be taken for a reply under TLS (CVE-2011-0411,
 * CVE-2021-38371).
 */
function createInjectionError(session: Session): SmtpError {
  return new SmtpError(
    "Bytes came in clear text behind the server's consent to STARTTLS. Somebody may be injecting replies; nothing was sent.",
    {
      code: "PROTOCOL_VIOLATION",
      phase: "tls",
      command: "STARTTLS",
      retry: "never",
      decisions: decisionsUntil(session, "tls"),
    },
  );
}
