/**
 * Reactions to replies to MAIL, RCPT and DATA: recipients, cascades, and commands that the server calls out of order.
 */
import type { CommandName } from "../reply/situation.ts";
import type { ReactionRow } from "./reactions-row.ts";

/** The commands that every server must know. */
const MANDATORY_COMMANDS: readonly CommandName[] = ["MAIL", "RCPT", "DATA"];

/** With these enhanced codes, the address or a policy is the cause, whatever the reply code. */
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

/** Repeats the transaction after RSET, or after EHLO before MAIL. */
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

/** In order: the first row that fits decides. */
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
    // The two codes that RFC 5321 3.3 defines for this.
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
    // The cause may be something other than the number of recipients, so no limit is learned.
    reason: "temporary",
  },

  // The rows from here on repeat a transaction. Each comment says which servers that helps. Any other reply is a
  // refusal: every server must know MAIL, RCPT and DATA (RFC 5321 4.5.1), so 500 or 502 to one of them only means
  // that the server does not want it.
  {
    // Some servers read a flight as one line, or lose its first command.
    id: "out-of-sync",
    commands: ["MAIL"],
    codes: [500, 502, 503],
    when: { grouped: true, repeated: false },
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    ...SERIAL,
  },
  {
    // Some servers handle a command before they have finished the previous one. MAIL was accepted in the same flight,
    // so only a reply about the order of commands can have this cause.
    id: "recipient-out-of-sync",
    commands: ["RCPT"],
    codes: [503],
    when: { grouped: true, recipientsAccepted: "none" },
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    ...SERIAL,
  },
  {
    // The same with RCPT, which the server lost or had not finished.
    id: "data-out-of-sync",
    commands: ["DATA"],
    codes: [503],
    when: { grouped: true },
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    ...SERIAL,
  },
  {
    // Postfix sends this for commands that come too early.
    id: "out-of-sync-protocol",
    commands: MANDATORY_COMMANDS,
    codes: [554],
    when: { grouped: true, earlierRefused: false },
    enhanced: ["X.5.0", "X.5.1"],
    ...SERIAL,
  },
  {
    // EHLO helps a server that has forgotten EHLO, or that has another transaction open.
    id: "lost-place",
    commands: ["MAIL"],
    codes: [503],
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    ...ONCE_MORE,
  },
  {
    // The server has forgotten MAIL. If it has accepted a recipient, it has not.
    id: "recipient-lost-place",
    commands: ["RCPT"],
    codes: [503],
    when: { recipientsAccepted: "none" },
    notEnhanced: ADDRESS_OR_POLICY_CODE,
    ...ONCE_MORE,
  },
  {
    // 503: the server has forgotten the recipients. 502: Coremail sends this after reading an empty line that nobody
    // sent, and accepts the next DATA.
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
