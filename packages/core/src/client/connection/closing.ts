/** Which mailers are closed, for mailers that stand before them and let messages wait. */
const CLOSING_SIGNALS: WeakMap<object, readonly AbortSignal[]> = new WeakMap();

/** Notes the signals of which one fires when a mailer is closed. */
export function registerClosing(mailer: object, signals: readonly AbortSignal[]): void {
  CLOSING_SIGNALS.set(mailer, signals);
}

/** The signals of which one fires when a mailer is closed; none for a mailer of another making. */
export function getClosingSignals(mailer: object): readonly AbortSignal[] {
  return CLOSING_SIGNALS.get(mailer) ?? [];
}
