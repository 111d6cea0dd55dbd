/**
 * For tests: a server without a network, sessions as text, and the conformance suite for transports.
 *
 * @module
 */

export type { Mailbox as EnvelopeAddress } from "../protocol/address/address.ts";
export type { Parameter } from "../protocol/command/command.ts";
export type { Endpoint } from "../protocol/plan/endpoint.ts";
export type { Computation, ComputeEffect, Hash } from "../protocol/session/compute.ts";
export type {
  CloseEffect,
  ConnectBesideEffect,
  ConnectEffect,
  ConnectionInfo,
  Effect,
  EmitEffect,
  ListenEffect,
  NextEffect,
  NumberedMessage,
  OpenEffect,
  PullEffect,
  ReadEffect,
  ResultEffect,
  RewindEffect,
  Script,
  StartTlsEffect,
  TimeoutName,
  TokenEffect,
  WriteEffect,
} from "../protocol/session/effects.ts";
export type { OutgoingMessage, Recipient } from "../protocol/session/outgoing-message.ts";
export * from "./conformance.ts";
export type { DotScan } from "./dot-scanner.ts";
export type { Driven, DriveOptions } from "./drive-script.ts";
export { type Failing, type Fault, type FaultPlace, type Faulty, faulty } from "./faulty.ts";
export { memoryDial } from "./memory-transport.ts";
export type { ConnectHow, Network, ServerConnection } from "./network.ts";
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
  parseTranscript,
  printStep,
  printTranscript,
  type Transcript,
  type TranscriptFact,
  type TranscriptHead,
  type TranscriptMark,
  type TranscriptStep,
} from "./transcript.ts";
export { createVirtualServer, peerClosed, receiveBytes, secured, start } from "./virtual-server.ts";
export type {
  AcceptedMessage,
  Choose,
  Exchange,
  Output,
  ReadingMode,
  ReceivedPieces,
  ServerRecord,
  ServerStep,
  SharedServerState,
  State,
  Transaction,
  VirtualServer,
} from "./virtual-state.ts";
export { createVirtualWorld, type Moment, type VirtualWorld } from "./virtual-world.ts";
export { type TestBody as ScriptBody, withBody } from "./with-body.ts";
