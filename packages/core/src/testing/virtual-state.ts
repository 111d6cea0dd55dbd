/**
 * The types of a virtual server's state for one connection. Every value is immutable: a step creates a new state, and
 * the old one can still be used.
 */

import type { DotScan } from "./dot-scanner.ts";
import { encodeUtf8 } from "./octets.ts";
import type { Answer, AnswerTo, Personality } from "./personality.ts";

/** An output of the server. Silence is no output. */
export type Output =
  | { readonly send: Uint8Array }
  | { readonly startTls: true }
  | { readonly close: true }
  | { readonly reset: true };

/** A message that the server accepted, even if the client did not receive the reply. */
export interface AcceptedMessage {
  /** The reverse-path without brackets; `""` is the null reverse-path. */
  readonly from: string;
  /** The recipients that were accepted, without brackets. */
  readonly to: readonly string[];
  /** Parameters as sent: of MAIL, and of RCPT for each recipient of `to`. */
  readonly parameters: {
    readonly mail: readonly string[];
    readonly rcpt: readonly (readonly string[])[];
  };
  /** The content, with dot-stuffing removed. */
  readonly content: Uint8Array;
  /** The number of its connection, from 1. */
  readonly connection: number;
  /** Whether it arrived under TLS. */
  readonly tls: boolean;
  /** The authenticated user; absent: none. */
  readonly user?: string;
}

/** What a server recorded about the client. */
export interface ServerRecord {
  /** The messages, in the order in which they were accepted. */
  readonly accepted: readonly AcceptedMessage[];
  /** Lines that are not commands, such as unexpected content, and the command before them. */
  readonly stray: readonly {
    readonly line: string;
    readonly after: string;
    readonly connection: number;
  }[];
  /** Every SASL response, also of refused AUTH; `response` is decoded if possible. */
  readonly credentials: readonly {
    readonly mechanism: string;
    readonly response: string;
    readonly tls: boolean;
    readonly connection: number;
  }[];
}

/** The state that outlives a connection. */
export interface SharedServerState {
  /** Number of connections in the server's lifetime. */
  readonly connections: number;
  /** How often each answer of the personality fitted. */
  readonly fitted: readonly number[];
  /** What the server received. */
  readonly mailbox: ServerRecord;
}

/** A running AUTH exchange. */
export interface Exchange {
  /** The SASL mechanism, in upper case. */
  readonly mechanism: string;
  /** The client's responses so far, decoded. */
  readonly given: readonly string[];
}

/** A running mail transaction (RFC 5321 3.3). */
export interface Transaction {
  /** The reverse-path without brackets; `""` is the null reverse-path. */
  readonly from: string;
  /** Parameters of MAIL as sent. */
  readonly parameters: readonly string[];
  /** The recipients accepted so far, with their parameters of RCPT as sent. */
  readonly recipients: readonly {
    readonly address: string;
    readonly parameters: readonly string[];
  }[];
  /** Whether a chunk has arrived. */
  readonly chunked: boolean;
  /** Whether a chunk was refused: only RSET ends this state (RFC 3030 2). */
  readonly failed: boolean;
}

/** Content as it arrives, the last piece first. */
export interface ReceivedPieces {
  /** The last octets. */
  readonly piece: Uint8Array;
  /** All earlier octets; absent for the first piece. */
  readonly before: ReceivedPieces | undefined;
}

/** How the next octets are read. */
export type ReadingMode =
  | { readonly as: "commands" }
  | { readonly as: "lines-to-dot"; readonly at: DotScan }
  | { readonly as: "chunk"; readonly left: number; readonly argument: string };

