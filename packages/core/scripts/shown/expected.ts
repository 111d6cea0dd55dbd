/**
 * What the ladders say of their ways, and transcripts have to show: that a way
 * is taken, what makes a session leave it, and what does not. Written from the
 * design, not from the tables, so that a gap on either side shows.
 */
import type { Feature } from "../../src/protocol/plan/feature.ts";
import type { Kind } from "./cells.ts";

const NO_ANSWER = ["disconnected", "silence", "garbage"] as const;
const PARAMETER = ["501", "502", "504", "555"] as const;
/** Of what a message asks for. */
const MESSAGE_OPTION_CAUSES = ["taken", "not-offered", "501", "504", "555"] as const;
const VERB = ["taken", "500", "502", "504"] as const;

/** Kinds by feature and way. A way that is not named has to be taken by some transcript. */
export const EXPECTED: Partial<Record<Feature, Readonly<Record<string, readonly Kind[]>>>> = {
  ESMTP: {
    EHLO: [
      "taken",
      "avoided",
      "500",
      "501",
      "502",
      "504",
      "550",
      "421",
      "451",
      "554",
      ...NO_ANSWER,
    ],
    HELO: ["taken", "501", "502", "503", "421", "451", "554", ...NO_ANSWER],
  },
  TLS: {
    STARTTLS: [
      "taken",
      "not-offered",
      "masked",
      "withdrawn",
      "avoided",
      "not-possible-here",
      "454",
      "500",
      "501",
      "502",
      "503",
      "504",
      "554",
      "421",
      ...NO_ANSWER,
      "handshake-failed",
      "certificate",
      "too many replies",
    ],
    "implicit TLS on a second connection": ["taken", "certificate"],
    "implicit TLS on port 465": ["taken", "disconnected", "handshake-failed", "certificate"],
  },
  AUTH: {
    EXTERNAL: ["taken", "535"],
    "SCRAM-SHA-256-PLUS": ["taken", "501", "504", "not-possible-here"],
    "SCRAM-SHA-256": ["taken", "501", "535", "given up"],
    OAUTHBEARER: ["taken", "504", "535"],
    XOAUTH2: ["taken", "535"],
    PLAIN: [
      "taken",
      "not-offered",
      "500",
      "501",
      "502",
      "504",
      "555",
      "534",
      "535",
      "523",
      "524",
      "538",
      "503",
      "432",
      "454",
      "421",
      ...NO_ANSWER,
    ],
    LOGIN: ["taken", "not-offered", "500", "535", "421", ...NO_ANSWER],
    "CRAM-MD5": ["taken", "501"],
  },
  PIPELINING: {
    "across messages": ["taken", "not-offered", "avoided", "hint", "503", ...NO_ANSWER],
    "envelope in one flight": [
      "taken",
      "not-offered",
      "masked",
      "avoided",
      "hint",
      "500",
      "502",
      "503",
      ...NO_ANSWER,
      "too many replies",
    ],
  },
  CHUNKING: {
    "BDAT at once": [
      "taken",
      "unproven",
      "not-offered",
      "avoided",
      "hint",
      "hint-unanswered",
      "502",
    ],
    "BDAT after a probe": [
      "taken",
      "not-offered",
      "masked",
      "avoided",
      "hint",
      "hint-unanswered",
      "500",
      "502",
      "503",
      "504",
      "521",
      "421",
      "451",
      "552",
      ...NO_ANSWER,
      "too many replies",
    ],
    DATA: ["taken", "421", "451", "502", "552", "554", ...NO_ANSWER],
  },
  SIZE: {
    declared: [
      "taken",
      "not-offered",
      "masked",
      "avoided",
      ...PARAMETER,
      "455",
      "500",
      "503",
      "550",
    ],
  },
  "8BITMIME": { "BODY=8BITMIME": ["taken", "not-offered", ...PARAMETER, "550"] },
  SMTPUTF8: {
    "A-labels": ["taken"],
    "encoded header": ["taken"],
    SMTPUTF8: ["taken", "not-offered", "avoided", "502", "550"],
  },
  DSN: { "NOTIFY, ORCPT, RET, ENVID": MESSAGE_OPTION_CAUSES, "those not refused": ["taken"] },
  REQUIRETLS: {
    REQUIRETLS: ["taken", "not-offered", "555", "tls-required", "unverified"],
  },
  DELIVERBY: { BY: [...MESSAGE_OPTION_CAUSES, "out-of-limits"] },
  FUTURERELEASE: { "HOLDFOR, HOLDUNTIL": [...MESSAGE_OPTION_CAUSES, "out-of-limits"] },
  "MT-PRIORITY": { "MT-PRIORITY": MESSAGE_OPTION_CAUSES },
  RRVS: { RRVS: MESSAGE_OPTION_CAUSES },
  LIMITS: { "as announced": ["taken", "452", "552", "avoided"] },
  TRANSACTION: { "sent once": ["taken", "502", "503"] },
  RSET: { RSET: ["taken", "avoided", "500", "502", "421", "451", ...NO_ANSWER] },
  VRFY: { asked: [...VERB, "503", "550", "451", "421", ...NO_ANSWER] },
  EXPN: { asked: [...VERB, "421", ...NO_ANSWER] },
  HELP: { asked: [...VERB, "421", ...NO_ANSWER] },
  FAILOVER: { "next server": ["taken", "no-other-server"] },
  ETRN: { asked: [...VERB, "459", "421", "not-offered"] },
  PIPECONNECT: {
    "early pipelining": ["taken", "not-offered", "avoided", "554", ...NO_ANSWER],
  },
  QUIT: { QUIT: ["taken", "avoided", "500", "421", ...NO_ANSWER] },
};
