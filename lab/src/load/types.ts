/** The types of a load and its results. */

/** The options of the sink. */
export interface SinkOptions {
  readonly messages: number;
  readonly seed: number;
  /** Number of ports that it listens on; each one is a separate server for the client. */
  readonly servers: number;
  /** A connection breaks at one of this many possible places; a message passes about ten. */
  readonly breaks: number;
}

/** The final report of the sink. */
export interface SinkReport {
  readonly connections: number;
  /** Number of connections that it broke. */
  readonly broken: number;
  /** How often each message was accepted, one octet for each, as base64. */
  readonly counts: string;
}

/** The options of a load. */
export interface LoadOptions extends SinkOptions {
  /** Number of connections at the same time. */
  readonly connections: number;
  /** With more than 1, messages are pipelined, on one connection at a time. */
  readonly maxUnacknowledged: number;
}

/** The outcomes of all messages, according to the client and to the sink. */
export interface LoadReport {
  readonly messages: number;
  /** Number of results that the client gave, and of messages with a result. */
  readonly results: number;
  readonly accepted: number;
  readonly unknown: number;
  readonly failed: number;
  /** Number of messages with an unknown outcome that the sink has. */
  readonly unknownAndThere: number;
  /** Number of messages that moved from one server to another. */
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
