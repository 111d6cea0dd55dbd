/** Which mailers are closed, for mailers that stand before them and let messages wait. */
const CLOSING: WeakMap<object, AbortSignal> = new WeakMap();

/** Notes the signal that fires when a mailer is closed. */
export function noteClosing(mailer: object, signal: AbortSignal | undefined): void {
  if (signal) CLOSING.set(mailer, signal);
}

/** The signal that fires when a mailer is closed; undefined for a mailer of another making. */
export function closingOf(mailer: object): AbortSignal | undefined {
  return CLOSING.get(mailer);
}
