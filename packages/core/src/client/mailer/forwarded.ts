/** Passes everything but sending from a wrapping mailer to the mailer inside. */
import type { Mailer } from "./mailer-api.ts";

/** What such a mailer does itself, in its own way. */
type Own = "send" | "sendMany";

/** A new member of a mailer that is not listed here, optional or not, is a compile error. */
type Forwarded = Required<Omit<Mailer, Own>>;

/**
 * Everything that a mailer can do beside sending, as that mailer does it.
 *
 * @param mailer what all of it is left to
 */
export function delegateToMailer(mailer: Mailer): Forwarded {
  return {
    get ledger() {
      return mailer.ledger;
    },
    hints: () => mailer.hints(),
    verify: (options) => mailer.verify(options),
    close: () => mailer.close(),
    [Symbol.asyncDispose]: () => mailer[Symbol.asyncDispose](),
  };
}
