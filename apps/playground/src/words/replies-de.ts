/** All that is told of replies, in German: fetched when somebody wants to read it. */
export { explainError, explainReply } from "@parley-smtp/core/explain";
export { germanReplies as replies } from "@parley-smtp/core/explain-de";
