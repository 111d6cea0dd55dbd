/** Everything that can be answered, and how far the answer reaches. */
import type { Asked, Scope } from "../situation.ts";

/** How far a reply reaches, where its row does not say. */
export const SCOPES: Readonly<Record<Asked, Scope>> = {
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
export const ANSWERED: readonly Asked[] = /* @__PURE__ */ Object.keys(SCOPES) as Asked[];
