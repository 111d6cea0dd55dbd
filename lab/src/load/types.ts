/** What the load is, and what came of it. */

/** The options of the sink. */
export interface SinkOptions {
  readonly messages: number;
  readonly seed: number;
  /** Ports that it listens on, each a server of its own to the client. */
  readonly servers: number;
  /** A connection breaks in one of so many places where it could; a message passes about ten. */
  readonly breaks: number;
}

/** The final report of the sink. */
export interface SinkReport {
  readonly connections: number;
  /** Connections that it broke. */
  readonly broken: number;
  /** How often each message was accepted, one octet for each, as base64. */
  readonly counts: string;
}

/** How a load is run. */
export interface LoadOptions extends SinkOptions {
  /** Connections at the same time. */
  readonly connections: number;
  /** With more than 1, messages are pipelined, on one connection at a time. */
  readonly maxUnacknowledged: number;
}

/** The outcomes of all messages, according to the client and to the sink. */
export interface LoadReport {
  readonly messages: number;
  /** Results that the client gave, and how many messages have one. */
  readonly results: number;
  readonly accepted: number;
  readonly unknown: number;
  readonly failed: number;
  /** Of the unknown ones, those that the sink has. */
  readonly unknownAndThere: number;
  /** Messages that went on from one server to another. */
  readonly moved: number;
  /** Messages that the sink has more than once; reported as accepted and missing; reported as failed and present. */
  readonly twice: readonly number[];
  readonly missing: readonly number[];
  readonly unexpected: readonly number[];
  readonly connections: number;
  readonly broken: number;
  /** Bytes of the heap in use after a tenth of the messages, and at the end, garbage collected. */
  readonly heapEarly: number;
  readonly heapLate: number;
  readonly seconds: number;
}
