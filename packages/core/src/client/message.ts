/** A message as users give it, checked before anything is opened. */
import {
  type Mailbox,
  parseRecipient,
  parseReversePath,
  uniqueRecipients,
} from "../protocol/address.ts";
import type { OutgoingMessage } from "../protocol/transaction.ts";
import { type Body, type BodyReader, readBody } from "./body.ts";

/** One message: who it goes to, and the message itself with its header. */
export interface Message {
  /** The reverse-path, where bounces go; `null` for none. A bare address, no display name. */
  readonly from: string | null;
  /** One or many recipients, bare addresses. */
  readonly to: string | readonly string[];
  /** The message in the format of RFC 5322: header section, empty line, body. */
  readonly raw: Body;
  /** Takes the place of `from` and `to`, for messages that a composer made. */
  readonly envelope?: { readonly from: string | null; readonly to: string | readonly string[] };
  /** `refuse`: send to all recipients or to none. Default `accept`. */
  readonly partial?: "accept" | "refuse";
}

/** A message that passed the checks. */
export interface CheckedMessage {
  readonly outgoing: OutgoingMessage;
  readonly body: BodyReader;
}

/**
 * Checks a message and makes it ready to be sent.
 *
 * @throws {TypeError | RangeError} with a sentence, before anything is opened
 */
export function checkMessage(message: Message): CheckedMessage {
  if (typeof message !== "object" || message === null) {
    throw new TypeError("A message must be an object { from, to, raw }.");
  }
  const { from, to } = message.envelope ?? message;
  if (from === undefined) {
    throw new TypeError("`from` is missing; for a message without a return address give null.");
  }
  const recipients = recipientsOf(to);
  const { partial = "accept" } = message;
  if (partial !== "accept" && partial !== "refuse") {
    throw new TypeError('`partial` must be "accept" or "refuse".');
  }
  const body = readBody(message.raw);
  return {
    outgoing: {
      from: parseReversePath(from),
      to: recipients,
      partial,
      ...(body.size === undefined ? {} : { size: body.size }),
      ...(body.eightBit === undefined ? {} : { eightBit: body.eightBit }),
    },
    body,
  };
}

function recipientsOf(to: unknown): readonly Mailbox[] {
  const list: unknown[] = Array.isArray(to) ? to : [to];
  if (list.length === 0) throw new TypeError("`to` is empty: a message needs a recipient.");
  for (const entry of list) {
    if (typeof entry !== "string") {
      throw new TypeError("`to` must be an address or a list of addresses, each a string.");
    }
  }
  return uniqueRecipients((list as string[]).map(parseRecipient));
}
