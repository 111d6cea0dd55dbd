/**
 * Reactions to replies about the connection, to any command: the server closes it, is out of sync, refuses the
 * client's name, or cannot reset.
 */
import type { CommandName } from "../reply/situation.ts";
import type { ReactionRow } from "./reactions-row.ts";

/** The commands that every server must know. */
const MANDATORY_VERBS: readonly CommandName[] = ["MAIL", "RCPT", "DATA"];
/** Commands that nothing else depends on. */
const OPTIONAL: readonly CommandName[] = ["NOOP", "VRFY", "EXPN", "HELP", "ETRN", "TURN", "OTHER"];

const RECONNECT = { action: "reconnect", scope: "connection", retry: "now" } as const;
const SERVER_CLOSES = { retry: "later", reason: "closing", rfc: "RFC 5321 3.8" } as const;

/** In order: the first row that fits decides. */
export const CONNECTION_REACTIONS: readonly ReactionRow[] = [
  {
    id: "quit",
    commands: ["QUIT"],
    codes: [3, 4, 5],
    action: "ignore",
    retry: "never",
    reason: "unsupported",
    rfc: "RFC 5321 4.1.1.10",
  },
  {
    id: "nothing-to-reset",
    commands: ["RSET"],
    codes: [5],
    when: { greeted: "no" },
    action: "ignore",
    retry: "never",
    reason: "bad-sequence",
    rfc: "RFC 5321 4.1.4",
  },
  {
    id: "reset-refused",
    commands: ["RSET"],
    codes: [4, 5],
    action: "next-method",
    feature: "RSET",
    scope: "connection",
    retry: "now",
    reason: "unsupported",
    rfc: "RFC 5321 4.1.1.5",
  },

  {
    // Nothing was sent too early, so neither HELO nor a second try would be any better.
    id: "talks-too-soon",
    commands: ["GREETING", "EHLO"],
    codes: [4, 5],
    text: "synchronization",
    action: "next-server",
    scope: "host",
    retry: "never",
    reason: "client-fault",
    rfc: "RFC 5321 3.1",
  },

  {
    id: "closing-before-mail",
    commands: ["GREETING", "EHLO", "HELO", "STARTTLS", "AUTH", "AUTH-RESPONSE"],
    codes: [421],
    ...SERVER_CLOSES,
    action: "next-server",
    scope: "host",
  },
  // A connection that has carried messages, or was open for too long, is replaced by a new one.
  {
    id: "closing-told",
    commands: MANDATORY_VERBS,
    codes: [421],
    text: "session",
    ...SERVER_CLOSES,
    ...RECONNECT,
  },
  {
    id: "closing-used",
    commands: MANDATORY_VERBS,
    codes: [421],
    when: { repeated: true },
    ...SERVER_CLOSES,
    ...RECONNECT,
  },
  {
    // Some servers end a connection that was idle for too long with this code instead of 421.
    id: "timeout-told",
    commands: MANDATORY_VERBS,
    codes: [451],
    when: { repeated: true },
    enhanced: ["X.4.2", "X.7.0"],
    text: "session",
    ...SERVER_CLOSES,
    ...RECONNECT,
  },
  { id: "closing-aside", commands: OPTIONAL, codes: [421, 521], ...SERVER_CLOSES, ...RECONNECT },
  {
    id: "too-many-errors",
    commands: [...MANDATORY_VERBS, ...OPTIONAL],
    codes: [4, 5],
    text: "errors",
    ...RECONNECT,
    reason: "too-many-errors",
    rfc: "RFC 5321 4.3.2",
  },
  {
    id: "closing-before-envelope",
    commands: ["MAIL"],
    codes: [421],
    ...SERVER_CLOSES,
    action: "next-server",
    scope: "host",
  },
  {
    id: "closing-in-envelope",
    commands: ["RCPT", "DATA"],
    codes: [421],
    ...SERVER_CLOSES,
    action: "fail-temporarily",
    scope: "connection",
  },
  {
    // Instead of the final reply, 421 only refuses the message temporarily.
    id: "closing-over-content",
    commands: ["CONTENT", "BDAT"],
    codes: [421],
    ...SERVER_CLOSES,
    action: "fail-temporarily",
    scope: "message",
  },

  {
    id: "out-of-sync-told",
    commands: [...MANDATORY_VERBS, ...OPTIONAL],
    codes: [5],
    text: "synchronization",
    action: "next-method",
    feature: "PIPELINING",
    scope: "connection",
    retry: "now",
    reason: "bad-sequence",
    rfc: "RFC 2920 3.2",
  },
  {
    id: "line-too-long-closing",
    commands: MANDATORY_VERBS,
    codes: [521],
    text: "long-line",
    ...RECONNECT,
    reason: "client-fault",
    rfc: "RFC 5321 4.5.3.1.4",
  },
  {
    // Many servers check the client's name only after RCPT.
    id: "name-refused-late",
    commands: MANDATORY_VERBS,
    codes: [4, 5],
    text: "name",
    action: "change-ehlo-name",
    scope: "connection",
    retry: "now",
    reason: "name-refused",
    rfc: "RFC 5321 4.1.4",
  },
];
