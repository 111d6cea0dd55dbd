/** The error that adapters and the driver throw for failures below SMTP. `failure.ts` turns it into an `SmtpError`. */
import { escapeControls, printableMessage } from "./escape.ts";
import { safeCause } from "./safe-cause.ts";

/**
 * What can go wrong below SMTP, reported the same way by every adapter.
 *
 * - `refused`: nothing listens there, or a firewall answers for it.
 * - `unresolved`: the name has no address.
 * - `unreachable`: no route, or the runtime gives one error for several causes.
 * - `not-permitted`: the runtime forbids this connection.
 * - `certificate`: the peer's certificate was not accepted, or names another host.
 * - `handshake`: TLS failed for any other reason.
 * - `reset`: the connection broke in use.
 * - `timeout`: a deadline of ours passed.
 * - `expired`: the time of the whole call was over (`timeouts.total`).
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
 * A failure of the connection below SMTP. Adapters throw it; the driver hands
 * it to the script, which alone knows what it means at that point.
 */
export class TransportError extends Error {
  /** Always `TransportError`. */
  override readonly name = "TransportError";
  /** What failed, in a word that means the same on every runtime. */
  readonly kind: TransportErrorKind;
  /** Trying again cannot help until an option or the server changes. */
  readonly permanent: boolean;
  /** The IP address that was connected to, when connecting failed later than that: in the TLS handshake. */
  declare readonly remoteAddress?: string;

  /**
   * For adapters, and for dialers that users bring.
   *
   * @param kind what failed, in a word that means the same on every runtime
   * @param message one sentence for people
   * @param options `cause`: the runtime's own error; `permanent`: trying again cannot help until an
   *   option or the server changes, as with a wrong TLS mode; default `false`; `remoteAddress`: the IP
   *   address that was connected to (the driver sets it)
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
    // A runtime's error can quote the peer's certificate; the reason of an abort is the caller's own.
    const own = kind === "aborted" || kind === "expired";
    const shown = own ? cause : safeCause(cause, escapeControls);
    super(printableMessage(message), shown === undefined ? undefined : { cause: shown });
    if (remoteAddress !== undefined) this.remoteAddress = remoteAddress;
    this.kind = kind;
    this.permanent = permanent;
  }
}
