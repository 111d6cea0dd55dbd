/**
 * The one place where errors from outside enter: errors of dials, transports, content sources, token functions and
 * key derivation, which may be the user's own. Such an error can quote a password, be unreadable, or be huge. The
 * functions here return errors that the scripts know, without secrets.
 */
import { BodyError } from "../../protocol/content/content.ts";
import { isTransportErrorKind } from "../../protocol/errors/failure.ts";
import { type Clean, describeError, safeCause } from "../../protocol/errors/safe-cause.ts";
import { TransportError, type TransportErrorKind } from "../../protocol/errors/transport-error.ts";
import type { Effect } from "../../protocol/session/effects.ts";

/** The kind of an error that has none. */
const FAILED_KINDS: Readonly<Partial<Record<Effect["do"], TransportErrorKind>>> = {
  connect: "unreachable",
  "connect-second": "unreachable",
  read: "reset",
  listen: "reset",
  write: "reset",
  // An error without a kind may be about the certificate: never continue in clear text.
  starttls: "certificate",
};

/** The kinds of errors that end any wait. */
const WAIT_ENDED: readonly TransportErrorKind[] = ["timeout", "expired", "aborted"];

/**
 * Converts the error of an effect to one that the scripts know, without secrets and of limited length.
 *
 * @param error anything that was thrown while the effect was performed
 * @param during the effect
 * @param hide removes secrets from a line of text
 */
export function toScriptError(error: unknown, during: Effect["do"], hide: Clean): unknown {
  const kind = FAILED_KINDS[during];
  if (kind || hasKind(error, WAIT_ENDED)) return toTransportError(error, kind ?? "reset", hide);
  switch (during) {
    case "open":
    case "pull":
    case "rewind":
      return isTransportError(error)
        ? toTransportError(error, "reset", hide)
        : toBodyError(error, hide);
    case "token":
    case "compute": {
      const safe = safeCause(error, hide);
      // The connection of a token function is not the connection of the session.
      return isTransportError(safe) ? new Error(safe.message, { cause: safe }) : safe;
    }
    default:
      return error;
  }
}

/**
 * Converts the error of a dial or a transport to a TransportError without secrets.
 *
 * @param kind for an error that has none
 * @param hide as in `toScriptError`
 */
export function toTransportError(
  error: unknown,
  kind: TransportErrorKind,
  hide: Clean,
): TransportError {
  const cause = safeCause(error, hide);
  if (!isTransportError(error)) {
    const why = describeError(error, hide);
    return new TransportError(kind, `The transport failed: ${why}`, { cause });
  }
  if (cause === error) return error;
  try {
    const { kind, message, cause, permanent, remoteAddress } = error;
    return new TransportError(kind, hide(message), {
      cause: safeCause(cause, hide),
      permanent: permanent === true,
      remoteAddress: typeof remoteAddress === "string" ? hide(remoteAddress) : undefined,
    });
  } catch {
    return new TransportError(kind, "The transport failed with an error that cannot be read.");
  }
}

function isTransportError(error: unknown): error is TransportError {
  try {
    return error instanceof TransportError && isTransportErrorKind(error.kind);
  } catch {
    // The error may be a revoked proxy.
    return false;
  }
}

function isBodyError(error: unknown): error is BodyError {
  try {
    return error instanceof BodyError;
  } catch {
    return false;
  }
}

function hasKind(error: unknown, kinds: readonly TransportErrorKind[]): boolean {
  return isTransportError(error) && kinds.includes(error.kind);
}

function toBodyError(error: unknown, hide: Clean): BodyError {
  const safe = safeCause(error, hide);
  if (!isBodyError(error))
    return new BodyError(`its source failed (${describeError(error, hide)}).`, { cause: safe });
  if (safe === error) return error;
  const { message, cause, isSpent } = error;
  return new BodyError(hide(message), { cause: safeCause(cause, hide), spent: isSpent });
}
