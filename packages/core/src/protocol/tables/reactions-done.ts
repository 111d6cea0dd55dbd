/** Reactions to 2yz and 3yz, which most replies are: any code of the class will do (RFC 5321 4.2.1). */
import type { Asked } from "../situation.ts";
import type { ReactionRow } from "./reactions-row.ts";

/** All that can be answered. */
export const ANYTHING: readonly Asked[] = [
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

/** 221 announces that the server closes, whatever it was asked; to QUIT alone it is a success. */
const GOODBYE = {
  codes: [221],
  retry: "later",
  because: "closing",
  rfc: "RFC 5321 4.2.2",
} as const;

/** In order: the first that fits decides. */
export const DONE_REACTIONS: readonly ReactionRow[] = [
  {
    id: "goodbye-used",
    asked: ["MAIL", "RCPT", "DATA"],
    when: { again: true },
    ...GOODBYE,
    action: "reconnect",
    scope: "connection",
    retry: "now",
  },
  {
    id: "goodbye-before-envelope",
    asked: ["GREETING", "EHLO", "HELO", "STARTTLS", "AUTH", "AUTH-RESPONSE", "MAIL"],
    ...GOODBYE,
    action: "next-server",
    scope: "host",
  },
  {
    id: "goodbye-in-envelope",
    asked: ["RCPT", "DATA"],
    ...GOODBYE,
    action: "later",
    scope: "connection",
  },
  {
    // What was refused before cannot have been taken.
    id: "goodbye-behind-refusal",
    asked: ["BDAT"],
    ...GOODBYE,
    when: { earlierRefused: true, recipientsAccepted: "none" },
    action: "cascade",
    retry: "never",
    because: "earlier-refusal",
  },
  {
    id: "goodbye-aside",
    asked: ["NOOP", "VRFY", "EXPN", "HELP", "ETRN", "TURN", "OTHER"],
    ...GOODBYE,
    action: "reconnect",
    scope: "connection",
    retry: "now",
  },
  {
    id: "would-not-say",
    asked: ["VRFY", "EXPN"],
    codes: [252],
    action: "unknown",
    scope: "command",
    retry: "never",
    because: "policy",
    rfc: "RFC 5321 3.5.3",
  },
  {
    // Content after anything but 3yz would be run as commands.
    id: "data-not-open",
    asked: ["DATA"],
    codes: [2],
    action: "reconnect",
    scope: "connection",
    retry: "now",
    because: "garbage",
    rfc: "RFC 5321 4.1.1.4",
  },
  {
    id: "done",
    asked: ANYTHING,
    codes: [2],
    action: "proceed",
    retry: "never",
    because: "accepted",
    rfc: "RFC 5321 4.2.1",
  },
  {
    id: "data-open-to-nobody",
    asked: ["DATA"],
    codes: [3],
    when: { recipientsAccepted: "none" },
    action: "end-without-content",
    scope: "transaction",
    retry: "never",
    because: "earlier-refusal",
    rfc: "RFC 2920 3.1",
  },
  {
    id: "go-on",
    asked: ["DATA", "AUTH", "AUTH-RESPONSE"],
    codes: [3],
    action: "proceed",
    retry: "never",
    because: "accepted",
    rfc: "RFC 5321 4.2.1",
  },
];
