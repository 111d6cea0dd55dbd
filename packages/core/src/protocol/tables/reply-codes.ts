/**
 * The reply codes of RFC 5321 and its extensions and their meaning, as a plain array that bundles without look-ups do
 * not include. The reactions to a reply are in `reactions.ts`, because the code alone does not decide them.
 */
import type { CommandName } from "../reply/situation.ts";
import { ANSWERED } from "./scopes.ts";

/** One reply code. */
export interface ReplyCodeRow {
  /** The number. */
  readonly code: number;
  /** The meaning. */
  readonly meaning: string;
  /** The commands that the RFCs allow the code for. Servers also use it elsewhere. */
  readonly commands: readonly CommandName[];
  /** Whether the server closes the connection after this reply. */
  readonly closes: boolean;
  /** The RFC that defines the code. */
  readonly rfc: string;
}

/** The moments of an AUTH exchange. */
const LOGIN_COMMANDS: readonly CommandName[] = ["AUTH", "AUTH-RESPONSE"];
const ENVELOPE_COMMANDS: readonly CommandName[] = ["MAIL", "RCPT"];
const TRANSFER: readonly CommandName[] = ["MAIL", "RCPT", "DATA", "CONTENT", "BDAT"];

/** All rows, in the order of their numbers. */
export const REPLY_CODES: readonly ReplyCodeRow[] = [
  {
    code: 211,
    meaning: "system status or help",
    commands: ["HELP"],
    closes: false,
    rfc: "RFC 5321 4.2.2",
  },
  { code: 214, meaning: "help message", commands: ["HELP"], closes: false, rfc: "RFC 5321 4.2.2" },
  {
    code: 220,
    meaning: "service ready",
    commands: ["GREETING", "STARTTLS"],
    closes: false,
    rfc: "RFC 5321 4.2.2, RFC 3207 4",
  },
  {
    code: 221,
    meaning: "closing connection",
    commands: ["QUIT"],
    closes: true,
    rfc: "RFC 5321 4.2.2",
  },
  {
    code: 235,
    meaning: "authentication succeeded",
    commands: LOGIN_COMMANDS,
    closes: false,
    rfc: "RFC 4954 6",
  },
  {
    code: 250,
    meaning: "done",
    commands: [
      "EHLO",
      "HELO",
      "MAIL",
      "RCPT",
      "CONTENT",
      "BDAT",
      "RSET",
      "NOOP",
      "VRFY",
      "EXPN",
      "ETRN",
    ],
    closes: false,
    rfc: "RFC 5321 4.2.2",
  },
  {
    code: 251,
    meaning: "recipient not local, will forward; no mail waiting (ETRN)",
    commands: ["RCPT", "VRFY", "ETRN"],
    closes: false,
    rfc: "RFC 5321 3.4, RFC 1985 5.3",
  },
  {
    code: 252,
    meaning: "cannot verify, will accept; delivery started (ETRN)",
    commands: ["VRFY", "EXPN", "ETRN"],
    closes: false,
    rfc: "RFC 5321 3.5.3, RFC 1985 5.3",
  },
  {
    code: 253,
    meaning: "delivery of waiting messages started",
    commands: ["ETRN"],
    closes: false,
    rfc: "RFC 1985 5.3",
  },
  {
    code: 334,
    meaning: "authentication challenge",
    commands: LOGIN_COMMANDS,
    closes: false,
    rfc: "RFC 4954 4",
  },
  {
    code: 353,
    meaning: "one reply per recipient follows",
    commands: ["CONTENT"],
    closes: false,
    rfc: "draft-hall-prdr-00",
  },
  {
    code: 354,
    meaning: "start of mail input",
    commands: ["DATA"],
    closes: false,
    rfc: "RFC 5321 4.2.2",
  },
  {
    code: 355,
    meaning: "resume mail input at an offset",
    commands: ["DATA"],
    closes: false,
    rfc: "RFC 1845",
  },
  {
    code: 421,
    meaning: "service not available, closing connection",
    commands: ANSWERED,
    closes: true,
    rfc: "RFC 5321 4.2.2, RFC 5321 3.8",
  },
  {
    code: 422,
    meaning: "password transition needed",
    commands: LOGIN_COMMANDS,
    closes: false,
    rfc: "RFC 5248 2.4",
  },
  {
    code: 430,
    meaning: "command temporarily invalid",
    commands: ANSWERED,
    closes: false,
    rfc: "RFC 5248 2.4",
  },
  {
    code: 432,
    meaning: "password transition needed",
    commands: LOGIN_COMMANDS,
    closes: false,
    rfc: "RFC 4954 6",
  },
  {
    code: 450,
    meaning: "mailbox temporarily unavailable",
    commands: TRANSFER,
    closes: false,
    rfc: "RFC 5321 4.2.2",
  },
  {
    code: 451,
    meaning: "local error in processing",
    commands: TRANSFER,
    closes: false,
    rfc: "RFC 5321 4.2.2",
  },
  {
    code: 452,
    meaning: "insufficient storage, or too many recipients",
    commands: TRANSFER,
    closes: false,
    rfc: "RFC 5321 4.2.2, RFC 5321 4.5.3.1.10",
  },
  {
    code: 453,
    meaning: "no mail waiting",
    commands: ["OTHER"],
    closes: false,
    rfc: "RFC 2645 5.2",
  },
  {
    code: 454,
    meaning: "TLS or authentication temporarily not available",
    commands: ["STARTTLS", "AUTH", "AUTH-RESPONSE"],
    closes: false,
    rfc: "RFC 3207 4, RFC 4954 6",
  },
  {
    code: 455,
    meaning: "parameters temporarily cannot be accommodated",
    commands: ENVELOPE_COMMANDS,
    closes: false,
    rfc: "RFC 5321 4.1.1.11",
  },
  {
    code: 458,
    meaning: "messages cannot be queued",
    commands: ["ETRN"],
    closes: false,
    rfc: "RFC 1985 5.3",
  },
  {
    code: 459,
    meaning: "node not allowed",
    commands: ["ETRN"],
    closes: false,
    rfc: "RFC 1985 5.3",
  },
  {
    code: 500,
    meaning: "syntax error, command unrecognized",
    commands: ANSWERED,
    closes: false,
    rfc: "RFC 5321 4.2.4",
  },
  {
    code: 501,
    meaning: "syntax error in parameters or arguments",
    commands: ANSWERED,
    closes: false,
    rfc: "RFC 5321 4.2.2",
  },
  {
    code: 502,
    meaning: "command not implemented",
    commands: ANSWERED,
    closes: false,
    rfc: "RFC 5321 4.2.4",
  },
  {
    code: 503,
    meaning: "bad sequence of commands",
    commands: ANSWERED,
    closes: false,
    rfc: "RFC 5321 4.2.2",
  },
  {
    code: 504,
    meaning: "parameter or mechanism not implemented",
    commands: ["EHLO", "HELO", "AUTH", "MAIL", "RCPT", "VRFY", "EXPN", "HELP"],
    closes: false,
    rfc: "RFC 5321 4.2.2, RFC 4954 4",
  },
  {
    code: 521,
    meaning: "host never accepts mail",
    commands: ["GREETING", "EHLO"],
    closes: true,
    rfc: "RFC 7504 3",
  },
  {
    code: 523,
    meaning: "encryption needed",
    commands: LOGIN_COMMANDS,
    closes: false,
    rfc: "RFC 5248 2.4",
  },
  {
    code: 524,
    meaning: "encryption required for this mechanism",
    commands: LOGIN_COMMANDS,
    closes: false,
    rfc: "RFC 5248 2.4",
  },
  {
    code: 525,
    meaning: "account disabled",
    commands: LOGIN_COMMANDS,
    closes: false,
    rfc: "RFC 5248 2.4",
  },
  {
    code: 530,
    meaning: "TLS or authentication required first",
    commands: [
      "AUTH",
      "MAIL",
      "RCPT",
      "DATA",
      "BDAT",
      "VRFY",
      "EXPN",
      "HELP",
      "ETRN",
      "TURN",
      "OTHER",
    ],
    closes: false,
    rfc: "RFC 3207 4, RFC 4954 6",
  },
  { code: 533, meaning: "not authorized", commands: ANSWERED, closes: false, rfc: "RFC 5248 2.4" },
  {
    code: 534,
    meaning: "authentication mechanism too weak",
    commands: LOGIN_COMMANDS,
    closes: false,
    rfc: "RFC 4954 6",
  },
  {
    code: 535,
    meaning: "credentials invalid",
    commands: LOGIN_COMMANDS,
    closes: false,
    rfc: "RFC 4954 6",
  },
  {
    code: 538,
    meaning: "encryption required for this mechanism",
    commands: LOGIN_COMMANDS,
    closes: false,
    rfc: "RFC 4954 6",
  },
  {
    code: 550,
    meaning: "mailbox unavailable, or refused by policy",
    commands: ["EHLO", "HELO", "MAIL", "RCPT", "DATA", "CONTENT", "BDAT", "VRFY", "EXPN"],
    closes: false,
    rfc: "RFC 5321 4.2.2",
  },
  {
    code: 551,
    meaning: "recipient not local, another address is named",
    commands: ["RCPT", "VRFY"],
    closes: false,
    rfc: "RFC 5321 3.4",
  },
  {
    code: 552,
    meaning: "storage exceeded, or message too large",
    commands: TRANSFER,
    closes: false,
    rfc: "RFC 5321 4.2.2, RFC 1870 6",
  },
  {
    code: 553,
    meaning: "mailbox name not allowed",
    commands: ["MAIL", "RCPT", "VRFY"],
    closes: false,
    rfc: "RFC 5321 4.2.2, RFC 6531 3.5",
  },
  {
    code: 554,
    meaning: "transaction failed, or no mail service here",
    commands: ["GREETING", "EHLO", "DATA", "CONTENT", "BDAT"],
    closes: false,
    rfc: "RFC 5321 3.1, RFC 5321 4.2.2",
  },
  {
    code: 555,
    meaning: "parameters not recognized or not implemented",
    commands: ENVELOPE_COMMANDS,
    closes: false,
    rfc: "RFC 5321 4.1.1.11",
  },
  {
    code: 556,
    meaning: "recipient's domain accepts no mail",
    commands: ["RCPT"],
    closes: false,
    rfc: "RFC 7504 4",
  },
];

/**
 * Looks up a reply code.
 *
 * @param code such as 502
 * @returns its row; `undefined` for an unknown code (its first digit still decides, RFC 5321 4.2)
 * @example replyCode(502)?.meaning; // "command not implemented"
 */
export function replyCode(code: number): ReplyCodeRow | undefined {
  return REPLY_CODES.find((row) => row.code === code);
}
