/** Finds the sentences of an enhanced status code. */
import type { ReplySentences } from "./catalogue.ts";
import type { EnhancedProse } from "./explanation.ts";

/** What is said of an enhanced status code, if it is known. */
export function enhancedProse(
  enhanced: string | undefined,
  { enhanced: known }: ReplySentences,
): EnhancedProse | undefined {
  return enhanced === undefined ? undefined : known[`X${enhanced.slice(1)}`];
}

/** The meaning of an enhanced status code; what it says with class 2 is another thing. */
export function enhancedMeans(enhanced: string, replies: ReplySentences): string {
  const known = enhancedProse(enhanced, replies);
  return (enhanced.startsWith("2") ? known?.done : known?.means) ?? replies.unknown.enhanced;
}
