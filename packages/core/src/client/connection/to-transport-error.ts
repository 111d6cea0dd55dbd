/** Makes TransportErrors of what dials and transports fail with: those of the user's can fail with anything. */
import { hideCredentials, safeCause } from "../../protocol/errors/safe-cause.ts";
import { TransportError, type TransportErrorKind } from "../../protocol/errors/transport-error.ts";

/**
 * Returns the error of a dial or a transport as the scripts know it: those of the user's can fail with anything.
 *
 * @param kind what failed, where the error does not say so
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
