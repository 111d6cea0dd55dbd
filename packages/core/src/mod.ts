/**
 * The core of Parley: an SMTP client that negotiates and reports, on any runtime.
 *
 * Applications install an adapter instead, which exports all of this and knows
 * how to dial.
 *
 * @module
 */

export {
  connectFirst,
  interleaveFamilies,
  RaceError,
  type RaceOptions,
  toAsciiHost,
} from "./client/addresses.ts";
export type { Body, BodyStream } from "./client/body.ts";
export type { CallOptions } from "./client/call-clock.ts";
export type {
  Compose,
  ComposeCall,
  ComposeOption,
  ComposingMailer,
  DraftMessage,
} from "./client/composing.ts";
export type { DeriveKey } from "./client/compute.ts";
export { Connection, connect, type SendManyOptions } from "./client/connection.ts";
export { copyOptions } from "./client/copy-options.ts";
export { type Logger, logEvents, type SessionEvent } from "./client/events.ts";
export type { FailoverOptions } from "./client/failover.ts";
export { type Ledger, type LedgerEntry, type LedgerOptions, readLedger } from "./client/ledger.ts";
export { createMailer } from "./client/mailer.ts";
export type { Mailer } from "./client/mailer-api.ts";
export type { Message, Recipients } from "./client/message.ts";
export type {
  DeliverBy,
  Dsn,
  MessageOptions,
  NotifyWhen,
  RecipientOptions,
} from "./client/message-options.ts";
export type {
  Auth,
  ClientOptions,
  CoreOptions,
  ExternalAuth,
  SecretAuth,
} from "./client/options.ts";
export type { PoolOptions } from "./client/pool-options.ts";
export type { Rate } from "./client/rate.ts";
export type { RememberedHint } from "./client/remembered.ts";
export type { SendManyResult } from "./client/send-many.ts";
export {
  type MailerOptions,
  type MailerParts,
  type MailerSettings,
  type OneServer,
  type ServerOptions,
  type ServerPlace,
  type SeveralServers,
  type SharedOptions,
  splitMailerOptions,
} from "./client/servers.ts";
export { memoryStore, type Store, type StoredKind, serverOfKey } from "./client/store.ts";
export type { Timeouts } from "./client/timeouts.ts";
export type { Dial, DialOptions, DialTarget, TlsInfo, Transport } from "./client/transport.ts";
export { mergeOptions, optionsFromUrl } from "./client/url.ts";
export {
  type Advice,
  type Catalogue,
  type DecisionExplanation,
  type ErrorExplanation,
  type ExplainedFinding,
  type ExplainedLine,
  type ExplainedReaction,
  type ExplainLanguage,
  type ExplainOptions,
  type Explanation,
  explain,
  type FoundMeaning,
  type LineTopic,
  type Part,
  type PlanExplanation,
  type ReceiptExplanation,
  type ReplyCategory,
  type ReplyExplanation,
  type ReplyType,
  type TextExplanation,
} from "./explain/mod.ts";
export { explainBlockedPort } from "./protocol/blocked-port.ts";
export {
  type Capabilities,
  type Limits,
  NO_CAPABILITIES,
  offersKeyword,
  parseEhlo,
} from "./protocol/capabilities.ts";
export type {
  Computation,
  ComputationResults,
  ComputeEffect,
  Computing,
  Hash,
} from "./protocol/compute.ts";
export type { Decision } from "./protocol/decision.ts";
export { compute, type TimeoutName } from "./protocol/effects.ts";
export type { Endpoint } from "./protocol/endpoint.ts";
export {
  type Phase,
  SmtpError,
  type SmtpErrorCode,
  type SmtpErrorDetails,
} from "./protocol/errors.ts";
export { escapeControls, toPrintableJson } from "./protocol/escape.ts";
export type {
  ClientEvent,
  ConnectionLimited,
  MessageOutcome,
  NextAddress,
  Reconnect,
} from "./protocol/events.ts";
export type { Feature, Tier, Wish, Wishes } from "./protocol/feature.ts";
export type { LocalField, LocalFieldsWish } from "./protocol/local-fields.ts";
export {
  external,
  login,
  type Mechanism,
  MutualAuthenticationError,
  type MutualExchange,
  plain,
  type Respond,
  type SaslContext,
  type Secrets,
  TooCostlyError,
} from "./protocol/mechanism.ts";
export { defaultMechanisms } from "./protocol/mechanism-default.ts";
export {
  scram,
  scramSha1,
  scramSha1Plus,
  scramSha256,
  scramSha256Plus,
} from "./protocol/mechanism-scram.ts";
export { oauthBearer, xoauth2 } from "./protocol/mechanism-token.ts";
export {
  type Obstacle,
  ObstacleError,
  type ObstacleReason,
  type Reencode,
} from "./protocol/mime/obstacle.ts";
export type { Notice, Receipt, RecipientOutcome } from "./protocol/outcome.ts";
export {
  type Choice,
  type Evidence,
  type ExcludedMethod,
  type Plan,
  plan,
  type SkippedMethod,
} from "./protocol/plan.ts";
export { react } from "./protocol/react.ts";
export { formatReply, type Reply } from "./protocol/reply.ts";
export { parseReplyText } from "./protocol/reply-parser.ts";
export {
  type Requirement,
  type RequirementsOptions,
  requirements,
} from "./protocol/requirements.ts";
export type { EnquiryAnswer } from "./protocol/scripts/query.ts";
export type { Hint } from "./protocol/session.ts";
export type {
  Action,
  CommandName,
  Reaction,
  Reason,
  Scope,
  Situation,
} from "./protocol/situation.ts";
export {
  FALLBACK_ORDERS,
  type FallbackOrder,
  type Method,
  type MethodConditions,
} from "./protocol/tables/fallback-orders.ts";
export { REACTIONS, type ReactionRow, type SituationPattern } from "./protocol/tables/reactions.ts";
export type { TextClass } from "./protocol/tables/reactions-text.ts";
export { TransportError, type TransportErrorKind } from "./protocol/transport-error.ts";
