/** Converts the errors of dials and transports to TransportErrors. A user's own dial can fail with any value. */
import { hideCredentials, safeCause } from "../../protocol/errors/safe-cause.ts";
import { TransportError, type TransportErrorKind } from "../../protocol/errors/transport-error.ts";

/**
 * Returns the error of a dial or a transport as a TransportError. A user's own dial can fail with any value.
 *
 * @param kind the kind of failure, if the error does not have one
 */
export function toTransportError(
  error: unknown,
  kind: TransportErrorKind = "reset",
): TransportError {
  try {
    if (error instanceof TransportError) return error;
    const why = hideCredentials(`${error instanceof Error ? error.message : error}`);
    // Such as the URL of a proxy.
    const cause = safeCause(error, hideCredentials);
    return new TransportError(kind, `The transport failed: ${why}`, { cause });
  } catch {
    // Such as an object without a prototype, or with getters that throw.
    return new TransportError(kind, "The transport failed with an error that cannot be read.");
  }
}
