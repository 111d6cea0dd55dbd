/**
 * Determines the meaning of a reply: its kind, who has to act, whether it is temporary and how long to wait, from the
 * command, the provider, the text and the codes.
 *
 * A bundle that only sends does not import this module. Pass `classifyReply` as the option `classify` to use the
 * meaning in `withRetry` and OpenTelemetry.
 *
 * @module
 */
export {
  classifyReply,
  type MeaningEvidence,
  type ReplyContext,
  type ReplyMeaning,
  type WithReply,
} from "./classify.ts";
export { KINDS, type Kind, type KindRow, type Responsible, type RetryAdvice } from "./kind.ts";
export { PROVIDERS, type Provider, type ProviderRow } from "./providers.ts";
export type { Certainty, MeaningRow } from "./row.ts";
export { type Basis, MEANING_ROWS } from "./rows.ts";
export { englishMeanings, type MeaningSentences } from "./sentences.ts";
export { germanMeanings } from "./sentences-de.ts";
export type { Stage } from "./stage.ts";
