/**
 * Finds SMTP replies in what people paste: logs, bounces, exceptions, dialogs, events and prose.
 *
 * @module
 */
export { maskCredentials } from "./credentials.ts";
export type { FailureKind } from "./failures.ts";
export { findReplies } from "./find-replies.ts";
export type {
  Found,
  FoundContext,
  FoundFailure,
  FoundHttpStatus,
  FoundReply,
  FoundWording,
} from "./found.ts";
