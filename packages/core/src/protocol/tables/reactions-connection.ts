/**
 * Reactions that concern the connection, whatever was asked: it closes, it lost
 * step, it must be begun under another name, or it cannot be reset.
 */
import type { Asked } from "../situation.ts";
import type { ReactionRow } from "./reactions-row.ts";

/** The verbs that no server can do without. */
const MANDATORY: readonly Asked[] = ["MAIL", "RCPT", "DATA"];
/** Nothing that is under way depends on these. */
const OPTIONAL: readonly Asked[] = ["NOOP", "VRFY", "EXPN", "HELP", "ETRN", "TURN", "OTHER"];

const EARLY_TALK = {
  asked: ["GREETING", "EHLO"],
  codes: [4, 5],
  action: "next-way",
  feature: "PIPECONNECT",
  scope: "connection",
  retry: "now",
  because: "client-fault",
  rfc: "RFC 5321 3.1",
} as const;

const RECONNECT = { action: "reconnect", scope: "connection", retry: "now" } as const;
const CLOSING = { retry: "later", because: "closing", rfc: "RFC 5321 3.8" } as const;

/** In order: the first that fits decides. */
export const CONNECTION_REACTIONS: readonly ReactionRow[] = [
  {
    id: "quit",
    asked: ["QUIT"],
    codes: [3, 4, 5],
    action: "ignore",
    retry: "never",
    because: "unsupported",
    rfc: "RFC 5321 4.1.1.10",
  },
  {
    id: "nothing-to-reset",
    asked: ["RSET"],
    codes: [5],
    when: { greeted: "no" },
    action: "ignore",
    retry: "never",
    because: "bad-sequence",
    rfc: "RFC 5321 4.1.4",
  },
  {
    id: "reset-refused",
    asked: ["RSET"],
    codes: [4, 5],
    action: "next-way",
    feature: "RSET",
    scope: "connection",
    retry: "now",
    because: "unsupported",
    rfc: "RFC 5321 4.1.1.5",
  },

  // What was written before the greeting was a bet; whatever refuses it, the ordinary way follows.
  { id: "early-talk", when: { grouped: true }, ...EARLY_TALK },
  { id: "early-talk-told", text: "synchronization", ...EARLY_TALK },

  {
    id: "closing-before-mail",
    asked: ["GREETING", "EHLO", "HELO", "STARTTLS", "AUTH", "AUTH-RESPONSE"],
    codes: [421],
    ...CLOSING,
    action: "next-server",
    scope: "host",
  },
  // A connection that has served, or whose time is up, makes room for a new one.
  { id: "closing-told", asked: MANDATORY, codes: [421], text: "session", ...CLOSING, ...RECONNECT },
  {
    id: "closing-used",
    asked: MANDATORY,
    codes: [421],
    when: { again: true },
    ...CLOSING,
    ...RECONNECT,
  },
  {
    // Some servers end a connection that rested for too long with this code instead of 421.
    id: "timeout-told",
    asked: MANDATORY,
    codes: [451],
    when: { again: true },
    enhanced: ["X.4.2", "X.7.0"],
    text: "session",
    ...CLOSING,
    ...RECONNECT,
  },
  { id: "closing-aside", asked: OPTIONAL, codes: [421, 521], ...CLOSING, ...RECONNECT },
  {
    id: "too-many-errors",
    asked: [...MANDATORY, ...OPTIONAL],
    codes: [4, 5],
    text: "errors",
    ...RECONNECT,
    because: "too-many-errors",
    rfc: "RFC 5321 4.3.2",
  },
  {
    id: "closing-before-envelope",
    asked: ["MAIL"],
    codes: [421],
    ...CLOSING,
    action: "next-server",
    scope: "host",
  },
  {
    id: "closing-in-envelope",
    asked: ["RCPT", "DATA"],
    codes: [421],
    ...CLOSING,
    action: "later",
    scope: "connection",
  },
  {
    // In place of the final reply it refuses the message temporarily, and nothing else.
    id: "closing-over-content",
    asked: ["CONTENT", "BDAT"],
    codes: [421],
    ...CLOSING,
    action: "later",
    scope: "message",
  },

  {
    id: "out-of-step-told",
    asked: [...MANDATORY, ...OPTIONAL],
    codes: [5],
    text: "synchronization",
    action: "next-way",
    feature: "PIPELINING",
    scope: "connection",
    retry: "now",
    because: "bad-sequence",
    rfc: "RFC 2920 3.2",
  },
  {
    id: "line-too-long-closing",
    asked: MANDATORY,
    codes: [521],
    text: "long-line",
    ...RECONNECT,
    because: "client-fault",
    rfc: "RFC 5321 4.5.3.1.4",
  },
  {
    // Many servers judge the name only when they know the recipient.
    id: "name-refused-late",
    asked: MANDATORY,
    codes: [4, 5],
    text: "name",
    action: "fix-name",
    scope: "connection",
    retry: "now",
    because: "name-refused",
    rfc: "RFC 5321 4.1.4",
  },
];
