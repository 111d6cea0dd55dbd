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

/** When a mailer with several servers tries the next one. */
export interface FailoverOptions {
  /**
   * Also after a server temporarily refuses the sender, the recipients or the message (4yz). Default `false`:
   * greylisting is no reason to use another server.
   */
  readonly temporary?: boolean;
}

interface Row {
  /** Whether the next server is tried; `temporary`: only after a 4yz, if the options allow it. */
  readonly next: "yes" | "temporary" | "no";
  /** Whether the server has failed, so that the others are tried first for a while. */
  readonly unwell: boolean;
  readonly reason: Reason;
}

const row = (next: Row["next"], unwell: boolean, reason: Reason): Row => ({
  next,
  unwell,
  reason,
});

/**
 * The rules by error code. After OUTCOME_UNKNOWN the message may already be delivered. A server without a valid
 * certificate is always reported. Every server would refuse the same credentials and mail.
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

/** Returns what an error means for its server, and whether another one may be tried. */
export function decideAfterError(error: unknown, { temporary = false }: FailoverOptions): Row {
  if (!SmtpError.is(error)) return row("no", false, "client-fault");
  // The time of the whole call is over: no time is left for another server, and this one is not at fault.
  if (error.cause instanceof TransportError && error.cause.kind === "expired") {
    return row("no", false, "client-fault");
  }
  // An attacker may be in the middle: a person has to look at that, so it is reported.
  if (error.cause instanceof MutualAuthenticationError) return row("no", false, "garbage");
  const known = ON_ERROR[error.code];
  const { reply, decisions, retry } = error;
  // A message that was or may have been accepted is never sent a second time.
  const there = error.recipients.some(({ outcome }) => THERE.includes(outcome));
  if (known.next === "no" || there) return { ...known, next: "no" };
  if (reply?.code === 421) return row("yes", true, "closing");
  if (known.next === "temporary")
    return { ...known, next: temporary && retry === "later" ? "yes" : "no" };
  // The server refused this very message. Only limits that were known before sending belong to this server alone.
  if (error.code === "MESSAGE_TOO_LARGE" && reply) return { ...known, next: "no" };
  const unmet = decisions.find(({ outcome }) => outcome === "unmet");
  return { ...known, reason: unmet?.reason ?? known.reason };
}

/** Creates the decision about the next server, for the receipt. */
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

/** Adds what happened at earlier servers to a receipt. */
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

/** Adds what happened at earlier servers to an error. */
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
