/**
 * For tests: a server without a network, sessions as text, and what every
 * transport must do.
 *
 * @module
 */

export type { Mailbox as EnvelopeAddress } from "../protocol/address.ts";
export type { Parameter } from "../protocol/command.ts";
export type { Computation, ComputeEffect, Hash } from "../protocol/compute.ts";
export type {
  CloseEffect,
  ConnectBesideEffect,
  ConnectEffect,
  Effect,
  Link,
  ListenEffect,
  NextEffect,
  NumberedMessage,
  PullEffect,
  ReadEffect,
  RewindEffect,
  Script,
  SettledEffect,
  StartTlsEffect,
  TellEffect,
  TokenEffect,
  Wait,
  WriteEffect,
} from "../protocol/effects.ts";
export type { Endpoint } from "../protocol/endpoint.ts";
export type { OutgoingMessage, Recipient } from "../protocol/outgoing-message.ts";
export * from "./conformance.ts";
export type { DotScan } from "./dot-scanner.ts";
export type { Driven, DriveOptions } from "./drive-script.ts";
export { type Failing, type Fault, type FaultPlace, type Faulty, faulty } from "./faulty.ts";
export { memoryDial } from "./memory-transport.ts";
export type { ConnectHow, Connection, Network } from "./network.ts";
export { ordinaryReplies, type ReplyName } from "./ordinary-replies.ts";
export type { Performed } from "./performed.ts";
export {
  type PersonalityEntry,
  type PersonalityName,
  personalities,
  personality,
} from "./personalities.ts";
export type { ReportedName } from "./personalities-reported.ts";
export {
  type Answer,
  type AnswerTo,
  modernServer,
  type Personality,
  type Refusal,
} from "./personality.ts";
export type { KnownPersonality } from "./personality-known.ts";
export { playSession } from "./play-session.ts";
export { recordTranscript } from "./record-transcript.ts";
export type { RecordedName } from "./recorded.generated.ts";
export { type Play, type Replay, type ReplayOptions, replayTranscript } from "./replay.ts";
export type { Difference } from "./replay-network.ts";
export { type RunInput, runScript, runSession } from "./run-script.ts";
export { type ReceivedMessage, received, type TestServer, testServer } from "./test-server.ts";
export {
  type Json,
  type Mark,
  parseTranscript,
  printStep,
  printTranscript,
  type Told,
  type Transcript,
  type TranscriptHead,
  type TranscriptStep,
} from "./transcript.ts";
export { transcripts } from "./transcripts.generated.ts";
export { createVirtualServer, peerClosed, receive, secured, start } from "./virtual-server.ts";
export type {
  AcceptedMessage,
  Choose,
  Exchange,
  Mailbox,
  Output,
  Pieces,
  Reading,
  Shared,
  State,
  Step,
  Transaction,
  VirtualServer,
} from "./virtual-state.ts";
export { createVirtualWorld, type Moment, type VirtualWorld } from "./virtual-world.ts";
export { type Body as ScriptBody, withBody } from "./with-body.ts";
