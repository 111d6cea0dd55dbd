/** What `explain` returns: plain frozen data, with all of it once more as text for people. */
import type { SmtpErrorCode } from "../protocol/errors.ts";
import type { Feature } from "../protocol/feature.ts";
import type { Reply } from "../protocol/reply.ts";
import type { Asked, Reaction } from "../protocol/situation.ts";

/** What somebody can do about a reply, by who it is. */
export interface Advice {
  /** Who wrote the message. */
  readonly sender: string;
  /** Who wrote the program that sends it. */
  readonly developer: string;
  /** Who runs one of the servers. */
  readonly administrator: string;
}

/** All that is told of one code. */
export interface Prose extends Advice {
  /** What it says, in a sentence. */
  readonly means: string;
  /** Why servers say so, likely ones first. */
  readonly causes: readonly string[];
}

/** An enhanced status code; one without advice leaves that to the reply code beside it. */
export type EnhancedProse = {
  /** What it means with class 2. */
  readonly done?: string;
} & (Prose | { readonly means: string; readonly causes?: never });

/** What the first digit of a reply code makes of it (RFC 5321 4.2.1). */
export type ReplyType =
  | "positive completion"
  | "positive intermediate"
  | "transient negative completion"
  | "permanent negative completion";

/** What the second digit of a reply code makes of it (RFC 5321 4.2.1). */
export type ReplyCategory =
  | "syntax"
  | "information"
  | "connections"
  | "unspecified"
  | "mail system";

/** A code or a part of one, and what it says. */
export interface Part {
  /** Such as `502`, `5yz`, `x0z`, `5.5.1`, `5.x.x` or `x.5.x`. */
  readonly part: string;
  /** What it says, as a sentence. */
  readonly means: string;
  /** Where that is written, such as `RFC 5321 4.2.1`. */
  readonly rfc: string;
}

/** What Parley does on the reply, in one situation. */
export interface ExplainedReaction {
  /** The situation, where it is another than the usual one. */
  readonly when?: string;
  /** What Parley does, as a sentence. */
  readonly does: string;
  /** The same as data. */
  readonly reaction: Reaction;
}

/** A reply, explained. */
export interface ReplyExplanation {
  /** Tells the explanations apart. */
  readonly explains: "reply";
  /** The reply that is explained. */
  readonly reply: Reply;
  /** By the first digit. */
  readonly type: ReplyType;
  /** By the second digit. */
  readonly category: ReplyCategory;
  /** What the reply code as a whole says. */
  readonly code: Part;
  /** What the enhanced status code says (RFC 3463); absent when the reply has none. */
  readonly enhanced?: Part;
  /** The digits of the reply code, then class and subject of the enhanced one. */
  readonly digits: readonly Part[];
  /** Likely causes, the most frequent first. */
  readonly causes: readonly string[];
  /** What to do about it, by who one is. */
  readonly advice: Advice;
  /** What was asked, when it was told. */
  readonly asked?: Asked;
  /** What Parley does, when it was told what was asked: the usual situation first. */
  readonly reactions: readonly ExplainedReaction[];
  /** One sentence or more in each line. */
  readonly text: string;
}

/** A decision, explained. */
export interface DecisionExplanation {
  /** Tells the explanations apart. */
  readonly explains: "decision";
  /** What was decided. */
  readonly feature: Feature;
  /** One sentence. */
  readonly text: string;
}

/** A plan, explained. */
export interface PlanExplanation {
  /** Tells the explanations apart. */
  readonly explains: "plan";
  /** The features that have a way in this version, or are required. */
  readonly choices: readonly { readonly feature: Feature; readonly text: string }[];
  /** One sentence in each line. */
  readonly text: string;
}

/** A receipt, explained. */
export interface ReceiptExplanation {
  /** Tells the explanations apart. */
  readonly explains: "receipt";
  /** What became of the message. */
  readonly outcome: string;
  /** What became of the recipients: those with the same end in one sentence. */
  readonly recipients: readonly string[];
  /** What the sender should know of the message itself. */
  readonly notices: readonly string[];
  /** What was wanted, found and done, the fallbacks first. */
  readonly decisions: readonly DecisionExplanation[];
  /** One sentence or more in each line. */
  readonly text: string;
}

/** An error, explained. */
export interface ErrorExplanation {
  /** Tells the explanations apart. */
  readonly explains: "error";
  /** The error's code. */
  readonly code: SmtpErrorCode;
  /** What errors with this code have in common. */
  readonly means: string;
  /** Whether trying again can help, as a sentence. */
  readonly retry: string;
  /** What to do, as a sentence. */
  readonly advice: string;
  /** The reply that decided. */
  readonly reply?: ReplyExplanation;
  /** What became of the recipients: those with the same end in one sentence. */
  readonly recipients: readonly string[];
  /** What was decided before the error, the fallbacks first. */
  readonly decisions: readonly DecisionExplanation[];
  /** One sentence or more in each line. */
  readonly text: string;
}

/** What `explain` makes of its subject. */
export type Explanation =
  | ReplyExplanation
  | DecisionExplanation
  | PlanExplanation
  | ReceiptExplanation
  | ErrorExplanation;
