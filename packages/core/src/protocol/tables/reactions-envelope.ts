/** Reactions to MAIL, RCPT and DATA: recipients, cascades, and who has lost whose place. */
import type { CommandName } from "../reply/situation.ts";
import type { ReactionRow } from "./reactions-row.ts";

/** The verbs that no server can do without. */
const MANDATORY_COMMANDS: readonly CommandName[] = ["MAIL", "RCPT", "DATA"];

/** An enhanced code of these says that the address or a policy is the cause, whatever the reply code. */
const ADDRESS_OR_POLICY_CODE = ["X.1.*", "X.2.*", "X.7.*"];

const ENVELOPE_CASCADE = {
  action: "cascade",
  retry: "never",
  reason: "earlier-refusal",
  rfc: "RFC 2920 3.1",
} as const;

const SPLIT = {
  action: "defer-recipient",
  scope: "recipient",
  retry: "now",
  reason: "too-many-recipients",
  rfc: "RFC 5321 4.5.3.1.10",
} as const;

const SERIAL = {
  action: "next-method",
  feature: "PIPELINING",
  scope: "connection",
  retry: "now",
  reason: "bad-sequence",
  rfc: "RFC 2920 3.2",
} as const;

/** RSET, or EHLO before MAIL, and the transaction once more. */
const ONCE_MORE = {
  action: "resynchronize",
  scope: "session",
  retry: "now",
  reason: "bad-sequence",
  rfc: "RFC 5321 4.1.4",
} as const;

const RE_ENCODE_ENVELOPE = {
  action: "re-encode",
  scope: "transaction",
  retry: "now",
  reason: "unsupported",
  rfc: "RFC 3030 3",
} as const;

/** In order: the first that fits decides. */
export const ENVELOPE_REACTIONS: readonly ReactionRow[] = [
  {
    id: "data-nobody",
    commands: ["DATA"],
    codes: [4, 5],
    when: { earlierRefused: true, recipientsAccepted: "none" },
    ...ENVELOPE_CASCADE,
  },
  {
    id: "data-binary",
    commands: ["DATA"],
    codes: [503],
    when: { parameter: "BODY=BINARYMIME" },
    ...RE_ENCODE_ENVELOPE,
  },
  { id: "data-binary-told", commands: ["DATA"], codes: [5], text: "binary", ...RE_ENCODE_ENVELOPE },
  {
    // The two codes that are meant for it.
    id: "data-no-recipients",
    commands: ["DATA"],
    codes: [503, 554],
    when: { recipientsAccepted: "none" },
    ...ENVELOPE_CASCADE,
    rfc: "RFC 5321 3.3",
  },

  {
    id: "envelope-cascade",
    commands: MANDATORY_COMMANDS,
    codes: [500, 502, 503],
    when: { earlierRefused: true },
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    ...ENVELOPE_CASCADE,
  },
  {
    id: "recipient-cascade",
    commands: ["RCPT"],
    codes: [550, 554],
    when: { earlierRefused: true },
    enhanced: ["X.5.1"],
    ...ENVELOPE_CASCADE,
  },

  {
    id: "too-many-recipients",
    commands: ["RCPT"],
    codes: [4, 5],
    when: { recipientsAccepted: "some" },
    enhanced: ["X.5.3"],
    ...SPLIT,
  },
  {
    id: "too-many-recipients-told",
    commands: ["RCPT"],
    codes: [4, 5],
    when: { recipientsAccepted: "some" },
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    text: "recipients",
    ...SPLIT,
  },
  {
    id: "no-room-for-more",
    commands: ["RCPT"],
    codes: [452],
    when: { recipientsAccepted: "some" },
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    ...SPLIT,
    // It may be another thing than their number, so no limit is learned from it.
    reason: "temporary",
  },

  // The rows from here on repeat a transaction. Each says which servers are helped by that. What is not
  // listed is a refusal: every server must know MAIL, RCPT and DATA (RFC 5321 4.5.1), so 500 or 502 to one
  // of them says no more than that it does not want it.
  {
    // Some servers read a flight as one line, or lose the first command of it.
    id: "out-of-sync",
    commands: ["MAIL"],
    codes: [500, 502, 503],
    when: { grouped: true, repeated: false },
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    ...SERIAL,
  },
  {
    // Some servers handle a command before they are done with the one in front of it. MAIL was
    // accepted in the same flight, so only a reply about the order of commands can be due to that.
    id: "recipient-out-of-sync",
    commands: ["RCPT"],
    codes: [503],
    when: { grouped: true, recipientsAccepted: "none" },
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    ...SERIAL,
  },
  {
    // The same with RCPT, which the server lost or was not done with.
    id: "data-out-of-sync",
    commands: ["DATA"],
    codes: [503],
    when: { grouped: true },
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    ...SERIAL,
  },
  {
    // Postfix says so of commands that come too early.
    id: "out-of-sync-protocol",
    commands: MANDATORY_COMMANDS,
    codes: [554],
    when: { grouped: true, earlierRefused: false },
    enhanced: ["X.5.0", "X.5.1"],
    ...SERIAL,
  },
  {
    // A server that has forgotten EHLO, or that another transaction is open, is helped by EHLO.
    id: "lost-place",
    commands: ["MAIL"],
    codes: [503],
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    ...ONCE_MORE,
  },
  {
    // It has forgotten MAIL. Where it has accepted a recipient it has not.
    id: "recipient-lost-place",
    commands: ["RCPT"],
    codes: [503],
    when: { recipientsAccepted: "none" },
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    ...ONCE_MORE,
  },
  {
    // 503: it has forgotten the recipients. 502: Coremail says so where it has read an empty line that
    // nobody sent, and takes the next DATA.
    id: "data-lost-place",
    commands: ["DATA"],
    codes: [502, 503],
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    ...ONCE_MORE,
  },
  {
    id: "command-refused",
    commands: MANDATORY_COMMANDS,
    codes: [500, 502],
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    action: "fail-permanently",
    retry: "never",
    reason: "unsupported",
    rfc: "RFC 5321 4.5.1",
  },
];
