/**
 * The parts of `explain`, for pages that load sentences when they are needed: each function takes the language, and
 * English comes in two halves. All other programs use `explain` of `@parley-smtp/core`.
 *
 * @module
 */
export type {
  Catalogue,
  Grammar,
  Left,
  ReplySentences,
  TextSentences,
} from "./catalogue.ts";
export { type DecisionSentences, explainDecision, explainPlan } from "./decision.ts";
export { englishOutcomes } from "./english-outcomes.ts";
export { englishErrors, englishReplies } from "./english-replies.ts";
export type {
  Advice,
  DecisionExplanation,
  EnhancedProse,
  ErrorExplanation,
  ExplainedFinding,
  ExplainedLine,
  ExplainedReaction,
  ExplainedRefusal,
  FoundMeaning,
  LineTopic,
  Part,
  PlanExplanation,
  Prose,
  ReceiptExplanation,
  ReplyCategory,
  ReplyExplanation,
  ReplyType,
  TextExplanation,
} from "./explanation.ts";
export type { KindProse, KindsProse } from "./kinds.ts";
export { type ErrorLanguage, explainError } from "./outcome.ts";
export { explainReceipt, type OutcomeLanguage } from "./receipt.ts";
export { type ExplainRefusals, explainRefusals } from "./refusals.ts";
export { explainReply, type ReplyLanguage } from "./reply.ts";
export type { ErrorProse } from "./sentences-errors.ts";
export type { FeatureWords } from "./sentences-features.ts";
export type { Doing } from "./sentences-reactions.ts";
export { explainFound, explainText, type TextLanguage } from "./text.ts";
export type { When } from "./usual.ts";
