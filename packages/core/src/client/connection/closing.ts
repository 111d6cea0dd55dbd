/** The signals that fire when a mailer is closed, for mailers that wrap it and let messages wait. */
const CLOSING_SIGNALS: WeakMap<object, readonly AbortSignal[]> = new WeakMap();

/** Registers the signals, one of which fires when the mailer is closed. */
export function registerClosing(mailer: object, signals: readonly AbortSignal[]): void {
  CLOSING_SIGNALS.set(mailer, signals);
}

/**
 * Returns the signals, one of which fires when the mailer is closed; none for a mailer that was not created by this
 * library.
 */
export function getClosingSignals(mailer: object): readonly AbortSignal[] {
  return CLOSING_SIGNALS.get(mailer) ?? [];
}
