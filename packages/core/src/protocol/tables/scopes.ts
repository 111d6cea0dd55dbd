/** Everything that can be answered, and how far the answer reaches. */
import type { CommandName, Scope } from "../reply/situation.ts";

/** How far a reply reaches, where its row does not say. */
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

/** Everything that can be answered. */
export const ANSWERED: readonly CommandName[] = /* @__PURE__ */ Object.keys(
  SCOPES,
) as CommandName[];
