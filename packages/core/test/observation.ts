/** The types with which a session is described from its octets alone. */
import type { Reply } from "../src/protocol/reply/reply.ts";

/** What the user allows, which the client must keep to. */
export interface Rules {
  /** Credentials may be sent without TLS. */
  readonly allowCleartext: boolean;
  /** Mail may be sent without TLS. */
  readonly clearMail: boolean;
  /** The server was known to understand BDAT before this session. */
  readonly proven: boolean;
  /** What the user wants kept secret. */
  readonly secrets: readonly string[];
}

/** One mail transaction. */
export interface ObservedTransaction {
  /** Indexes of the writes with its commands, from MAIL to what opened the content. */
  readonly envelope: Set<number>;
  readonly mail: string;
  readonly tls: boolean;
  readonly authenticated: boolean;
  readonly greeted: string;
  readonly recipients: { readonly address: string; readonly line: string; reply?: Reply }[];
  mailReply?: Reply;
  by?: "DATA" | "BDAT";
  /** Content with dots undoubled, as it came. */
  readonly content: Uint8Array[];
  /** A chunk before the last was refused: only RSET may follow. */
  spoiled: boolean;
  /** Index of the write with the last octet of the content. */
  handedOver?: number;
  /** The reply to the whole content. */
  final?: Reply;
  /** More came than had been asked for. */
  unasked: boolean;
  /** The server ended the connection before it had answered everything. */
  closed: boolean;
}

/** All transactions in order, and every rule that was broken. */
export interface Observation {
  readonly transactions: readonly ObservedTransaction[];
  readonly faults: readonly string[];
}

/** A positive reply; 221 only says that the server closes. */
export function good(reply: Reply | undefined): boolean {
  return reply !== undefined && reply.code < 300 && reply.code !== 221;
}

/** A refusal, or the goodbye that stands for one in answer to MAIL and RCPT. */
export function refuses(reply: Reply | undefined): boolean {
  return bad(reply) || reply?.code === 221;
}

/** A refusal. */
export function bad(reply: Reply | undefined): boolean {
  return reply !== undefined && reply.code >= 400;
}
