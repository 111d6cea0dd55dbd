/** Reactions to MAIL, RCPT and DATA: recipients, cascades, and who has lost whose place. */
import type { Asked } from "../situation.ts";
import type { ReactionRow } from "./reactions-row.ts";

/** The verbs that no server can do without. */
const MANDATORY: readonly Asked[] = ["MAIL", "RCPT", "DATA"];

/** An enhanced code of these says that the address or a policy is the cause, whatever the reply code. */
const NOT_THE_COMMAND = ["X.1.*", "X.2.*", "X.7.*"];

const RECONNECT = {
  action: "reconnect",
  scope: "connection",
  retry: "now",
} as const;

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

  {
    id: "out-of-step",
    asked: MANDATORY,
    codes: [500, 502, 503],
    when: { grouped: true },
    notEnhanced: NOT_THE_COMMAND,
    ...SERIAL,
  },
  {
    id: "out-of-step-protocol",
    asked: MANDATORY,
    codes: [554],
    when: { grouped: true, earlierRefused: false },
    enhanced: ["X.5.0", "X.5.1"],
    ...SERIAL,
  },
  {
    id: "lost-place-again",
    asked: MANDATORY,
    codes: [500, 502, 503],
    when: { again: true },
    notEnhanced: NOT_THE_COMMAND,
    ...RECONNECT,
    because: "bad-sequence",
    rfc: "RFC 5321 4.1.4",
  },
  {
    id: "lost-place",
    asked: MANDATORY,
    codes: [500, 502, 503],
    notEnhanced: NOT_THE_COMMAND,
    action: "resynchronize",
    scope: "session",
    retry: "now",
    because: "bad-sequence",
    rfc: "RFC 5321 4.1.4",
  },
];
