/** The type of a checked message, as the client gives it to the protocol. The checks are in `client/message`. */
import type { Mailbox } from "../address/address.ts";
import type { Parameter } from "../command/command.ts";
import type { LocalFieldsWish } from "../content/local-fields.ts";
import type { Reencode } from "../mime/obstacle.ts";

/** A mailbox, and the parameters of its RCPT. */
export interface Recipient extends Mailbox {
  /** Parameters of RCPT; each belongs to an extension. */
  readonly parameters?: readonly Parameter[];
}

/** A checked message as the client passes it to `deliver`. Its content comes by pull effects. */
export interface OutgoingMessage {
  /** The reverse-path; `null` is `<>`. */
  readonly from: Mailbox | null;
  /** The recipients, each once. */
  readonly to: readonly Recipient[];
  /** Parameters of MAIL; each belongs to an extension. */
  readonly parameters?: readonly Parameter[];
  /** Octets of the message, if known before it is read. */
  readonly size?: number;
  /** Whether it has octets over 127, if known before it is read. */
  readonly eightBit?: boolean;
  /** Whether the content can be read more than once. */
  readonly replayable?: boolean;
  /** Whether the content is made for what the plan allows: `open` effects request it, again if the plan changes. */
  readonly adaptive?: boolean;
  /** How much of the message may be re-encoded; absent: `unsigned`. */
  readonly reencode?: Reencode;
  /** How header fields that should not leave the sender's system are handled; absent: `report`. */
  readonly localFields?: LocalFieldsWish;
  /** How binary data that comes too late in a stream to be re-encoded is handled; absent: `refuse`. */
  readonly lateBinary?: "refuse" | "send";
  /** `refuse`: nothing is sent unless every recipient is accepted. */
  readonly partial?: "accept" | "refuse";
  /**
   * The connection was idle before this message, so the first flight must not contain the whole message (the
   * connection may be dead).
   */
  readonly idle?: boolean;
}
