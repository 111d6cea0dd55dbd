/** What a mailer remembers of a server from one session to the next, for a while. */
import type { Feature } from "../protocol/feature.ts";
import type { Hint } from "../protocol/session.ts";

/** A refusal is believed this long; then the full form is tried afresh. */
const HINT_LIFE = 60 * 60_000;
/** A proof is trusted this long. */
const PROOF_LIFE = 10 * 60_000;

/** Hints and proofs with the time when they die. */
export class Memory {
  #hints: { hint: Hint; dies: number }[] = [];
  #proven = new Map<Feature, number>();

  /** Hints that are still believed. */
  readonly hints = (): readonly Hint[] => {
    const now = Date.now();
    this.#hints = this.#hints.filter(({ dies }) => dies > now);
    return this.#hints.map(({ hint }) => hint);
  };

  /** Features that the server proved to know not long ago. */
  readonly proven = (): readonly Feature[] => {
    const now = Date.now();
    return [...this.#proven].filter(([, dies]) => dies > now).map(([feature]) => feature);
  };

  /** Takes in what a session found out itself; what it was told lives no longer for that. */
  learn(hints: readonly Hint[], proven: readonly Feature[]): void {
    const now = Date.now();
    for (const hint of hints) {
      if (hint.because === "hint") continue;
      const known = this.#hints.some(
        ({ hint: { feature, way } }) => feature === hint.feature && way === hint.way,
      );
      if (!known) this.#hints.push({ hint, dies: now + HINT_LIFE });
      this.#proven.delete(hint.feature);
    }
    for (const feature of proven) {
      if (!this.#hints.some(({ hint }) => hint.feature === feature)) {
        this.#proven.set(feature, now + PROOF_LIFE);
      }
    }
  }
}
