/** Reactions to replies about the message itself: to BDAT, and the final reply to the content. */
import type { CommandName } from "../reply/situation.ts";
import type { ReactionRow } from "./reactions-row.ts";

const CONTENT_COMMANDS: readonly CommandName[] = ["CONTENT", "BDAT"];

const CONTENT_CASCADE = {
  action: "cascade",
  retry: "never",
  reason: "earlier-refusal",
  rfc: "RFC 3030 2",
} as const;

const NO_CHUNKS = {
  action: "next-method",
  feature: "CHUNKING",
  scope: "connection",
  retry: "now",
  reason: "unsupported",
  rfc: "RFC 3030 2",
} as const;

const RE_ENCODE_CONTENT = {
  action: "re-encode",
  scope: "message",
  retry: "now",
  reason: "content-unacceptable",
} as const;

const TOO_LARGE = {
  action: "fail-permanently",
  retry: "never",
  reason: "too-large",
  rfc: "RFC 1870 6",
} as const;

/** In order: the first row that fits decides. */
export const CONTENT_REACTIONS: readonly ReactionRow[] = [
  {
    id: "chunk-cascade",
    commands: ["BDAT"],
    codes: [4, 5],
    when: { earlierRefused: true, recipientsAccepted: "none" },
    ...CONTENT_CASCADE,
  },
  { id: "chunk-unknown", commands: ["BDAT"], codes: [500, 502, 504, 521], ...NO_CHUNKS },
  {
    id: "chunk-for-nobody",
    commands: ["BDAT"],
    codes: [4, 5],
    when: { recipientsAccepted: "none" },
    ...CONTENT_CASCADE,
  },
  { id: "chunk-out-of-place", commands: ["BDAT"], codes: [503], ...NO_CHUNKS },

  {
    // Parley already corrects line ends before sending, so the same bytes would fail again.
    id: "line-ends-told",
    commands: CONTENT_COMMANDS,
    codes: [4, 5],
    text: "line-ends",
    action: "fail-permanently",
    scope: "message",
    retry: "never",
    reason: "client-fault",
    rfc: "RFC 5321 2.3.8",
  },
  {
    id: "content-line-told",
    commands: CONTENT_COMMANDS,
    codes: [5],
    text: "long-line",
    ...RE_ENCODE_CONTENT,
    rfc: "RFC 5321 4.5.3.1.6",
  },
  {
    id: "content-octets-told",
    commands: CONTENT_COMMANDS,
    codes: [5],
    text: "encoding",
    ...RE_ENCODE_CONTENT,
    rfc: "RFC 6152 3",
  },
  // A syntax error in content: a line or an octet that the server cannot accept.
  {
    id: "content-syntax",
    commands: ["CONTENT"],
    codes: [500, 501],
    notEnhanced: ["X.5.1", "X.7.*"],
    ...RE_ENCODE_CONTENT,
    rfc: "RFC 5321 4.5.3.1.6",
  },
  {
    id: "content-media",
    commands: CONTENT_COMMANDS,
    codes: [5],
    enhanced: ["X.6.1", "X.6.3"],
    ...RE_ENCODE_CONTENT,
    rfc: "RFC 3463 3.7",
  },
  {
    id: "content-utf8",
    commands: CONTENT_COMMANDS,
    codes: [5],
    enhanced: ["X.6.7", "X.6.9"],
    action: "next-method",
    feature: "SMTPUTF8",
    scope: "message",
    retry: "now",
    reason: "unsupported",
    rfc: "RFC 6531 3.5",
  },

  {
    id: "too-large",
    commands: ["MAIL", "RCPT", "DATA", ...CONTENT_COMMANDS],
    codes: [5],
    enhanced: ["X.2.3", "X.3.4"],
    ...TOO_LARGE,
  },
  {
    id: "size-exceeded",
    commands: ["MAIL", ...CONTENT_COMMANDS],
    codes: [552],
    notEnhanced: ["X.1.*", "X.2.*", "X.5.*", "X.6.*", "X.7.*"],
    ...TOO_LARGE,
  },
  {
    id: "size-told",
    commands: ["MAIL", "DATA", ...CONTENT_COMMANDS],
    codes: [5],
    notEnhanced: ["X.1.*", "X.6.*", "X.7.*"],
    text: "size",
    ...TOO_LARGE,
  },
];
