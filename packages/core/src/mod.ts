/**
 * The core of Parley: SMTP spoken, negotiated and told, on any runtime.
 *
 * Applications install an adapter instead, which exports all of this and knows
 * how to dial.
 *
 * @module
 */

export type {
  DeliverBy,
  Dsn,
  MessageOptions,
  NotifyWhen,
  RecipientOptions,
} from "./client/asks.ts";
export type { Body, BodyStream } from "./client/body.ts";
export type { Compose, ComposeOption, ComposingMailer, DraftMessage } from "./client/composing.ts";
export {
  type CallOptions,
  Connection,
  connect,
  type SendManyResult,
} from "./client/connection.ts";
export { type Logger, logEvents, type SessionEvent } from "./client/events.ts";
export { createMailer, type Mailer } from "./client/mailer.ts";
export type { Message, Recipients } from "./client/message.ts";
export type { Auth, ClientOptions, CoreOptions } from "./client/options.ts";
export type { Timeouts } from "./client/timeouts.ts";
export type { Dial, DialTarget, TlsInfo, Transport } from "./client/transport.ts";
export { mergeOptions, optionsFromUrl } from "./client/url.ts";
export {
  type Advice,
  type DecisionExplanation,
  type ErrorExplanation,
  type ExplainedReaction,
  type ExplainOptions,
  type Explanation,
  explain,
  type Part,
  type PlanExplanation,
  type ReceiptExplanation,
  type ReplyCategory,
  type ReplyExplanation,
  type ReplyType,
} from "./explain/mod.ts";
export {
  type Capabilities,
  type Limits,
  NO_CAPABILITIES,
  offers,
  parseEhlo,
} from "./protocol/capabilities.ts";
export type { Decision } from "./protocol/decision.ts";
export type { Endpoint, Wait } from "./protocol/effects.ts";
export {
  type Phase,
  SmtpError,
  type SmtpErrorCode,
  type SmtpErrorDetails,
} from "./protocol/errors.ts";
export type { ClientEvent, MessageOutcome } from "./protocol/events.ts";
export type { Feature, Tier, Wish, Wishes } from "./protocol/feature.ts";
export {
  defaultMechanisms,
  login,
  type Mechanism,
  plain,
  type Secrets,
  xoauth2,
} from "./protocol/mechanism.ts";
export type { Receipt, RecipientOutcome } from "./protocol/outcome.ts";
export {
  type Choice,
  type Evidence,
  type Left,
  type PassedOver,
  type Plan,
  plan,
} from "./protocol/plan.ts";
export { react } from "./protocol/react.ts";
export { formatReply, parseReplyText, type Reply } from "./protocol/reply.ts";
export {
  type Requirement,
  type RequirementsOptions,
  requirements,
} from "./protocol/requirements.ts";
export type { Answer } from "./protocol/scripts/enquire.ts";
export type { Hint } from "./protocol/session.ts";
export type { Action, Asked, Because, Reaction, Scope, Situation } from "./protocol/situation.ts";
export { LADDERS, type Ladder, type Way, type WayNeeds } from "./protocol/tables/ladders.ts";
export { REACTIONS, type ReactionRow, type SituationPattern } from "./protocol/tables/reactions.ts";
export type { TextClass } from "./protocol/tables/reactions-text.ts";
export { TransportError, type TransportErrorKind } from "./protocol/transport-error.ts";
