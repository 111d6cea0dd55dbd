/** What the codes alone say, where the text says nothing: first the enhanced code, then the reply code. */
import { type MeaningRow, rowsOf } from "./row.ts";
import type { Stage } from "./stage.ts";

const RFC3463 = "RFC 3463";
const RFC5321 = "RFC 5321 4.2.3";
const RECIPIENT_CODE_STAGES: readonly Stage[] = [
  "rcpt",
  "data",
  "content",
  "transaction",
  "unknown",
];
/** A text of more words than a reply code needs. It means something, which is not known. */
const LONG_TEXT = /^(?:\S{1,200} ){3}/;

/** 552 to RCPT is a full mailbox or a message that is too large; any word may be about the other. */
const TWO_WORDS = /\S \S/;

const COMMAND_STAGES: readonly Stage[] = ["ehlo", "starttls", "other"];

/** Enhanced status codes. Those that servers use loosely count beside few words only. X.7.x beyond the ones here is used for half of all kinds, and says nothing. */
export const ENHANCED_ROWS: readonly MeaningRow[] = [
  ...rowsOf("auth-failed", {
    enhanced: {
      at: ["auth"],
      enhanced: /^5\.7\.[0138]$/,
      codes: [535, 550, 553, 554],
      source: "RFC 4954 6",
    },
    "5.7.8": { enhanced: /^5\.7\.8$/, at: ["unknown"], source: "RFC 4954 6" },
  }),
  ...rowsOf("auth-method-disabled", {
    enhanced: {
      at: ["auth"],
      enhanced: /^5\.(?:7\.(?:4|9)|5\.4)$/,
      responsible: "developer",
      source: "RFC 5248: 5.7.4; RFC 4954 6: 5.7.9",
    },
    transition: { at: ["auth"], enhanced: /^[45]\.7\.12$/, source: "RFC 4954 6: 4.7.12" },
    "enhanced-command": {
      at: ["auth"],
      enhanced: /^5\.(?:5\.1|3\.3)$/,
      not: /\balready\b/i,
      responsible: "developer",
      source: `${RFC3463} 3.6: X.5.1`,
    },
  }),
  ...rowsOf("tls-required", {
    enhanced: { enhanced: /^5\.7\.1[01]$/, source: "RFC 5248; RFC 7817" },
  }),
  ...rowsOf("account-suspended", {
    enhanced: { at: ["auth", "mail"], enhanced: /^5\.7\.13$/, source: "RFC 5248" },
  }),
  ...rowsOf("sender-unknown", {
    enhanced: { enhanced: /^[45]\.1\.[78]$/, source: `${RFC3463} 3.2: X.1.7, X.1.8` },
  }),
  ...rowsOf("mailbox-unknown", {
    enhanced: {
      at: RECIPIENT_CODE_STAGES,
      enhanced: /^5\.1\.[16]$/,
      source: `${RFC3463} 3.2: X.1.1`,
    },
  }),
  ...rowsOf("mailbox-disabled", {
    enhanced: { at: RECIPIENT_CODE_STAGES, enhanced: /^5\.2\.1$/, source: `${RFC3463} 3.3: X.2.1` },
  }),
  ...rowsOf("mailbox-full", {
    enhanced: {
      at: RECIPIENT_CODE_STAGES,
      enhanced: /^[45]\.2\.2$/,
      temporary: true,
      why: "A full mailbox is emptied again; many servers give it a permanent code.",
      source: `${RFC3463} 3.3: X.2.2`,
    },
  }),
  ...rowsOf("domain-unknown", {
    enhanced: {
      at: RECIPIENT_CODE_STAGES,
      enhanced: /^5\.(?:1\.2|4\.4)$/,
      source: `${RFC3463} 3.2: X.1.2`,
    },
  }),
  ...rowsOf("null-mx", {
    enhanced: { codes: [556, 521, 550], enhanced: /^5\.(?:1\.10|3\.2)$/, source: "RFC 7505 4.1" },
  }),
  ...rowsOf("syntax", {
    enhanced: {
      enhanced: /^5\.(?:1\.3|5\.2|5\.6)$/,
      not: LONG_TEXT,
      source: `${RFC3463} 3.2: X.1.3, 3.6: X.5.2`,
    },
  }),
  ...rowsOf("message-too-large", {
    enhanced: { enhanced: /^[45]\.(?:3\.4|2\.3)$/, source: `${RFC3463} 3.4: X.3.4` },
  }),
  ...rowsOf("too-many-recipients", {
    enhanced: { at: RECIPIENT_CODE_STAGES, enhanced: /^5\.5\.3$/, source: `${RFC3463} 3.6: X.5.3` },
    "enhanced-later": {
      at: RECIPIENT_CODE_STAGES,
      enhanced: /^4\.5\.3$/,
      retry: "later",
      responsible: "developer",
      source: `${RFC3463} 3.6: X.5.3`,
    },
  }),
  ...rowsOf("command-not-implemented", {
    enhanced: {
      codes: [500, 502, 504, 521],
      enhanced: /^5\.(?:5\.1|3\.3)$/,
      source: `${RFC3463} 3.6: X.5.1`,
    },
  }),
  ...rowsOf("bad-sequence", {
    enhanced: {
      codes: [503],
      enhanced: /^5\.5\.[01]$/,
      source: `${RFC3463} 3.6: X.5.1`,
    },
  }),
  ...rowsOf("parameter-unsupported", {
    enhanced: {
      enhanced: /^5\.(?:5\.4|6\.[789]|6\.10|6\.3)$/,
      not: LONG_TEXT,
      source: `${RFC3463} 3.6: X.5.4; RFC 6531 4.2`,
    },
  }),
  ...rowsOf("message-malformed", {
    enhanced: {
      enhanced: /^5\.6\.[0]$/,
      not: LONG_TEXT,
      at: ["content", "transaction"],
      source: `${RFC3463} 3.7: X.6.0`,
    },
  }),
  ...rowsOf("loop", { enhanced: { enhanced: /^[45]\.4\.6$/, source: `${RFC3463} 3.5: X.4.6` } }),
  ...rowsOf("dkim", { enhanced: { enhanced: /^5\.7\.2[012]$/, source: "RFC 7372 3.1" } }),
  ...rowsOf("spf", { enhanced: { enhanced: /^5\.7\.2[34]$/, source: "RFC 7372 3.2" } }),
  ...rowsOf("ptr", { enhanced: { enhanced: /^[45]\.7\.25$/, source: "RFC 7372 3.3" } }),
  ...rowsOf("sender-unauthenticated", {
    enhanced: { enhanced: /^[45]\.7\.26$/, source: "RFC 7372 3.4" },
  }),
  ...rowsOf("timeout", {
    enhanced: {
      enhanced: /^4\.4\.[1257]$|^5\.4\.7$/,
      not: LONG_TEXT,
      source: `${RFC3463} 3.5: X.4.1, X.4.2, X.4.7`,
    },
  }),
  ...rowsOf("lookup-failed", {
    enhanced: {
      codes: [4],
      enhanced: /^4\.(?:4\.[34]|1\.[128])$/,
      not: LONG_TEXT,
      source: `${RFC3463} 3.5: X.4.3`,
    },
  }),
  ...rowsOf("server-error", {
    enhanced: {
      enhanced: /^4\.3\.[0135]$|^5\.3\.5$/,
      source: `${RFC3463} 3.4: X.3.0, X.3.5`,
    },
  }),
  ...rowsOf("server-busy", {
    enhanced: {
      codes: [4],
      enhanced: /^4\.(?:3\.2|4\.5)$/,
      source: `${RFC3463} 3.4: X.3.2`,
    },
  }),
  ...rowsOf("rate-limited", {
    enhanced: {
      codes: [4],
      at: ["rcpt", "transaction", "content"],
      enhanced: /^4\.7\.28$/,
      certainty: "guess",
      source: `${RFC3463} 3.3: X.2.1; RFC 7372`,
    },
  }),
];

