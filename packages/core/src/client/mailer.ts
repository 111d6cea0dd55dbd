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
 * @param options the server, the wishes, and how to dial
 * @returns the mailer; close it when done, or declare it with `await using`
 * @throws {TypeError | RangeError} for options that make no sense
 */
export function createMailer(options: CoreOptions): Mailer {
  return new Connection(options, { limits: { idle: IDLE } });
}
