/** Reactions to MAIL, RCPT and DATA: recipients, cascades, and who has lost whose place. */
import type { Asked } from "../situation.ts";
import type { ReactionRow } from "./reactions-row.ts";

/** The verbs that no server can do without. */
const MANDATORY: readonly Asked[] = ["MAIL", "RCPT", "DATA"];

/** An enhanced code of these says that the address or a policy is the cause, whatever the reply code. */
const NOT_THE_COMMAND = ["X.1.*", "X.2.*", "X.7.*"];

const CASCADE = {
  action: "cascade",
  retry: "never",
  because: "earlier-refusal",
  rfc: "RFC 2920 3.1",
} as const;

const SPLIT = {
  action: "split",
  scope: "recipient",
  retry: "now",
  because: "too-many-recipients",
  rfc: "RFC 5321 4.5.3.1.10",
} as const;

const SERIAL = {
  action: "next-way",
  feature: "PIPELINING",
  scope: "connection",
  retry: "now",
  because: "bad-sequence",
  rfc: "RFC 2920 3.2",
} as const;

/** RSET, or EHLO before MAIL, and the transaction once more. */
const ONCE_MORE = {
  action: "resynchronize",
  scope: "session",
  retry: "now",
  because: "bad-sequence",
  rfc: "RFC 5321 4.1.4",
} as const;

const RE_ENCODE = {
  action: "re-encode",
  scope: "transaction",
  retry: "now",
  because: "unsupported",
  rfc: "RFC 3030 3",
} as const;

/** In order: the first that fits decides. */
export const ENVELOPE_REACTIONS: readonly ReactionRow[] = [
  {
    id: "data-nobody",
    asked: ["DATA"],
    codes: [4, 5],
    when: { earlierRefused: true, recipientsAccepted: "none" },
    ...CASCADE,
  },
  {
    id: "data-binary",
    asked: ["DATA"],
    codes: [503],
    when: { parameter: "BODY=BINARYMIME" },
    ...RE_ENCODE,
  },
  { id: "data-binary-told", asked: ["DATA"], codes: [5], text: "binary", ...RE_ENCODE },
  {
    // The two codes that are meant for it.
    id: "data-no-recipients",
    asked: ["DATA"],
    codes: [503, 554],
    when: { recipientsAccepted: "none" },
    ...CASCADE,
    rfc: "RFC 5321 3.3",
  },

  {
    id: "envelope-cascade",
    asked: MANDATORY,
    codes: [500, 502, 503],
    when: { earlierRefused: true },
    notEnhanced: NOT_THE_COMMAND,
    ...CASCADE,
  },
  {
    id: "recipient-cascade",
    asked: ["RCPT"],
    codes: [550, 554],
    when: { earlierRefused: true },
    enhanced: ["X.5.1"],
    ...CASCADE,
  },

  {
    id: "too-many-recipients",
    asked: ["RCPT"],
    codes: [4, 5],
    when: { recipientsAccepted: "some" },
    enhanced: ["X.5.3"],
    ...SPLIT,
  },
  {
    id: "too-many-recipients-told",
    asked: ["RCPT"],
    codes: [4, 5],
    when: { recipientsAccepted: "some" },
    notEnhanced: NOT_THE_COMMAND,
    text: "recipients",
    ...SPLIT,
  },
  {
    id: "no-room-for-more",
    asked: ["RCPT"],
    codes: [452],
    when: { recipientsAccepted: "some" },
    notEnhanced: NOT_THE_COMMAND,
    ...SPLIT,
    // It may be another thing than their number, so no limit is learned from it.
    because: "temporary",
  },

  // The rows from here on repeat a transaction. Each says which servers are helped by that. What is not
  // listed is a refusal: every server must know MAIL, RCPT and DATA (RFC 5321 4.5.1), so 500 or 502 to one
  // of them says no more than that it does not want it.
  {
    // Some servers read a flight as one line, or lose the first command of it.
    id: "out-of-step",
    asked: ["MAIL"],
    codes: [500, 502, 503],
    when: { grouped: true, again: false },
    notEnhanced: NOT_THE_COMMAND,
    ...SERIAL,
  },
  {
    // Some servers handle a command before they are done with the one in front of it. MAIL was
    // accepted in the same flight, so only a reply about the order of commands can be due to that.
    id: "recipient-out-of-step",
    asked: ["RCPT"],
    codes: [503],
    when: { grouped: true, recipientsAccepted: "none" },
    notEnhanced: NOT_THE_COMMAND,
    ...SERIAL,
  },
  {
    // The same with RCPT, which the server lost or was not done with.
    id: "data-out-of-step",
    asked: ["DATA"],
    codes: [503],
    when: { grouped: true },
    notEnhanced: NOT_THE_COMMAND,
    ...SERIAL,
  },
  {
    // Postfix says so of commands that come too early.
    id: "out-of-step-protocol",
    asked: MANDATORY,
    codes: [554],
    when: { grouped: true, earlierRefused: false },
    enhanced: ["X.5.0", "X.5.1"],
    ...SERIAL,
  },
  {
    // A server that has forgotten EHLO, or that another transaction is open, is helped by EHLO.
    id: "lost-place",
    asked: ["MAIL"],
    codes: [503],
    notEnhanced: NOT_THE_COMMAND,
    ...ONCE_MORE,
  },
  {
    // It has forgotten MAIL. Where it has accepted a recipient it has not.
    id: "recipient-lost-place",
    asked: ["RCPT"],
    codes: [503],
    when: { recipientsAccepted: "none" },
    notEnhanced: NOT_THE_COMMAND,
    ...ONCE_MORE,
  },
  {
    // 503: it has forgotten the recipients. 502: Coremail says so where it has read an empty line that
    // nobody sent, and takes the next DATA.
    id: "data-lost-place",
    asked: ["DATA"],
    codes: [502, 503],
    notEnhanced: NOT_THE_COMMAND,
    ...ONCE_MORE,
  },
  {
    id: "command-refused",
    asked: MANDATORY,
    codes: [500, 502],
    notEnhanced: NOT_THE_COMMAND,
    action: "refuse",
    retry: "never",
    because: "unsupported",
    rfc: "RFC 5321 4.5.1",
  },
];
