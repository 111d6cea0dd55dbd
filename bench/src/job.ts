/** What a process of its own is given to do, and what it reports: plain data, as JSON. */

/** Whose client sends. */
export type ClientName = "parley" | "parley-overlap" | "nodemailer" | "emailjs" | "upyo";

/** What sends without being a client: the floor that the runtime sets. */
export type SenderName = ClientName | "bare-sockets";

/** Where a client sends to, and what. */
export interface Target {
  readonly port: number;
  /** The CA's certificate as PEM, for TLS from the first octet. */
  readonly ca?: string;
  readonly connections: number;
  readonly recipients: number;
  /** The domain of the recipients, for a server that does not take any. */
  readonly domain?: string;
  /** Octets of a message. */
  readonly octets: number;
  /** The content is a stream of pieces instead of one piece, for clients that take one. */
  readonly streamed?: true;
}

/** How long a client sends before it is measured: whichever is over first. */
export interface WarmUp {
  readonly messages: number;
  readonly seconds: number;
}

/** Warms up, and then sends for so many seconds. */
export interface SendJob {
  readonly work: "send";
  readonly client: SenderName;
  readonly target: Target;
  readonly warm: WarmUp;
  readonly seconds: number;
}

/** Warms up and reports that it is ready; then sends for as many seconds as each line of its input says. */
export interface SessionJob {
  readonly work: "session";
  readonly client: SenderName;
  readonly target: Target;
  readonly warm: WarmUp;
}

/** Sends one message; then, if more are asked for, one, and then so many. */
export interface CountJob {
  readonly work: "count";
  readonly client: ClientName;
  readonly target: Target;
  readonly messages: number;
}

/** Sends so many messages as the first thing that the process does. */
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

/** Calls functions of the core, without any connection, for so many seconds each. */
export interface CoreJob {
  readonly work: "core";
  readonly seconds: number;
}

/** One measurement. */
export type Job = SendJob | FirstJob | CountJob | IdleJob | CoreJob;

/** What a process used up. */
export interface Spent {
  /** Milliseconds of the processor since the process began, and in the measured part. */
  readonly cpuOfProcess: number;
  readonly cpu: number;
  /** The most memory that was seen to be resident, in octets. */
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

/** The result of a CoreJob: how often a second, by name. */
export type CoreRates = Readonly<Record<string, number>>;
