/** The shortest that can be told of a reply, without where it is written. */
import type { Reply } from "../protocol/reply.ts";
import type { ReplySentences } from "./catalogue.ts";
import type { EnhancedProse } from "./explanation.ts";

/**
 * The meaning of a reply's more exact code.
 *
 * @param reply the reply
 * @param replies the sentences of a language
 * @returns one sentence
 */
export function gistOf({ code, enhanced }: Reply, replies: ReplySentences): string {
  const exact = enhancedProse(enhanced, replies);
  if (exact?.causes !== undefined && enhanced !== undefined)
    return enhancedMeans(enhanced, replies);
  return replies.codes[code]?.means ?? replies.unknown.code;
}

/** What is told of an enhanced status code, if it is known. */
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
