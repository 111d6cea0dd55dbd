/**
 * German, for `explain`: `explain(receipt, { locale: german })`.
 *
 * @module
 */
import type { Catalogue } from "../catalogue.ts";
import { germanOutcomes } from "./german-outcomes.ts";
import { germanErrors, germanReplies } from "./german-replies.ts";
import { TEXTS } from "./texts.ts";

export { germanOutcomes } from "./german-outcomes.ts";
export { germanErrors, germanReplies } from "./german-replies.ts";
export { germanWays } from "./ways.ts";

/**
 * The German catalogue, in a separate module, so that a bundle without it contains none of its sentences.
 *
 * @example
 * explain("502 5.5.1 Command not implemented", { command: "BDAT", locale: german }).text;
 */
export const german: Catalogue = {
  ...germanOutcomes,
  ...germanErrors,
  replies: germanReplies,
  texts: TEXTS,
};
