/** A mailer that signs the content of every message. The signer is the caller's, such as `@parley-smtp/mime/dkim`. */
import { ownProperties } from "../../protocol/errors/own-properties.ts";
import { getClosingSignals, registerClosing } from "../connection/closing.ts";
import { type Body, discard } from "../message/body.ts";
import type { Message } from "../message/message.ts";
import { createFailingMessage, mapMessages } from "./composing.ts";
import { delegateToMailer } from "./forwarded.ts";
import type { Mailer } from "./mailer-api.ts";

/** Returns signed content, such as the function that `dkim` of `@parley-smtp/mime/dkim` returns. */
export type Sign = (raw: Body) => Body;

/**
 * Makes a mailer sign messages.
 *
 * @param mailer sends the messages
 * @param sign signs the content of each message, composed or complete
 */
export function withSigning(mailer: Mailer, sign: Sign): Mailer {
  const signed = (given: Message): Message => {
    // The mailer reports what is wrong with a message that cannot be signed.
    if (typeof given !== "object" || given === null || !("raw" in given)) return given;
    try {
      return { ...ownProperties(given), raw: sign(given.raw) };
    } catch (error) {
      discard(given);
      return createFailingMessage(error);
    }
  };
  const made: Mailer = {
    ...delegateToMailer(mailer),
    send: (message, options) => mailer.send(signed(message), options),
    sendMany: (messages, options) =>
      mailer.sendMany(
        mapMessages(messages, async (each) => signed(each)),
        options,
      ),
  };
  registerClosing(made, getClosingSignals(mailer));
  return made;
}
