/** The German explanations of replies and errors, loaded when they are needed. */
export { explainError, explainRefusals, explainReply } from "@parley-smtp/core/explain";
export { germanErrors as errors, germanReplies as replies } from "@parley-smtp/core/explain-de";
