/** All that is told of replies and errors, in English: fetched when somebody wants to read it. */
export {
  englishErrors as errors,
  englishReplies as replies,
  explainError,
  explainRefusals,
  explainReply,
} from "@parley-smtp/core/explain";
