/**
 * Real SMTP servers on free loopback ports, for tests and measurements.
 *
 * @module
 */

export { certificates } from "./certificates.ts";
export { type DelayingProxy, delayingProxy } from "./delaying-proxy.ts";
export { type Sink, startSink } from "./sink.ts";
export { availability, startServer } from "./start.ts";
export { type Comparison, compareStored } from "./stored.ts";
export {
  type Availability,
  type LabServer,
  LabUnavailable,
  type Ports,
  PROFILES,
  type Profile,
  SERVER_NAMES,
  type ServerName,
  type StoredMessage,
} from "./types.ts";
