/** Reactions to the message itself: BDAT, and the final reply to the content. */
import type { Asked } from "../situation.ts";
import type { ReactionRow } from "./reactions-row.ts";

const CONTENT: readonly Asked[] = ["CONTENT", "BDAT"];

const CASCADE = {
  action: "cascade",
  retry: "never",
  because: "earlier-refusal",
  rfc: "RFC 3030 2",
} as const;

const NO_CHUNKS = {
  action: "next-way",
  feature: "CHUNKING",
  scope: "connection",
  retry: "now",
  because: "unsupported",
  rfc: "RFC 3030 2",
} as const;

const RE_ENCODE = {
  action: "re-encode",
  scope: "message",
  retry: "now",
  because: "content-unacceptable",
} as const;

const TOO_LARGE = {
  action: "refuse",
  retry: "never",
  because: "too-large",
  rfc: "RFC 1870 6",
} as const;

/** In order: the first that fits decides. */
export const CONTENT_REACTIONS: readonly ReactionRow[] = [
  {
    id: "chunk-cascade",
    asked: ["BDAT"],
    codes: [4, 5],
    when: { earlierRefused: true, recipientsAccepted: "none" },
    ...CASCADE,
  },
  { id: "chunk-unknown", asked: ["BDAT"], codes: [500, 502, 504, 521], ...NO_CHUNKS },
  {
    id: "chunk-for-nobody",
    asked: ["BDAT"],
    codes: [4, 5],
    when: { recipientsAccepted: "none" },
    ...CASCADE,
  },
  { id: "chunk-out-of-place", asked: ["BDAT"], codes: [503], ...NO_CHUNKS },

  {
    // Line ends are made right before anything is sent: the same bytes would fail again.
    id: "line-ends-told",
    asked: CONTENT,
    codes: [4, 5],
    text: "line-ends",
    action: "refuse",
    scope: "message",
    retry: "never",
    because: "client-fault",
    rfc: "RFC 5321 2.3.8",
  },
  {
    id: "content-line-told",
    asked: CONTENT,
    codes: [5],
    text: "long-line",
    ...RE_ENCODE,
    rfc: "RFC 5321 4.5.3.1.6",
  },
  {
    id: "content-octets-told",
    asked: CONTENT,
    codes: [5],
    text: "encoding",
    ...RE_ENCODE,
    rfc: "RFC 6152 3",
  },
  // A syntax error in content: a line or an octet that the server cannot take.
  {
    id: "content-syntax",
    asked: ["CONTENT"],
    codes: [500, 501],
    notEnhanced: ["X.5.1", "X.7.*"],
    ...RE_ENCODE,
    rfc: "RFC 5321 4.5.3.1.6",
  },
  {
    id: "content-media",
    asked: CONTENT,
    codes: [5],
    enhanced: ["X.6.1", "X.6.3"],
    ...RE_ENCODE,
    rfc: "RFC 3463 3.7",
  },
  {
    id: "content-utf8",
    asked: CONTENT,
    codes: [5],
    enhanced: ["X.6.7", "X.6.9"],
    action: "next-way",
    feature: "SMTPUTF8",
    scope: "message",
    retry: "now",
    because: "unsupported",
    rfc: "RFC 6531 3.5",
  },

  {
    id: "too-large",
    asked: ["MAIL", "RCPT", "DATA", ...CONTENT],
    codes: [5],
    enhanced: ["X.2.3", "X.3.4"],
    ...TOO_LARGE,
  },
  {
    id: "size-exceeded",
    asked: ["MAIL", ...CONTENT],
    codes: [552],
    notEnhanced: ["X.1.*", "X.2.*", "X.5.*", "X.6.*", "X.7.*"],
    ...TOO_LARGE,
  },
  {
    id: "size-told",
    asked: ["MAIL", "DATA", ...CONTENT],
    codes: [5],
    notEnhanced: ["X.1.*", "X.6.*", "X.7.*"],
    text: "size",
    ...TOO_LARGE,
  },
];
