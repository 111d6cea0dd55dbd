/** All that is told of replies and errors, in German: fetched when somebody wants to read it. */
export { explainError, explainRefusals, explainReply } from "@parley-smtp/core/explain";
export { germanErrors as errors, germanReplies as replies } from "@parley-smtp/core/explain-de";
