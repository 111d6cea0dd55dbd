/** All that is told of replies, in English: fetched when somebody wants to read it. */
export { englishReplies as replies, explainError, explainReply } from "@parley-smtp/core/explain";