/** Reply codes. What is left of a 550 is only that it was refused. */
export const CODE_ROWS: readonly MeaningRow[] = [
  ...rowsOf("unknown-policy", {
    node: {
      codes: [459],
      temporary: false,
      why: "RFC 1985 has 459 for a client that may not do this, which stays so.",
      retry: "other-way",
      source: "RFC 1985 5.3",
    },
  }),
  ...rowsOf("accepted", { code: { codes: [2, 3], certainty: "sure", source: "RFC 5321 4.2.1" } }),
  ...rowsOf("auth-failed", {
    code: { at: ["auth", "unknown"], codes: [535], certainty: "likely", source: "RFC 4954 6: 535" },
  }),
  ...rowsOf("auth-method-disabled", {
    code: {
      at: ["auth"],
      codes: [500, 502, 504, 534, 503],
      responsible: "developer",
      source: "RFC 4954 6: 504, 534",
    },
  }),
  ...rowsOf("login-blocked", {
    code: { at: ["auth"], codes: [421], retry: "later", source: "RFC 4954 6" },
  }),
  ...rowsOf("account-suspended", {
    code: { at: ["auth"], codes: [525], not: LONG_TEXT, source: "RFC 5248" },
  }),
  ...rowsOf("tls-required", {
    code: { codes: [538, 523], source: "RFC 4954 6: 538" },
    auth: { at: ["auth"], codes: [530], source: "RFC 3207 4: 530" },
  }),
  ...rowsOf("auth-required", { code: { codes: [530], source: "RFC 4954 6: 530" } }),
  ...rowsOf("server-error", {
    auth: { at: ["auth"], codes: [4], source: "RFC 4954 6: 454" },
  }),
  ...rowsOf("tls-failed", {
    code: { at: ["starttls"], codes: [454, 554, 550], source: "RFC 3207 4: 454" },
    offered: {
      at: ["starttls"],
      codes: [5],
      advertised: ["STARTTLS", true],
      source: "RFC 3207 4: offered in EHLO and refused",
    },
  }),
  ...rowsOf("null-mx", {
    code: {
      codes: [521, 556],
      at: ["greeting", "rcpt", "mail", "unknown", "transaction"],
      source: "RFC 7504 3",
    },
  }),
  ...rowsOf("helo-name", {
    code: { at: ["ehlo"], not: LONG_TEXT, codes: [501, 504, 550, 553], source: "RFC 5321 4.1.4" },
  }),
  ...rowsOf("command-not-implemented", {
    code: { codes: [502], source: RFC5321 },
    verbs: { at: COMMAND_STAGES, codes: [500, 504], source: RFC5321 },
  }),
  ...rowsOf("parameter-unsupported", {
    code: { codes: [504, 555], not: LONG_TEXT, source: RFC5321 },
  }),
  ...rowsOf("bad-sequence", { code: { codes: [503], not: LONG_TEXT, source: RFC5321 } }),
  ...rowsOf("syntax", { code: { codes: [500, 501], not: LONG_TEXT, source: RFC5321 } }),
  ...rowsOf("message-too-large", {
    code: { at: ["mail"], not: LONG_TEXT, codes: [552], source: "RFC 1870 6.1" },
  }),
  ...rowsOf("mailbox-full", {
    code: {
      at: ["rcpt"],
      not: TWO_WORDS,
      codes: [552, 422],
      temporary: true,
      why: "A full mailbox is emptied again; many servers give it a permanent code.",
      source: RFC5321,
    },
  }),
  ...rowsOf("server-busy", { code: { codes: [421, 452], not: LONG_TEXT, source: RFC5321 } }),
  ...rowsOf("server-error", { code: { codes: [4], not: LONG_TEXT, source: RFC5321 } }),
  ...rowsOf("unknown-policy", {
    code: { codes: [5], source: RFC5321 },
    "code-deferred": { codes: [4], retry: "later", source: RFC5321 },
  }),
];
