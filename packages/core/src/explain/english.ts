/** English, as `explain` speaks it unless it is told otherwise. */
import type { Catalogue } from "./catalogue.ts";
import { englishOutcomes } from "./english-outcomes.ts";
import { englishErrors, englishReplies } from "./english-replies.ts";
import { TEXTS } from "./sentences-texts.ts";

/** English. */
export const english: Catalogue = {
  ...englishOutcomes,
  ...englishErrors,
  replies: englishReplies,
  texts: TEXTS,
};
