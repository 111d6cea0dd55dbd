/** Rows for codes, used if the text has no known meaning: first the enhanced code, then the reply code. */
import { type MeaningRow, rowsOf } from "./row.ts";
import type { Stage } from "./stage.ts";

const RECIPIENT_CODE_STAGES: readonly Stage[] = [
  "rcpt",
  "data",
  "content",
  "transaction",
  "unknown",
];
/** A text with more words than a reply code needs: it has a meaning, which is unknown. */
const LONG_TEXT = /^(?:\S{1,200} ){3}/;

/**
 * Words besides those that say nothing. Servers use some codes for anything, so that beside words which no row reads,
 * such a code says less than it seems to.
 */
const UNREAD_WORDS =
  /(?!(?:sorry|error|rejected|refused|denied|failed|fehler|the|and|mx|esmtp|smtp|anyone)\b)(?<![\w.@-])[a-z\u00c0-\u024f'-]{3,40}(?![\w@-]|\.\w)/i;

/** 552 to RCPT is a full mailbox or a large message; any word may be about the other one. */
const TWO_WORDS = /\S \S/;

const COMMAND_STAGES: readonly Stage[] = ["ehlo", "starttls", "other"];

/**
 * Enhanced status codes. Codes that servers use loosely only count with few words of text. Other X.7.x codes are used
 * for half of all kinds, so they have no row.
 */
export const ENHANCED_ROWS: readonly MeaningRow[] = [
  ...rowsOf("auth-failed", {
    enhanced: {
      at: ["auth"],
      enhanced: /^5\.7\.[0138]$/,
      codes: [535, 550, 553, 554],
    },
    "5.7.8": { enhanced: /^5\.7\.8$/, at: ["unknown"] },
  }),
  ...rowsOf("auth-method-disabled", {
    enhanced: {
      at: ["auth"],
      enhanced: /^5\.(?:7\.(?:4|9)|5\.4)$/,
      responsible: "developer",
    },
    transition: { at: ["auth", "unknown"], enhanced: /^[45]\.7\.12$/ },
    "enhanced-command": {
      at: ["auth"],
      enhanced: /^5\.(?:5\.1|3\.3)$/,
      not: /\balready\b/i,
      responsible: "developer",
    },
  }),
  ...rowsOf("tls-required", {
    enhanced: { enhanced: /^5\.7\.1[01]$/ },
  }),
  ...rowsOf("account-suspended", {
    enhanced: { at: ["auth", "mail"], enhanced: /^5\.7\.13$/ },
  }),
  ...rowsOf("sender-unknown", {
    enhanced: { enhanced: /^5\.1\.[78]$/, not: UNREAD_WORDS },
  }),
  ...rowsOf("mailbox-unknown", {
    enhanced: {
      at: RECIPIENT_CODE_STAGES,
      enhanced: /^5\.1\.[16]$/,
    },
  }),
  ...rowsOf("mailbox-disabled", {
    enhanced: { at: RECIPIENT_CODE_STAGES, enhanced: /^5\.2\.1$/, not: UNREAD_WORDS },
  }),
  ...rowsOf("mailbox-full", {
    enhanced: {
      at: RECIPIENT_CODE_STAGES,
      enhanced: /^[45]\.2\.2$/,
      temporary: true,
      why: "A full mailbox is emptied again; many servers give it a permanent code.",
    },
  }),
  ...rowsOf("domain-unknown", {
    enhanced: {
      at: RECIPIENT_CODE_STAGES,
      enhanced: /^5\.(?:1\.2|4\.4)$/,
      not: UNREAD_WORDS,
    },
  }),
  ...rowsOf("null-mx", {
    enhanced: {
      codes: [556, 521, 550],
      enhanced: /^5\.(?:1\.10|3\.2)$/,
      not: UNREAD_WORDS,
    },
  }),
  ...rowsOf("syntax", {
    enhanced: {
      enhanced: /^5\.(?:1\.3|5\.2|5\.6)$/,
      not: UNREAD_WORDS,
    },
  }),
  ...rowsOf("message-too-large", {
    enhanced: { enhanced: /^[45]\.(?:3\.4|2\.3)$/, not: /\bpolic(?:y|ies)|policy\b|\bsign in\b/i },
  }),
  ...rowsOf("too-many-recipients", {
    enhanced: { at: RECIPIENT_CODE_STAGES, enhanced: /^5\.5\.3$/ },
    "enhanced-later": {
      at: RECIPIENT_CODE_STAGES,
      enhanced: /^4\.5\.3$/,
      retry: "later",
      responsible: "developer",
    },
  }),
  ...rowsOf("command-not-implemented", {
    enhanced: {
      codes: [500, 502, 504, 521],
      enhanced: /^5\.(?:5\.1|3\.3)$/,
    },
  }),
  ...rowsOf("bad-sequence", {
    enhanced: {
      codes: [503],
      enhanced: /^5\.5\.[01]$/,
    },
  }),
  ...rowsOf("parameter-unsupported", {
    enhanced: {
      enhanced: /^5\.(?:5\.4|6\.[789]|6\.10|6\.3)$/,
      not: UNREAD_WORDS,
    },
  }),
  ...rowsOf("message-malformed", {
    enhanced: {
      enhanced: /^5\.6\.[0]$/,
      at: ["content", "transaction"],
    },
  }),
  ...rowsOf("loop", { enhanced: { enhanced: /^[45]\.4\.6$/, not: UNREAD_WORDS } }),
  ...rowsOf("dkim", { enhanced: { enhanced: /^5\.7\.2[012]$/ } }),
  ...rowsOf("spf", { enhanced: { enhanced: /^5\.7\.2[34]$/ } }),
  ...rowsOf("ptr", { enhanced: { enhanced: /^[45]\.7\.25$/ } }),
  ...rowsOf("sender-unauthenticated", {
    enhanced: { enhanced: /^[45]\.7\.26$/ },
  }),
  ...rowsOf("timeout", {
    enhanced: {
      enhanced: /^4\.4\.[1257]$|^5\.4\.7$/,
      not: UNREAD_WORDS,
    },
  }),
  ...rowsOf("lookup-failed", {
    enhanced: {
      codes: [4],
      enhanced: /^4\.(?:4\.[34]|1\.[1278])$/,
      not: UNREAD_WORDS,
    },
  }),
  ...rowsOf("server-error", {
    enhanced: {
      enhanced: /^4\.3\.[0135]$|^5\.3\.5$/,
      not: UNREAD_WORDS,
    },
  }),
  ...rowsOf("server-busy", {
    enhanced: {
      codes: [4],
      enhanced: /^4\.(?:3\.2|4\.5)$/,
      not: UNREAD_WORDS,
    },
  }),
  ...rowsOf("rate-limited", {
    enhanced: {
      codes: [4],
      at: ["rcpt", "transaction", "content"],
      enhanced: /^4\.7\.28$/,
      certainty: "guess",
    },
  }),
];

/** Reply codes. A 550 only shows that the server refused. */
export const CODE_ROWS: readonly MeaningRow[] = [
  ...rowsOf("unknown-policy", {
    node: {
      codes: [459],
      temporary: false,
      why: "RFC 1985 has 459 for a client that may not do this, which stays so.",
      retry: "other-way",
    },
  }),
  ...rowsOf("accepted", { code: { codes: [2, 3], certainty: "sure" } }),
  ...rowsOf("auth-failed", {
    code: { at: ["auth", "unknown"], codes: [535], certainty: "likely" },
  }),
  ...rowsOf("auth-method-disabled", {
    code: {
      at: ["auth"],
      codes: [500, 502, 504, 534, 503],
      responsible: "developer",
    },
    432: { at: ["auth", "unknown"], codes: [432], not: TWO_WORDS, certainty: "likely" },
  }),
  ...rowsOf("login-blocked", {
    code: { at: ["auth"], codes: [421], retry: "later" },
  }),
  ...rowsOf("account-suspended", {
    code: { at: ["auth"], codes: [525], not: LONG_TEXT },
  }),
  ...rowsOf("tls-required", {
    code: { codes: [538, 523] },
    auth: { at: ["auth"], codes: [530] },
  }),
  ...rowsOf("auth-required", { code: { codes: [530] } }),
  ...rowsOf("server-error", {
    auth: { at: ["auth"], codes: [4] },
  }),
  ...rowsOf("tls-failed", {
    code: { at: ["starttls"], codes: [454, 554, 550] },
    offered: {
      at: ["starttls"],
      codes: [5],
      advertised: ["STARTTLS", true],
    },
  }),
  ...rowsOf("null-mx", {
    code: {
      codes: [521, 556],
      not: UNREAD_WORDS,
      at: ["greeting", "rcpt", "mail", "unknown", "transaction"],
    },
  }),
  ...rowsOf("helo-name", {
    code: { at: ["ehlo"], not: UNREAD_WORDS, codes: [501, 504, 550, 553] },
  }),
  ...rowsOf("command-not-implemented", {
    code: { codes: [502], not: UNREAD_WORDS },
    verbs: { at: COMMAND_STAGES, codes: [500, 504], not: UNREAD_WORDS },
  }),
  ...rowsOf("parameter-unsupported", {
    code: { codes: [504, 555], not: UNREAD_WORDS },
  }),
  ...rowsOf("bad-sequence", { code: { codes: [503], not: LONG_TEXT } }),
  ...rowsOf("syntax", { code: { codes: [500, 501], not: UNREAD_WORDS } }),
  ...rowsOf("message-too-large", {
    code: { at: ["mail"], not: UNREAD_WORDS, codes: [552] },
  }),
  ...rowsOf("mailbox-full", {
    code: {
      at: ["rcpt"],
      not: TWO_WORDS,
      codes: [552, 422],
      temporary: true,
      why: "A full mailbox is emptied again; many servers give it a permanent code.",
    },
  }),
  ...rowsOf("server-busy", { code: { codes: [421, 452], not: UNREAD_WORDS } }),
  ...rowsOf("server-error", { code: { codes: [4], not: UNREAD_WORDS } }),
  ...rowsOf("unknown-policy", {
    code: { codes: [5] },
    "code-deferred": { codes: [4], retry: "later" },
  }),
];
