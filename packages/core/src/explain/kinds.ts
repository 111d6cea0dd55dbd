/** The types of a language's sentences about each kind of meaning: causes, advice and checks. */
import type { Kind } from "../meaning/kind.ts";
import type { Advice, Prose } from "./explanation.ts";

/** The causes and the advice of one kind, and how to find out which cause it is. */
export interface KindProse extends Omit<Prose, "means"> {
  /** What to do about it. */
  readonly advice: Advice;
  /** How to check, as one or two sentences. */
  readonly check: string;
}

/**
 * Every kind except `accepted`, which the reply code explains completely. A kind without sentences does not compile.
 */
export type KindsProse = Readonly<Record<Exclude<Kind, "accepted">, KindProse>>;

/** Creates the advice for a sender, a developer and an administrator. */
export function createAdvice(sender: string, developer: string, administrator: string): Advice {
  return Object.freeze({ sender, developer, administrator });
}

/**
 * Creates the sentences of one kind.
 *
 * @param causes the causes, the most frequent first
 * @param sender what the author of the message can do
 * @param developer what the author of the program can do
 * @param administrator what the administrator of one of the servers or domains can do
 * @param check how to find the cause
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
