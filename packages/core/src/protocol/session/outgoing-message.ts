/** The type of a checked message, as the client gives it to the protocol. The checks are in `client/message`. */
import type { Mailbox } from "../address/address.ts";
import type { Parameter } from "../command/command.ts";
import type { LocalFieldsWish } from "../content/local-fields.ts";
import type { Reencode } from "../mime/obstacle.ts";

/** A mailbox, with what is asked of the server for it. */
export interface Recipient extends Mailbox {
  /** Parameters of RCPT, of which each belongs to an extension. */
  readonly parameters?: readonly Parameter[];
}

/** A message as the client hands it to `deliver`, checked. Its content comes by pull effects. */
export interface OutgoingMessage {
  /** The reverse-path; `null` is `<>`. */
  readonly from: Mailbox | null;
  /** Its recipients, each once. */
  readonly to: readonly Recipient[];
  /** What is asked of the server for the whole message: parameters of MAIL, of which each belongs to an extension. */
  readonly parameters?: readonly Parameter[];
  /** Octets of the message, when known beforehand. */
  readonly size?: number;
  /** Whether it has octets over 127, when known beforehand. */
  readonly eightBit?: boolean;
  /** Its content can be read more than once. */
  readonly replayable?: boolean;
  /** How much of it may be re-encoded; absent: `unsigned`. */
  readonly reencode?: Reencode;
  /** What is done about header fields that are not for the wire; absent: `report`. */
  readonly localFields?: LocalFieldsWish;
  /** What is done about binary data that comes too late in a stream to be re-encoded; absent: `refuse`. */
  readonly lateBinary?: "refuse" | "send";
  /** `refuse`: nothing is sent unless every recipient is accepted. */
  readonly partial?: "accept" | "refuse";
  /** The connection rested before this message: its first flight must not be complete (it may be dead). */
  readonly idle?: boolean;
}
