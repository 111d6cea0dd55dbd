/**
 * What is known of one connection, and dies with it. Connecting and STARTTLS construct all of it anew, so that
 * nothing that was learned in clear text is believed under TLS (RFC 3207 4.2).
 */

import type { Command } from "../command/command.ts";
import { type Capabilities, NO_CAPABILITIES } from "../plan/capabilities.ts";
import type { Reply } from "../reply/reply.ts";
import { ReplyParser } from "../reply/reply-parser.ts";
import type { SessionPhase } from "../tables/legality.ts";
import type { ConnectionInfo } from "./effects.ts";

/** The state of a connection; under STARTTLS, of its part under TLS. */
export interface ConnectionState {
  /** There is a connection, and it was not closed. */
  open: boolean;
  readonly connectionInfo: ConnectionInfo;
  readonly tls: boolean;
  parser: ReplyParser;
  /** The text of the last reply as it came, for SASL challenges; everything else sees it masked. */
  challenge: string;
  phase: SessionPhase;
  greeted: "no" | "HELO" | "EHLO";
  authenticated: boolean;
  mechanism: string | undefined;
  capabilities: Capabilities;
  /** The server closed or said that it will; nothing more is written. */
  unusable: boolean;
  /** The server has closed behind the last reply, which is known before anything more is written. */
  hasEnded: boolean;
  /** Messages that this connection carried. */
  messagesSent: number;
  /** The last reply to a command, with the command. */
  lastAnswer: { readonly reply: Reply; readonly command: Command } | undefined;
  /** The last reply on this connection, where it was a refusal. */
  refusal: LastRefusal | undefined;
  /** The commands under way were written right behind a refusal, and nothing has been said since. */
  afterRefusal: boolean;
  /** Mail transactions that were begun on this connection. */
  transactions: number;
  /** RSET was answered well on this connection. */
  rsetSucceeded: boolean;
  /** The connection rested, and may have died without anybody's noticing: the next reply is waited for shortly. */
  rested: boolean;
  /** The next reply is waited for shortly, because the server may never give it. */
  hasShortWait: boolean;
  /** Commands of later messages that were written already, and whose replies are due. */
  pendingReplies: number;
}

/** The last reply of a connection, where it was a refusal. */
export interface LastRefusal {
  readonly reply: Reply;
  /** The command that it answers, without secrets. */
  readonly command: string;
}

const NO_LINK: ConnectionInfo = { tls: false, verified: false, canStartTls: false };

/**
 * Makes the state of a connection on which nothing has been said.
 *
 * @param link what the transport says of it; absent: no connection yet
 * @param phase where it begins: a connection with the greeting
 */
export function createConnectionState(
  link?: ConnectionInfo,
  phase: SessionPhase = "connected",
): ConnectionState {
  return {
    open: link !== undefined,
    connectionInfo: link ?? NO_LINK,
    tls: link?.tls ?? false,
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
    rested: false,
    hasShortWait: false,
    pendingReplies: 0,
  };
}
