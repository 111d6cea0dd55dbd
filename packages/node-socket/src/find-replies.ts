/** Finds replies in what people paste: the core's function, so that one package is enough to install. */
export {
  type FailureKind,
  type Found,
  type FoundContext,
  type FoundFailure,
  type FoundHttpStatus,
  type FoundReply,
  type FoundWording,
  findReplies,
  maskCredentials,
} from "@parley-smtp/core/find-replies";
