/** The English explanations of replies and errors, loaded when they are needed. */
export {
  englishErrors as errors,
  englishReplies as replies,
  explainError,
  explainRefusals,
  explainReply,
} from "@parley-smtp/core/explain";
