/** The error that adapters and the driver throw for failures below SMTP. `failure.ts` turns it into an `SmtpError`. */
import { escapeControls, printableMessage } from "./escape.ts";
import { safeCause } from "./safe-cause.ts";

/**
 * The kinds of failures below SMTP. Every adapter reports the same failure with the same kind.
 *
 * - `refused`: no program listens there, or a firewall refuses.
 * - `unresolved`: the name has no address.
 * - `unreachable`: no route, or the runtime gives one error for several causes.
 * - `not-permitted`: the runtime forbids this connection.
 * - `certificate`: the peer's certificate was not accepted, or names another host.
 * - `handshake`: TLS failed for any other reason.
 * - `reset`: the connection broke while it was used.
 * - `timeout`: one of the client's deadlines passed.
 * - `expired`: the time for the whole call was over (`timeouts.total`).
 * - `aborted`: the caller's AbortSignal fired.
 */
export type TransportErrorKind =
  | "refused"
  | "unresolved"
  | "unreachable"
  | "not-permitted"
  | "certificate"
  | "handshake"
  | "reset"
  | "timeout"
  | "expired"
  | "aborted";

/**
 * A failure of the connection below SMTP. Adapters throw it, and the driver passes it to the script, which decides
 * what it means.
 */
export class TransportError extends Error {
  /** Always `TransportError`. */
  override readonly name = "TransportError";
  /** The kind of failure, the same on every runtime. */
  readonly kind: TransportErrorKind;
  /** Whether another try cannot help until an option or the server changes. */
  readonly permanent: boolean;
  /** The IP address of the connection, if connecting failed only afterwards, in the TLS handshake. */
  declare readonly remoteAddress?: string;

  /**
   * For adapters, and for a user's own `dial`.
   *
   * @param kind the kind of failure, the same on every runtime
   * @param message one sentence for people
   * @param options `cause`: the runtime's own error; `permanent`: whether another try cannot help until an option or
   * the server changes, as with a wrong TLS mode; default `false`; `remoteAddress`: the IP address of the connection
   * (set by the driver)
   */
  constructor(
    kind: TransportErrorKind,
    message: string,
    options: {
      readonly cause?: unknown;
      readonly permanent?: boolean;
      readonly remoteAddress?: string | undefined;
    } = {},
  ) {
    const { permanent = false, remoteAddress, cause } = options;
    // A runtime's error can quote the server's certificate; the reason of an abort comes from the caller.
    const own = kind === "aborted" || kind === "expired";
    const shown = own ? cause : safeCause(cause, escapeControls);
    super(printableMessage(message), shown === undefined ? undefined : { cause: shown });
    if (remoteAddress !== undefined) this.remoteAddress = remoteAddress;
    this.kind = kind;
    this.permanent = permanent;
  }
}
