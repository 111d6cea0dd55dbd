/** The types of results: the outcome of a recipient, notices about the content, and the receipt. No logic. */
import type { LocalField } from "../content/local-fields.ts";
import type { Decision } from "../plan/decision.ts";
import type { Reply } from "../reply/reply.ts";

/**
 * The outcome of one recipient.
 *
 * - `accepted`: the server took responsibility for the message (RFC 5321 6.1).
 * - `rejected`: the server refused; `temporary` says whether a later try may succeed.
 * - `unknown`: the connection was lost after the last octet and before the reply.
 * - `not-sent`: nothing of the message reached the server for this recipient.
 */
export interface RecipientOutcome {
  /** As given in the message. */
  readonly address: string;
  /** The outcome, see above. */
  readonly outcome: "accepted" | "rejected" | "unknown" | "not-sent";
  /** For `rejected` and `not-sent`: the same may succeed later. */
  readonly temporary?: boolean;
  /** The reply that decided. */
  readonly reply?: Reply;
}

/**
 * Something about the message that its sender should know.
 *
 * - `field-sent`: a header field went along that is not for the wire.
 * - `field-stripped`: it was taken out, as wished.
 * - `field-not-utf8`: a header field went as it is, as 8-bit content, with bytes over 127 that are not UTF-8.
 * - `field-unknown-8bit`: such bytes were encoded without a character set (RFC 1428 3).
 * - `field-folded`: a header field had a line over 998 bytes, and was folded (RFC 5322 2.2.3).
 * - `binary-sent`: NUL, or a line over 998 bytes, came too late in a stream to be re-encoded, and went as it is, as wished.
 */
export type Notice =
  | {
      /** What it is about, see above. */
      readonly about: "field-sent" | "field-stripped";
      /** The header field. */
      readonly field: LocalField;
    }
  | {
      /** What it is about, see above. */
      readonly about: "field-not-utf8" | "field-unknown-8bit" | "field-folded";
      /** The name of the header field, as the message has it. */
      readonly field: string;
    }
  | {
      /** What it is about, see above. */
      readonly about: "binary-sent";
    };

/**
 * What came of a message of which at least one recipient was accepted. Plain
 * frozen data. It may have taken several mail transactions: what each came to
 * stands in the `reply` of its recipients.
 */
export interface Receipt {
  /** The reply to the content: the server's word that it has the message; of several, the last. */
  readonly reply: Reply;
  /** Every recipient, in the order of the message. */
  readonly recipients: readonly RecipientOutcome[];
  /** Those that the server took responsibility for; at least one. */
  readonly accepted: readonly RecipientOutcome[];
  /** All others: refused, or not sent to, see each one's `outcome`. */
  readonly rejected: readonly RecipientOutcome[];
  /** What was decided for this session and message, wish by wish. */
  readonly decisions: readonly Decision[];
  /** The decisions that took another way than the wished one. */
  readonly fallbacks: readonly Decision[];
  /** What the sender should know of the message itself; most have none. */
  readonly notices: readonly Notice[];
  /** Octets of the message as it went out, re-encoded where it was. */
  readonly octets: number;
  /** Round trips from connecting, or from the first command on a kept connection, to the last final reply. */
  readonly roundTrips: number;
  /** Where the message went, and whether under TLS. */
  readonly server: { readonly host: string; readonly port: number; readonly tls: boolean };
}
