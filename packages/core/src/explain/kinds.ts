/** What a language says about each kind of meaning, beside the sentences of the classifier itself. */
import type { Kind } from "../meaning/kind.ts";
import type { Advice, Prose } from "./explanation.ts";

/** The causes and the advice of one kind, and how to find out which cause it is. */
export interface KindProse extends Omit<Prose, "means"> {
  /** What to do about it. */
  readonly advice: Advice;
  /** How to check, as one or two sentences. */
  readonly check: string;
}

/** Every kind except `accepted`, about which the reply code says everything. A kind without sentences does not compile. */
export type KindsProse = Readonly<Record<Exclude<Kind, "accepted">, KindProse>>;

/** Makes an advice of what each of the three can do. */
export function createAdvice(sender: string, developer: string, administrator: string): Advice {
  return Object.freeze({ sender, developer, administrator });
}

/**
 * Makes the sentences of one kind.
 *
 * @param causes the most frequent first
 * @param sender what the person who writes can do
 * @param developer what the author of the program can do
 * @param administrator what the person who runs one of the servers or domains can do
 * @param check how to find out
 */
export function kindProse(
  causes: readonly string[],
  sender: string,
  developer: string,
  administrator: string,
  check: string,
): KindProse {
  const advice = createAdvice(sender, developer, administrator);
  return Object.freeze({ causes: Object.freeze(causes), advice, check });
}
