/** Passes all functions except sending from a wrapping mailer to the mailer inside. */
import type { Mailer } from "./mailer-api.ts";

/** The functions that a wrapping mailer implements. */
type Own = "send" | "sendMany";

/** A new member of a mailer that is not listed here, optional or not, is a compile error. */
type Forwarded = Required<Omit<Mailer, Own>>;

/**
 * Returns all functions of a mailer except sending.
 *
 * @param mailer performs the functions
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
