/** The entry of the folder: all functions and types of explanations. */
export type { Catalogue } from "./catalogue.ts";
export { type ExplainLanguage, type ExplainOptions, explain } from "./explain.ts";
export type {
  Advice,
  DecisionExplanation,
  ErrorExplanation,
  ExplainedFinding,
  ExplainedLine,
  ExplainedReaction,
  ExplainedRefusal,
  Explanation,
  FoundMeaning,
  LineTopic,
  Part,
  PlanExplanation,
  ReceiptExplanation,
  ReplyCategory,
  ReplyExplanation,
  ReplyType,
  TextExplanation,
} from "./explanation.ts";
