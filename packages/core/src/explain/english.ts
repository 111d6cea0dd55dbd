/** The English catalogue, the default of `explain`. The sentences are in the files `sentences-*.ts`. */
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
