/**
 * The state of one connection. Connecting and STARTTLS replace the whole state, so nothing that was learned in clear
 * text is used under TLS (RFC 3207 4.2). State that outlives the connection is in `session.ts`.
 */

import type { Command } from "../command/command.ts";
import { type Capabilities, NO_CAPABILITIES } from "../plan/capabilities.ts";
import type { Reply } from "../reply/reply.ts";
import { ReplyParser } from "../reply/reply-parser.ts";
import type { SessionPhase } from "../tables/legality.ts";
import type { ConnectionInfo } from "./effects.ts";
import type { Knowledge, ServerKnowledge } from "./server-knowledge.ts";

/** The state of a connection; after STARTTLS, of its part under TLS. */
export interface ConnectionState {
  /** Whether a connection exists and was not closed. */
  open: boolean;
  readonly connectionInfo: ConnectionInfo;
  readonly tls: boolean;
  /** What the session learned about the server in this state of TLS. */
  readonly knowledge: Knowledge;
  parser: ReplyParser;
  /** The text of the last reply as received, for SASL challenges. All other code gets the masked text. */
  challenge: string;
  phase: SessionPhase;
  greeted: "no" | "HELO" | "EHLO";
  authenticated: boolean;
  mechanism: string | undefined;
  capabilities: Capabilities;
  /** The server closed the connection or said that it will; nothing more is written. */
  unusable: boolean;
  /** The server closed the connection after the last reply, and this was noticed before anything more was written. */
  hasEnded: boolean;
  /** Number of messages sent on this connection. */
  messagesSent: number;
  /** The last reply to a command, and the command. */
  lastAnswer: { readonly reply: Reply; readonly command: Command } | undefined;
  /** The last reply on this connection, if it was a refusal. */
  refusal: LastRefusal | undefined;
  /** The unanswered commands were written right after a refusal, and no reply has arrived since. */
  afterRefusal: boolean;
  /** Number of mail transactions begun on this connection. */
  transactions: number;
  /** RSET succeeded on this connection. */
  rsetSucceeded: boolean;
  /** The connection was idle and may have been closed without notice, so the wait for the next reply is short. */
  wasIdle: boolean;
  /** The wait for the next reply is short, because the server may never send it. */
  hasShortWait: boolean;
  /** Number of written commands of later messages whose replies have not arrived. */
  pendingReplies: number;
}

/** The last reply of a connection, if it was a refusal. */
export interface LastRefusal {
  readonly reply: Reply;
  /** The refused command, without secrets. */
  readonly command: string;
}

const NO_LINK: ConnectionInfo = { tls: false, verified: false, canStartTls: false };

/**
 * Creates the state of a connection on which nothing was said.
 *
 * @param server what the session knows; the connection gets the record of its own state of TLS
 * @param link what the transport reports about the connection; absent: no connection yet
 */
export function createConnectionState(
  server: ServerKnowledge,
  link?: ConnectionInfo,
): ConnectionState {
  return createState(server, link, "connected");
}

/**
 * Creates the state of the same connection under TLS. It takes over nothing that the server said in clear text, only
 * what the client itself did.
 */
export function createStateUnderTls(
  server: ServerKnowledge,
  link: ConnectionInfo,
  { phase, messagesSent }: ConnectionState,
): ConnectionState {
  return { ...createState(server, link, phase), messagesSent };
}

function createState(
  server: ServerKnowledge,
  link: ConnectionInfo | undefined,
  phase: SessionPhase,
): ConnectionState {
  const tls = link?.tls ?? false;
  return {
    open: link !== undefined,
    connectionInfo: link ?? NO_LINK,
    tls,
    knowledge: tls ? server.underTls : server.inClearText,
    parser: new ReplyParser(undefined, phase === "connected"),
    challenge: "",
    phase,
    greeted: "no",
    authenticated: false,
    mechanism: undefined,
    capabilities: NO_CAPABILITIES,
    unusable: false,
    hasEnded: false,
    messagesSent: 0,
    lastAnswer: undefined,
    refusal: undefined,
    afterRefusal: false,
    transactions: 0,
    rsetSucceeded: false,
    wasIdle: false,
    hasShortWait: false,
    pendingReplies: 0,
  };
}
