/** The types of results: the outcome of a recipient, notices about the content, and the receipt. No logic. */
import type { LocalField } from "../content/local-fields.ts";
import type { Decision } from "../plan/decision.ts";
import type { Reply } from "../reply/reply.ts";

/**
 * The outcome of one recipient.
 *
 * - `accepted`: the server took responsibility for the message (RFC 5321 6.1).
 * - `rejected`: the server refused; `temporary` says whether a later try may succeed.
 * - `unknown`: the connection was lost after the last octet was sent and before the reply.
 * - `not-sent`: the server did not get the message for this recipient.
 */
export interface RecipientOutcome {
  /** The address as given in the message. */
  readonly address: string;
  /** The outcome, see above. */
  readonly outcome: "accepted" | "rejected" | "unknown" | "not-sent";
  /** For `rejected` and `not-sent`: whether a later try may succeed. */
  readonly temporary?: boolean;
  /** The reply that decided. */
  readonly reply?: Reply;
}

/**
 * A fact about the message that its sender should know.
 *
 * - `field-sent`: a header field was sent that should not leave the sender's system.
 * - `field-stripped`: such a field was removed, as requested.
 * - `field-not-utf8`: a header field was sent unchanged, as 8-bit content, with bytes over 127 that are not UTF-8.
 * - `field-unknown-8bit`: such bytes were encoded without a character set (RFC 1428 3).
 * - `field-folded`: a header field had a line over 998 bytes, and was folded (RFC 5322 2.2.3).
 * - `binary-sent`: NUL, or a line over 998 bytes, came too late in a stream to be re-encoded, and was sent unchanged,
 *   as requested.
 */
export type Notice =
  | {
      /** The subject, see above. */
      readonly about: "field-sent" | "field-stripped";
      /** The header field. */
      readonly field: LocalField;
    }
  | {
      /** The subject, see above. */
      readonly about: "field-not-utf8" | "field-unknown-8bit" | "field-folded";
      /** The header field's name as written in the message. */
      readonly field: string;
    }
  | {
      /** The subject, see above. */
      readonly about: "binary-sent";
    };

/**
 * The outcome of a message that was accepted for at least one recipient. Plain frozen data. Delivery may have taken
 * several mail transactions; the `reply` of each recipient is that of its transaction.
 */
export interface Receipt {
  /** The final reply, with which the server accepted the message; the last one if there were several. */
  readonly reply: Reply;
  /** Every recipient, in the order of the message. */
  readonly recipients: readonly RecipientOutcome[];
  /** Recipients that the server accepted responsibility for; at least one. */
  readonly accepted: readonly RecipientOutcome[];
  /** All other recipients: refused, or not sent; see each one's `outcome`. */
  readonly rejected: readonly RecipientOutcome[];
  /** The decisions for this session and message, one for each wish. */
  readonly decisions: readonly Decision[];
  /**
   * The decisions that differ from what you asked for or from what the server offered; `[]` for a server that does
   * all it offered. A transport extension (PIPELINING, CHUNKING, SIZE) that the server does not offer is only in
   * `decisions`, unless you have set a wish for the extension. Clear text instead of TLS, re-encoded content, and
   * methods that the server refused are always here.
   */
  readonly fallbacks: readonly Decision[];
  /** Facts about the message that the sender should know; most messages have none. */
  readonly notices: readonly Notice[];
  /**
   * The identifier in the Message-ID field of the message as sent, such as `<1@example.com>`; absent if the message
   * has none (RFC 5322 3.6.4). Many servers quote it in their logs.
   */
  readonly messageId?: string | undefined;
  /** Octets of the message as sent, after any re-encoding. */
  readonly octets: number;
  /** Round trips from connecting, or from the first command on a kept connection, to the last final reply. */
  readonly roundTrips: number;
  /** The server that accepted the message, and whether under TLS. */
  readonly server: { readonly host: string; readonly port: number; readonly tls: boolean };
}
