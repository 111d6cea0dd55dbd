/**
 * When a message goes to another server (RFC 5321 5.1): a table of what each error means for the next server. The
 * state of the message is in `failover-state.ts`.
 */

import { MutualAuthenticationError } from "../../protocol/auth/mechanism.ts";
import { SmtpError, type SmtpErrorCode } from "../../protocol/errors/errors.ts";
import { TransportError } from "../../protocol/errors/transport-error.ts";
import type { Decision } from "../../protocol/plan/decision.ts";
import type { Wish } from "../../protocol/plan/feature.ts";
import type { Reason } from "../../protocol/reply/situation.ts";
import type { Receipt, RecipientOutcome } from "../../protocol/session/outcome.ts";

/** When a mailer with several servers turns to the next one. */
export interface FailoverOptions {
  /**
   * Also when a server refuses sender, recipients or message for now (4yz).
   * Default `false`: greylisting is no reason to go elsewhere.
   */
  readonly temporary?: boolean;
}

interface Row {
  /** Whether the next server is tried: `temporary` only for a 4yz, and by policy. */
  readonly next: "yes" | "temporary" | "no";
  /** The server is not well, and is asked after the others for a while. */
  readonly unwell: boolean;
  readonly reason: Reason;
}

const row = (next: Row["next"], unwell: boolean, reason: Reason): Row => ({
  next,
  unwell,
  reason,
});

/**
 * By error code. After OUTCOME_UNKNOWN the message may be there already; a peer
 * that cannot prove its name is never passed over in silence; refused credentials
 * and refused mail are refused by every server.
 */
const ON_ERROR: Readonly<Record<SmtpErrorCode, Row>> = {
  CONNECT_FAILED: row("yes", true, "server-unavailable"),
  CONNECTION_LOST: row("yes", true, "disconnected"),
  TIMEOUT: row("yes", true, "silence"),
  PROTOCOL_VIOLATION: row("yes", true, "garbage"),
  SERVER_UNAVAILABLE: row("yes", true, "closing"),
  GREETING_REFUSED: row("yes", true, "server-unavailable"),
  TLS_FAILED: row("yes", true, "handshake-failed"),
  FEATURE_UNMET: row("yes", false, "unsupported"),
  AUTH_UNAVAILABLE: row("yes", false, "authentication-unavailable"),
  MESSAGE_TOO_LARGE: row("yes", false, "too-large"),
  AUTH_TEMPORARY: row("temporary", false, "temporary"),
  SENDER_REFUSED: row("temporary", false, "temporary"),
  RECIPIENTS_REFUSED: row("temporary", false, "temporary"),
  MESSAGE_REFUSED: row("temporary", false, "temporary"),
  CERTIFICATE_REFUSED: row("no", false, "handshake-failed"),
  AUTH_REFUSED: row("no", false, "credentials-refused"),
  AUTH_REQUIRED: row("no", false, "authentication-required"),
  BODY_FAILED: row("no", false, "client-fault"),
  BODY_SPENT: row("no", false, "client-fault"),
  ABORTED: row("no", false, "client-fault"),
  CLOSED: row("no", false, "client-fault"),
  OUTCOME_UNKNOWN: row("no", true, "silence"),
};

const THERE: readonly RecipientOutcome["outcome"][] = ["accepted", "unknown"];

/** What an error says about its server, and whether another one may be tried. */
export function decideAfterError(error: unknown, { temporary = false }: FailoverOptions): Row {
  if (!SmtpError.is(error)) return row("no", false, "client-fault");
  // The time of the whole call is over: no time is left for another server, and this one did nothing wrong.
  if (error.cause instanceof TransportError && error.cause.kind === "expired") {
    return row("no", false, "client-fault");
  }
  // Somebody may be in the middle: that is for a person to look at, and not passed over in silence.
  if (error.cause instanceof MutualAuthenticationError) return row("no", false, "garbage");
  const known = ON_ERROR[error.code];
  const { reply, decisions, retry } = error;
  // Of a message that is there, or maybe there, no second one is sent, whatever else is known.
  const there = error.recipients.some(({ outcome }) => THERE.includes(outcome));
  if (known.next === "no" || there) return { ...known, next: "no" };
  if (reply?.code === 421) return row("yes", true, "closing");
  if (known.next === "temporary")
    return { ...known, next: temporary && retry === "later" ? "yes" : "no" };
  // A refusal of this very message; only what was known before it was sent is this server's limit.
  if (error.code === "MESSAGE_TOO_LARGE" && reply) return { ...known, next: "no" };
  const unmet = decisions.find(({ outcome }) => outcome === "unmet");
  return { ...known, reason: unmet?.reason ?? known.reason };
}

/** Going to another server, as the receipt has it. */
export function failoverDecision(
  wanted: Wish,
  method: string,
  reason: Reason,
  error: SmtpError,
  extraRoundTrips: number,
): Decision {
  const { reply } = error;
  return Object.freeze({
    feature: "FAILOVER",
    wish: wanted,
    outcome: "fallback",
    method,
    reason,
    ...(reply ? { reply } : {}),
    rfc: "RFC 5321 5.1",
    extraRoundTrips,
  });
}

/** A receipt with what happened at the servers before. */
export function addMovesToReceipt(
  receipt: Receipt,
  moves: readonly Decision[],
  refused: readonly RecipientOutcome[],
): Receipt {
  if (moves.length === 0) return receipt;
  const roundTrips = moves.reduce((sum, { extraRoundTrips }) => sum + extraRoundTrips, 0);
  return Object.freeze({
    ...receipt,
    recipients: Object.freeze([...receipt.recipients, ...refused]),
    rejected: Object.freeze([...receipt.rejected, ...refused]),
    decisions: Object.freeze([...moves, ...receipt.decisions]),
    fallbacks: Object.freeze([...moves, ...receipt.fallbacks]),
    roundTrips: receipt.roundTrips + roundTrips,
  });
}

/** An error with what happened at the servers before. */
export function toFailoverError(
  error: SmtpError,
  moves: readonly Decision[],
  refused: readonly RecipientOutcome[],
): SmtpError {
  if (moves.length === 0) return error;
  const { message, code, phase, command, reply, retry, recipients, decisions, cause } = error;
  return new SmtpError(`${message} Other servers were tried before: ${moves.length}.`, {
    code,
    phase,
    retry,
    recipients: Object.freeze([...recipients, ...refused]),
    decisions: Object.freeze([...moves, ...decisions]),
    ...(command === undefined ? {} : { command }),
    ...(reply === undefined ? {} : { reply }),
    ...(cause === undefined ? {} : { cause }),
  });
}
