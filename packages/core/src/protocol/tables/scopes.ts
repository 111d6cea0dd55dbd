/**
 * All commands and moments that have replies, and how far such a reply reaches: one recipient, the transaction, or
 * the connection.
 */
import type { CommandName, Scope } from "../reply/situation.ts";

/** How far a reply reaches, if its reaction row does not say. */
export const SCOPES: Readonly<Record<CommandName, Scope>> = {
  GREETING: "host",
  EHLO: "session",
  HELO: "session",
  STARTTLS: "session",
  AUTH: "account",
  "AUTH-RESPONSE": "account",
  MAIL: "transaction",
  RCPT: "recipient",
  DATA: "transaction",
  CONTENT: "message",
  BDAT: "message",
  RSET: "command",
  NOOP: "command",
  VRFY: "command",
  EXPN: "command",
  HELP: "command",
  ETRN: "command",
  TURN: "command",
  QUIT: "command",
  OTHER: "command",
};

/** All commands and moments that have replies. */
export const ANSWERED: readonly CommandName[] = /* @__PURE__ */ Object.keys(
  SCOPES,
) as CommandName[];
