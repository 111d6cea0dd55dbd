/** The entry to all that explains. */
export type { Catalogue } from "./catalogue.ts";
export { type ExplainLanguage, type ExplainOptions, explain } from "./explain.ts";
export type {
  Advice,
  DecisionExplanation,
  ErrorExplanation,
  ExplainedReaction,
  Explanation,
  Part,
  PlanExplanation,
  ReceiptExplanation,
  ReplyCategory,
  ReplyExplanation,
  ReplyType,
} from "./explanation.ts";
