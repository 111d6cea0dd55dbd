/**
 * The reaction table: what one reply to one command in one situation means.
 *
 * The first row that fits decides, so that the particular stands before the
 * general and the first digit alone comes last. Rows are data; `react` reads
 * them. Take one out, and some session goes differently.
 */
import type { Asked, Scope } from "../situation.ts";
import { AUTH_REACTIONS } from "./reactions-auth.ts";
import { CLASS_REACTIONS } from "./reactions-class.ts";
import { CONNECTION_REACTIONS } from "./reactions-connection.ts";
import { CONTENT_REACTIONS } from "./reactions-content.ts";
import { DONE_REACTIONS } from "./reactions-done.ts";
import { ENVELOPE_REACTIONS } from "./reactions-envelope.ts";
import { GUARDED_REACTIONS } from "./reactions-guarded.ts";
import { OTHER_REACTIONS } from "./reactions-other.ts";
import { PARAMETER_REACTIONS } from "./reactions-parameters.ts";
import type { ReactionRow } from "./reactions-row.ts";
import { SESSION_REACTIONS } from "./reactions-session.ts";

export type { ReactionRow, SituationPattern } from "./reactions-row.ts";

/** All rows, in the order in which they are tried. */
export const REACTIONS: readonly ReactionRow[] = [
  ...DONE_REACTIONS,
  ...CONNECTION_REACTIONS,
  ...SESSION_REACTIONS,
  ...GUARDED_REACTIONS,
  ...AUTH_REACTIONS,
  ...PARAMETER_REACTIONS,
  ...ENVELOPE_REACTIONS,
  ...CONTENT_REACTIONS,
  ...OTHER_REACTIONS,
  ...CLASS_REACTIONS,
];

/** How far a reply reaches by itself, where its row does not say. */
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

/** What a mechanism gives away, most first: the password, a proof that can be ground down, a token, less and less. */
export const MECHANISM_STRENGTH: Readonly<Record<string, number>> = {
  LOGIN: 1,
  PLAIN: 1,
  "CRAM-MD5": 2,
  "DIGEST-MD5": 2,
  XOAUTH2: 3,
  OAUTHBEARER: 3,
  "SCRAM-SHA-1": 4,
  "SCRAM-SHA-1-PLUS": 5,
  "SCRAM-SHA-256": 6,
  "SCRAM-SHA-512": 6,
  "SCRAM-SHA-256-PLUS": 7,
  "SCRAM-SHA-512-PLUS": 7,
  EXTERNAL: 8,
};
