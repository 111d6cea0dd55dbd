/** What is said of a reply in the middle of something else, without where it is written. */
import { classifyReply, type ReplyContext, type WithReply } from "../meaning/classify.ts";
import type { ReplySentences } from "./catalogue.ts";
import type { EnhancedProse } from "./explanation.ts";

/**
 * Says what the reply in an outcome means, who has to act, and what to do.
 *
 * @param subject a recipient's outcome or an error
 * @param replies the sentences of a language
 * @param context what is known beside it
 * @returns three sentences; `undefined` where there is no reply
 */
export function gistOf(
  subject: WithReply,
  { meanings }: Pick<ReplySentences, "meanings">,
  context?: ReplyContext,
): string | undefined {
  const meaning = classifyReply(subject, context);
  if (meaning === undefined) return undefined;
  const { happened, todo } = meanings.kinds[meaning.kind];
  return [happened, meanings.responsible[meaning.responsible], todo].join(" ");
}

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
