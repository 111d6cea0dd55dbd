/**
 * What a virtual server knows of one connection. Every value is immutable: a
 * step makes a new state, and the old one stays good for going back to.
 */

import type { DotScan } from "./dot-scanner.ts";
import { encodeUtf8 } from "./octets.ts";
import type { Answer, AnswerTo, Personality } from "./personality.ts";

/** What the server wants done on the wire. Silence is no output. */
export type Output =
  | { readonly send: Uint8Array }
  | { readonly startTls: true }
  | { readonly close: true }
  | { readonly reset: true };

/** A message for which the server took responsibility, whatever the client heard of it. */
export interface AcceptedMessage {
  /** Reverse-path without brackets; `""` is the null reverse-path. */
  readonly from: string;
  /** The recipients that were accepted, without brackets. */
  readonly to: readonly string[];
  /** Parameters as sent: of MAIL, and of RCPT for each recipient of `to`. */
  readonly parameters: {
    readonly mail: readonly string[];
    readonly rcpt: readonly (readonly string[])[];
  };
  /** What was sent, with dot-stuffing undone. */
  readonly content: Uint8Array;
  /** The connection that it came by, from 1. */
  readonly connection: number;
  /** It came under TLS. */
  readonly tls: boolean;
  /** Who had logged in; absent: nobody. */
  readonly user?: string;
}

/** What a server knows about the client. */
export interface ServerRecord {
  /** The messages, in the order in which they were accepted. */
  readonly accepted: readonly AcceptedMessage[];
  /** Lines that are no command, such as content that nobody had asked for, and the verb before them. */
  readonly stray: readonly {
    readonly line: string;
    readonly after: string;
    readonly connection: number;
  }[];
  /** Every SASL response that came, also where AUTH was refused; `response` is decoded where it could be. */
  readonly credentials: readonly {
    readonly mechanism: string;
    readonly response: string;
    readonly tls: boolean;
    readonly connection: number;
  }[];
}

/** What outlives a connection. */
export interface SharedServerState {
  /** How many connections there were in the server's life. */
  readonly connections: number;
  /** How often each answer of the personality has fitted. */
  readonly fitted: readonly number[];
  /** What came of them. */
  readonly mailbox: ServerRecord;
}

/** An AUTH exchange under way. */
export interface Exchange {
  /** The SASL mechanism, in upper case. */
  readonly mechanism: string;
  /** The client's responses so far, decoded. */
  readonly given: readonly string[];
}

/** A mail transaction under way (RFC 5321 3.3). */
export interface Transaction {
  /** Reverse-path without brackets; `""` is the null reverse-path. */
  readonly from: string;
  /** Parameters of MAIL as sent. */
  readonly parameters: readonly string[];
  /** Those accepted so far, with their parameters of RCPT as sent. */
  readonly recipients: readonly {
    readonly address: string;
    readonly parameters: readonly string[];
  }[];
  /** A chunk has come. */
  readonly chunked: boolean;
  /** A chunk was refused: nothing but RSET helps (RFC 3030 section 2). */
  readonly failed: boolean;
}

/** Content as it comes in, the last piece first. */
export interface ReceivedPieces {
  /** The octets that came last. */
  readonly piece: Uint8Array;
  /** All that came before; absent for the first piece. */
  readonly before: ReceivedPieces | undefined;
}

/** How the next octets are to be read. */
export type ReadingMode =
  | { readonly as: "commands" }
  | { readonly as: "lines-to-dot"; readonly at: DotScan }
  | { readonly as: "chunk"; readonly left: number; readonly argument: string };

