import { type ComposeOption, type ComposingMailer, composing } from "./composing.ts";
import { Connection } from "./connection.ts";
import type { CoreOptions } from "./options.ts";

/**
 * Sends messages through one server, one connection at a time. It connects with
 * the first message, and takes leave after ten seconds without one.
 */
export type Mailer = Pick<Connection, "send" | "sendMany" | "verify" | "close"> & AsyncDisposable;

const IDLE = 10_000;

/**
 * Makes a mailer. Nothing is opened before the first message.
 *
 * @param options the server, the wishes, and how to dial; `compose` makes it take drafts
 * @returns the mailer; close it when done, or declare it with `await using`
 * @throws {TypeError | RangeError} for options that make no sense
 */
export function createMailer<Draft extends object>(
  options: CoreOptions & ComposeOption<Draft>,
): ComposingMailer<Draft>;
/** As above, for messages that are composed already. */
export function createMailer(options: CoreOptions): Mailer;
export function createMailer<Draft extends object>(
  options: CoreOptions & Partial<ComposeOption<Draft>>,
): Mailer | ComposingMailer<Draft> {
  const { compose, ...rest } = options;
  const mailer = new Connection(rest, { limits: { idle: IDLE } });
  return compose === undefined ? mailer : composing(mailer, compose);
}