/** One connection from the server's point of view. */
export interface State {
  /** The server of the connection. */
  readonly server: VirtualServer;
  /** The state that outlives the connection. */
  readonly shared: SharedServerState;
  /** The connection's number, from 1, over the server's lifetime. */
  readonly connection: number;
  /** `handshake`: TLS comes next; octets are not SMTP. `silent`: the greeting is delayed. */
  readonly phase: "open" | "handshake" | "silent" | "closed";
  /** Whether TLS is active. */
  readonly tls: boolean;
  /** Whether TLS was started by STARTTLS. */
  readonly upgraded: boolean;
  /** The command with which the client opened the session. */
  readonly greeted: "no" | "HELO" | "EHLO";
  /** Whether the greeting refused service: only QUIT is allowed (RFC 5321 3.1). */
  readonly turnedAway: boolean;
  /** The keywords of the last EHLO reply. */
  readonly offered: readonly string[];
  /** Set once AUTH has succeeded. */
  readonly user: string | undefined;
  /** The running AUTH exchange. */
  readonly exchange: Exchange | undefined;
  /** Present from MAIL until the end of the content or RSET. */
  readonly transaction: Transaction | undefined;
  /** How the next octets are read. */
  readonly reading: ReadingMode;
  /** Octets of an incomplete line. */
  readonly pending: Uint8Array;
  /** The content of the transaction, while it arrives. */
  readonly content: ReceivedPieces | undefined;
  /** Octets of content in this transaction so far. */
  readonly octets: number;
  /** The end of the content gets no reply, because one was sent during upload. */
  readonly answeredEarly: boolean;
  /** Number of 5yz replies on this connection, for `maxErrors`. */
  readonly errors: number;
  /** The previous command in upper case, to record what stray lines came after. */
  readonly lastVerb: string;
  /** Like `SharedServerState.fitted`, for this connection. */
  readonly fitted: readonly number[];
}

/** Returns the channel bindings of the connection's TLS (RFC 9266); none in clear text. */
export function channelBindingsOf({
  tls,
  connection,
}: Pick<State, "tls" | "connection">): Readonly<Record<string, Uint8Array>> {
  return tls ? { "tls-exporter": encodeUtf8(`tls-exporter of connection ${connection}`) } : {};
}

/** The result of a command. */
export interface CommandResult {
  /** The lines of the ordinary reply. */
  readonly lines: readonly string[];
  /** The effect of the command; `code` and `lines` are those of the reply that is sent. */
  readonly effect?: (state: State, code: number, lines: readonly string[]) => State;
}

/** One step: the state after it, and the outputs. */
export type ServerStep = readonly [State, readonly Output[]];

/** The mailbox of a new server. */
const emptyMailbox: ServerRecord = { accepted: [], stray: [], credentials: [] };

/** The shared state of a new server. */
export const unshared: SharedServerState = { connections: 0, fitted: [], mailbox: emptyMailbox };

/** Wraps a change that only a 2yz or 3yz reply causes. */
export function ifGood(change: (state: State) => State): (state: State, code: number) => State {
  return (state, code) => (code < 400 ? change(state) : state);
}

/** Returns the state with an entry added to the mailbox. */
export function note<K extends keyof ServerRecord>(
  state: State,
  kind: K,
  entry: ServerRecord[K][number],
): State {
  const mailbox = { ...state.shared.mailbox, [kind]: [...state.shared.mailbox[kind], entry] };
  return { ...state, shared: { ...state.shared, mailbox } };
}

/** Returns the state without a transaction and without content. */
export function withoutTransaction(state: State): State {
  return { ...state, transaction: undefined, ...withoutContent };
}

/** The content state before any content has arrived. */
export const withoutContent: Pick<State, "content" | "octets" | "answeredEarly"> = {
  content: undefined,
  octets: 0,
  answeredEarly: false,
};

/** A server that clients can connect to. Frozen; it has no state of its own. */
export interface VirtualServer {
  /** The server's behaviour. */
  readonly personality: Personality;
  /** Its host name, as in the greeting. */
  readonly host: string;
  /** Whether it supports ENHANCEDSTATUSCODES. */
  readonly enhanced: boolean;
  /** Whether it reads the octets after BDAT, whatever it replies. */
  readonly chunks: boolean;
  /** Chooses answers while the session runs. */
  readonly choose?: Choose;
}

/**
 * Chooses the server's answer on an occasion, before the personality's answers are considered.
 *
 * @param as all names of the occasion, such as `EHLO` and `EHLO-AFTER-TLS`
 * @returns an answer; `undefined`: the personality decides
 */
export type Choose = (as: readonly AnswerTo[]) => Omit<Answer, "to"> | undefined;