/** One connection, as the server sees it. */
export interface State {
  /** Whose connection it is. */
  readonly server: VirtualServer;
  /** What outlives the connection. */
  readonly shared: SharedServerState;
  /** From 1, over the server's life. */
  readonly connection: number;
  /** `handshake`: TLS is due; octets that come are not SMTP. `silent`: the greeting is held back. */
  readonly phase: "open" | "handshake" | "silent" | "closed";
  /** TLS is on. */
  readonly tls: boolean;
  /** TLS was begun by STARTTLS. */
  readonly upgraded: boolean;
  /** By which command the client has introduced itself. */
  readonly greeted: "no" | "HELO" | "EHLO";
  /** The greeting refused service: nothing but QUIT is served (RFC 5321 3.1). */
  readonly turnedAway: boolean;
  /** What the last EHLO reply listed. */
  readonly offered: readonly string[];
  /** Set once AUTH has succeeded. */
  readonly user: string | undefined;
  /** AUTH, while it is under way. */
  readonly exchange: Exchange | undefined;
  /** From MAIL until the end of the content or RSET. */
  readonly transaction: Transaction | undefined;
  /** What the next octets are. */
  readonly reading: ReadingMode;
  /** Octets that came and are not yet a whole line. */
  readonly pending: Uint8Array;
  /** The content of the transaction, while it comes in. */
  readonly content: ReceivedPieces | undefined;
  /** Octets of content in this transaction so far. */
  readonly octets: number;
  /** The end of the content will get no reply of its own: one was given during upload. */
  readonly answeredEarly: boolean;
  /** Replies with 5yz on this connection, for `maxErrors`. */
  readonly errors: number;
  /** The verb before, in upper case, to say what stray lines came after. */
  readonly lastVerb: string;
  /** As `Shared.fitted`, of this connection. */
  readonly fitted: readonly number[];
}

/** What both ends of the connection's TLS know and nobody else (RFC 9266); nothing in clear. */
export function channelBindingsOf({
  tls,
  connection,
}: Pick<State, "tls" | "connection">): Readonly<Record<string, Uint8Array>> {
  return tls ? { "tls-exporter": encodeUtf8(`tls-exporter of connection ${connection}`) } : {};
}

/** What a command comes to. */
export interface CommandResult {
  /** The lines of the ordinary reply. */
  readonly lines: readonly string[];
  /** What the command does; `code` and `lines` are those of the reply that is really given. */
  readonly effect?: (state: State, code: number, lines: readonly string[]) => State;
}

/** One step: the state after it, and what is to be done on the wire. */
export type ServerStep = readonly [State, readonly Output[]];

/** The mailbox of a server to which nothing has happened. */
const emptyMailbox: ServerRecord = { accepted: [], stray: [], credentials: [] };

/** What a server starts its life with. */
export const unshared: SharedServerState = { connections: 0, fitted: [], mailbox: emptyMailbox };

/** A change that a reply of 2yz or 3yz brings about, and no other. */
export function ifGood(change: (state: State) => State): (state: State, code: number) => State {
  return (state, code) => (code < 400 ? change(state) : state);
}

/** The state with something added to the mailbox. */
export function note<K extends keyof ServerRecord>(
  state: State,
  kind: K,
  entry: ServerRecord[K][number],
): State {
  const mailbox = { ...state.shared.mailbox, [kind]: [...state.shared.mailbox[kind], entry] };
  return { ...state, shared: { ...state.shared, mailbox } };
}

/** The state in which neither a transaction nor content is left over. */
export function withoutTransaction(state: State): State {
  return { ...state, transaction: undefined, ...withoutContent };
}

/** What there is of content before any has come. */
export const withoutContent: Pick<State, "content" | "octets" | "answeredEarly"> = {
  content: undefined,
  octets: 0,
  answeredEarly: false,
};

/** A server that can be connected to. Frozen; it keeps nothing itself. */
export interface VirtualServer {
  /** How it behaves. */
  readonly personality: Personality;
  /** Its host name, as in the greeting. */
  readonly host: string;
  /** It knows ENHANCEDSTATUSCODES. */
  readonly enhanced: boolean;
  /** It takes the octets behind BDAT, whatever it replies. */
  readonly chunks: boolean;
  /** Decides as it goes. */
  readonly choose?: Choose;
}

/**
 * Chooses what the server does on an occasion, before the answers of its personality are looked at.
 *
 * @param as every name that the occasion goes by, such as `EHLO` and `EHLO-AFTER-TLS`
 * @returns `undefined`: as the personality says
 */
export type Choose = (as: readonly AnswerTo[]) => Omit<Answer, "to"> | undefined;
