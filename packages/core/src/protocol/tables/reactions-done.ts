/**
 * Reactions to 2yz and 3yz. Most replies are of these classes, and any code of the class is accepted (RFC 5321
 * 4.2.1).
 */
import type { CommandName } from "../reply/situation.ts";
import type { ReactionRow } from "./reactions-row.ts";

/** All commands and moments that have replies. */
export const ANYTHING: readonly CommandName[] = [
  "GREETING",
  "EHLO",
  "HELO",
  "STARTTLS",
  "AUTH",
  "AUTH-RESPONSE",
  "MAIL",
  "RCPT",
  "DATA",
  "CONTENT",
  "BDAT",
  "RSET",
  "NOOP",
  "VRFY",
  "EXPN",
  "HELP",
  "ETRN",
  "TURN",
  "QUIT",
  "OTHER",
];

/**
 * 221 announces that the server closes the connection, in reply to any command. Only in reply to QUIT is it a
 * success.
 */
const CLOSING_221 = {
  codes: [221],
  retry: "later",
  reason: "closing",
  rfc: "RFC 5321 4.2.2",
} as const;

/** In order: the first row that fits decides. */
export const DONE_REACTIONS: readonly ReactionRow[] = [
  {
    id: "goodbye-used",
    commands: ["MAIL", "RCPT", "DATA"],
    when: { repeated: true },
    ...CLOSING_221,
    action: "reconnect",
    scope: "connection",
    retry: "now",
  },
  {
    id: "goodbye-before-envelope",
    commands: ["GREETING", "EHLO", "HELO", "STARTTLS", "AUTH", "AUTH-RESPONSE", "MAIL"],
    ...CLOSING_221,
    action: "next-server",
    scope: "host",
  },
  {
    id: "goodbye-in-envelope",
    commands: ["RCPT", "DATA"],
    ...CLOSING_221,
    action: "fail-temporarily",
    scope: "connection",
  },
  {
    // The message was refused before, so the server cannot have accepted it.
    id: "goodbye-behind-refusal",
    commands: ["BDAT"],
    ...CLOSING_221,
    when: { earlierRefused: true, recipientsAccepted: "none" },
    action: "cascade",
    retry: "never",
    reason: "earlier-refusal",
  },
  {
    id: "goodbye-aside",
    commands: ["NOOP", "VRFY", "EXPN", "HELP", "ETRN", "TURN", "OTHER"],
    ...CLOSING_221,
    action: "reconnect",
    scope: "connection",
    retry: "now",
  },
  {
    id: "would-not-say",
    commands: ["VRFY", "EXPN"],
    codes: [252],
    action: "unknown",
    scope: "command",
    retry: "never",
    reason: "policy",
    rfc: "RFC 5321 3.5.3",
  },
  {
    // After anything but 3yz, the server would run the content as commands.
    id: "data-not-open",
    commands: ["DATA"],
    codes: [2],
    action: "reconnect",
    scope: "connection",
    retry: "now",
    reason: "garbage",
    rfc: "RFC 5321 4.1.1.4",
  },
  {
    id: "done",
    commands: ANYTHING,
    codes: [2],
    action: "proceed",
    retry: "never",
    reason: "accepted",
    rfc: "RFC 5321 4.2.1",
  },
  {
    id: "data-open-to-nobody",
    commands: ["DATA"],
    codes: [3],
    when: { recipientsAccepted: "none" },
    action: "end-without-content",
    scope: "transaction",
    retry: "never",
    reason: "earlier-refusal",
    rfc: "RFC 2920 3.1",
  },
  {
    id: "go-on",
    commands: ["DATA", "AUTH", "AUTH-RESPONSE"],
    codes: [3],
    action: "proceed",
    retry: "never",
    reason: "accepted",
    rfc: "RFC 5321 4.2.1",
  },
];
