/** Which mailers are closed, for mailers that stand before them and let messages wait. */
const CLOSING: WeakMap<object, readonly AbortSignal[]> = new WeakMap();

/** Notes the signals of which one fires when a mailer is closed. */
export function noteClosing(mailer: object, signals: readonly AbortSignal[]): void {
  CLOSING.set(mailer, signals);
}

/** The signals of which one fires when a mailer is closed; none for a mailer of another making. */
export function closingOf(mailer: object): readonly AbortSignal[] {
  return CLOSING.get(mailer) ?? [];
}
