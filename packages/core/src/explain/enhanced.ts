/** Finds the sentences of an enhanced status code (RFC 3463). */
import type { ReplySentences } from "./catalogue.ts";
import type { EnhancedProse } from "./explanation.ts";

/** Returns the sentences of an enhanced status code, if it is known. */
export function enhancedProse(
  enhanced: string | undefined,
  { enhanced: known }: ReplySentences,
): EnhancedProse | undefined {
  return enhanced === undefined ? undefined : known[`X${enhanced.slice(1)}`];
}

/** Returns the meaning of an enhanced status code; with class 2 the meaning is different. */
export function enhancedMeans(enhanced: string, replies: ReplySentences): string {
  const known = enhancedProse(enhanced, replies);
  return (enhanced.startsWith("2") ? known?.done : known?.means) ?? replies.unknown.enhanced;
}
