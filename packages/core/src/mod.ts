/**
 * The core of Parley: an SMTP client that negotiates features and reports every decision, on any runtime.
 *
 * Applications install an adapter instead, which exports the same names and can open connections.
 *
 * @module
 */

export type { CallOptions } from "./client/connection/call-clock.ts";
export type { DeriveKey } from "./client/connection/compute.ts";
export { Connection, connect, type SendManyOptions } from "./client/connection/connection.ts";
export type { SessionEvent } from "./client/connection/events.ts";
export {
  type LeveledLogger,
  type Logger,
  type LogMethod,
  type LogOptions,
  logEvents,
} from "./client/connection/log-events.ts";
export type {
  Dial,
  DialOptions,
  DialTarget,
  TlsInfo,
  Transport,
} from "./client/connection/transport.ts";
export {
  type Adapter,
  type AdapterMailer,
  type AdapterOptions,
  type Connect,
  type CreateMailer,
  makeConnect,
  makeCreateMailer,
  type OwnOptions,
} from "./client/mailer/adapter.ts";
export type {
  Compose,
  ComposeCall,
  ComposeOption,
  ComposingMailer,
  DraftMessage,
} from "./client/mailer/composing.ts";
export type { FailoverOptions } from "./client/mailer/failover.ts";
export { createMailer } from "./client/mailer/mailer.ts";
export type { Mailer } from "./client/mailer/mailer-api.ts";
export type { PoolOptions } from "./client/mailer/pool-options.ts";
export type { Rate } from "./client/mailer/rate.ts";
export type { SendManyResult } from "./client/mailer/send-many.ts";
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
} from "./client/mailer/servers.ts";
export type { Sign } from "./client/mailer/signing.ts";
export {
  type Ledger,
  type LedgerEntry,
  type LedgerOptions,
  readLedger,
} from "./client/memory/ledger.ts";
export type { RememberedHint } from "./client/memory/remembered.ts";
export { memoryStore, type Store, type StoredKind, serverOfKey } from "./client/memory/store.ts";
export type {
  AllowedContent,
  Body,
  BodySource,
  BodyStream,
  MadeBody,
} from "./client/message/body.ts";
export type { Message, Recipients } from "./client/message/message.ts";
export type {
  DeliverBy,
  Dsn,
  MessageOptions,
  NotifyWhen,
  RecipientOptions,
} from "./client/message/message-options.ts";
export {
  connectFirst,
  interleaveFamilies,
  RaceError,
  type RaceOptions,
  toAsciiHost,
} from "./client/options/addresses.ts";
export { copyOptions } from "./client/options/copy-options.ts";
export type {
  Auth,
  ClientOptions,
  CoreOptions,
  ExternalAuth,
  SecretAuth,
} from "./client/options/options.ts";
export type { Timeouts } from "./client/options/timeouts.ts";
export { optionsFromUrl } from "./client/options/url.ts";
export {
  type Advice,
  type Catalogue,
  type DecisionExplanation,
  type ErrorExplanation,
  type ExplainedFinding,
  type ExplainedLine,
  type ExplainedReaction,
  type ExplainedRefusal,
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
} from "./protocol/auth/mechanism.ts";
export { defaultMechanisms } from "./protocol/auth/mechanism-default.ts";
export {
  scram,
  scramSha1,
  scramSha1Plus,
  scramSha256,
  scramSha256Plus,
} from "./protocol/auth/mechanism-scram.ts";
export { oauthBearer, xoauth2 } from "./protocol/auth/mechanism-token.ts";
export type { LocalField, LocalFieldsWish } from "./protocol/content/local-fields.ts";
export { explainBlockedPort } from "./protocol/errors/blocked-port.ts";
export {
  type Phase,
  SmtpError,
  type SmtpErrorCode,
  type SmtpErrorDetails,
} from "./protocol/errors/errors.ts";
export { escapeControls, toPrintableJson } from "./protocol/errors/escape.ts";
export { TransportError, type TransportErrorKind } from "./protocol/errors/transport-error.ts";
export {
  type Obstacle,
  ObstacleError,
  type ObstacleReason,
  type Reencode,
} from "./protocol/mime/obstacle.ts";
export {
  type Capabilities,
  type Limits,
  NO_CAPABILITIES,
  offersKeyword,
  parseEhlo,
} from "./protocol/plan/capabilities.ts";
export type { Decision } from "./protocol/plan/decision.ts";
export type { Endpoint } from "./protocol/plan/endpoint.ts";
export type { Feature, Tier, Wish, Wishes } from "./protocol/plan/feature.ts";
export {
  type Choice,
  type Evidence,
  type ExcludedMethod,
  type Plan,
  plan,
  type SkippedMethod,
} from "./protocol/plan/plan.ts";
export {
  type Requirement,
  type RequirementsOptions,
  requirements,
} from "./protocol/plan/requirements.ts";
export { react } from "./protocol/reply/react.ts";
export { formatReply, type Reply } from "./protocol/reply/reply.ts";
export { parseReplyText } from "./protocol/reply/reply-parser.ts";
export type {
  Action,
  CommandName,
  Reaction,
  Reason,
  Scope,
  Situation,
} from "./protocol/reply/situation.ts";
export type { EnquiryAnswer } from "./protocol/scripts/query.ts";
export type {
  Computation,
  ComputationResults,
  ComputeEffect,
  Computing,
  Hash,
} from "./protocol/session/compute.ts";
export { compute, type TimeoutName } from "./protocol/session/effects.ts";
export type {
  ClientEvent,
  ConnectionLimited,
  MessageOutcome,
  NextAddress,
  Reconnect,
} from "./protocol/session/events.ts";
export type { Notice, Receipt, RecipientOutcome } from "./protocol/session/outcome.ts";
export type { Hint } from "./protocol/session/server-knowledge.ts";

export {
  FALLBACK_ORDERS,
  type FallbackOrder,
  type Method,
  type MethodConditions,
} from "./protocol/tables/fallback-orders.ts";
export { REACTIONS, type ReactionRow, type SituationPattern } from "./protocol/tables/reactions.ts";
export type { TextClass } from "./protocol/tables/reactions-text.ts";
