/** The types of a separate process's job and its result: plain data, as JSON. */

/** The client that sends. */
export type ClientName = "parley" | "parley-overlap" | "nodemailer" | "emailjs" | "upyo";

/** A sender that is no client: the minimum of the runtime. */
export type SenderName = ClientName | "bare-sockets";

/** Where and what a client sends. */
export interface Target {
  readonly port: number;
  /** The CA's certificate as PEM, for TLS from the first octet. */
  readonly ca?: string;
  readonly connections: number;
  readonly recipients: number;
  /** The domain of the recipients, for a server that does not accept any domain. */
  readonly domain?: string;
  /** Octets of a message. */
  readonly octets: number;
  /** The content is a stream of pieces instead of one piece, for clients that accept streams. */
  readonly streamed?: true;
}

/** How long a client sends before it is measured, whichever limit is reached first. */
export interface WarmUp {
  readonly messages: number;
  readonly seconds: number;
}

/** Warms up, and then sends for this many seconds. */
export interface SendJob {
  readonly work: "send";
  readonly client: SenderName;
  readonly target: Target;
  readonly warm: WarmUp;
  readonly seconds: number;
}

/** Warms up and reports that it is ready; then sends for the number of seconds in each line of its input. */
export interface SessionJob {
  readonly work: "session";
  readonly client: SenderName;
  readonly target: Target;
  readonly warm: WarmUp;
}

/** Sends one message; then, if more are requested, one, and then this many. */
export interface CountJob {
  readonly work: "count";
  readonly client: ClientName;
  readonly target: Target;
  readonly messages: number;
}

/** Sends this many messages as the first action of the process. */
export interface FirstJob {
  readonly work: "first";
  readonly client: SenderName;
  readonly target: Target;
  readonly messages: number;
}

/** Does nothing, to measure the cost of the runtime alone. */
export interface IdleJob {
  readonly work: "idle";
}

/** Calls functions of the core, without any connection, for this many seconds each. */
export interface CoreJob {
  readonly work: "core";
  readonly seconds: number;
}

/** One measurement. */
export type Job = SendJob | FirstJob | CountJob | IdleJob | CoreJob;

/** The resources that a process used. */
export interface Spent {
  /** Milliseconds of the processor since the process began, and in the measured part. */
  readonly cpuOfProcess: number;
  readonly cpu: number;
  /** The most resident memory that was observed, in octets. */
  readonly memory: number;
}

/** The result of a measurement that sends as fast as it can. */
export interface Sent extends Spent {
  readonly messages: number;
  readonly seconds: number;
}

/** The result of a CountJob, in milliseconds. */
export interface Counted extends Spent {
  readonly first: number;
  readonly second: number;
  readonly rest: number;
}

/** The result of a CoreJob: calls per second, by name. */
export type CoreRates = Readonly<Record<string, number>>;
