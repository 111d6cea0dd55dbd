/** What `explain` returns: plain frozen data, with all of it once more as text for people. */
import type { Found } from "../find-replies/found.ts";
import type { ReplyMeaning } from "../meaning/classify.ts";
import type { SmtpErrorCode } from "../protocol/errors/errors.ts";
import type { Feature } from "../protocol/plan/feature.ts";
import type { Reply } from "../protocol/reply/reply.ts";
import type { CommandName, Reaction } from "../protocol/reply/situation.ts";

/** What somebody can do about a reply, by who it is. */
export interface Advice {
  /** Who wrote the message. */
  readonly sender: string;
  /** Who wrote the program that sends it. */
  readonly developer: string;
  /** Who runs one of the servers. */
  readonly administrator: string;
}

/** All that is said about one code. */
export interface Prose {
  /** What the code says, in a sentence. */
  readonly means: string;
  /** Why servers send the code, the most frequent reason first. */
  readonly causes: readonly string[];
  /** What to do about the code; absent if the advice for the kind of the meaning is at least as good. */
  readonly advice?: Advice;
}

/** An enhanced status code; if it has no causes, the reply code beside it has. */
export type EnhancedProse = {
  /** What it means with class 2. */
  readonly done?: string;
} & (Prose | { readonly means: string; readonly causes?: never; readonly advice?: never });

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

/** What a line of an explanation is about. */
export type LineTopic =
  | "happened"
  | "responsible"
  | "retry"
  | "wait"
  | "sender"
  | "developer"
  | "administrator"
  | "todo"
  | "list"
  | "link"
  | "reaction"
  | "certainty"
  | "format"
  | "cause"
  | "check"
  | "alternative"
  | "related"
  | "code"
  | "digits"
  | "unlisted"
  | "origin"
  | "command"
  | "recipient"
  | "server"
  | "line"
  | "reply";

/** One line of an explanation, for programs that lay out the text themselves. */
export interface ExplainedLine {
  /** What the line is about. */
  readonly about: LineTopic;
  /** The same as a word or a code for people, of at most 14 characters. */
  readonly label: string;
  /** One sentence or more. */
  readonly text: string;
}

/** A reply, explained. */
export interface ReplyExplanation {
  /** The type of the explanation. */
  readonly explains: "reply";
  /** The reply that is explained. */
  readonly reply: Reply;
  /** What the reply means: its kind, who has to act, and what helps, as `classifyReply` returns it. */
  readonly meaning: ReplyMeaning;
  /** What happened, in everyday words: one sentence. */
  readonly happened: string;
  /** Who has to act, as a sentence. */
  readonly whoActs: string;
  /** By the first digit. */
  readonly type: ReplyType;
  /** By the second digit. */
  readonly category: ReplyCategory;
  /** What the reply code as a whole says; where the server uses the code for something else, a sentence says so. */
  readonly code: Part;
  /** The same of the enhanced status code (RFC 3463); absent when the reply has none. */
  readonly enhanced?: Part;
  /** The digits of the reply code, then class and subject of the enhanced one. */
  readonly digits: readonly Part[];
  /** Likely causes, the most frequent first. */
  readonly causes: readonly string[];
  /** What to do about it, by who one is. */
  readonly advice: Advice;
  /** How to find out which cause it is; absent for a success. */
  readonly check?: string;
  /** What can be used in place of a refused command. */
  readonly alternative?: string;
  /** Codes that are mistaken for this one. */
  readonly related: readonly Part[];
  /** The command, if it was given. */
  readonly command?: CommandName;
  /** What Parley does, if the command was given: the usual situation first. */
  readonly reactions: readonly ExplainedReaction[];
  /** The lines of `text`, each with what it is about. */
  readonly lines: readonly ExplainedLine[];
  /** One sentence or more in each line. */
  readonly text: string;
}

/** A decision, explained. */
export interface DecisionExplanation {
  /** The type of the explanation. */
  readonly explains: "decision";
  /** What was decided. */
  readonly feature: Feature;
  /** One sentence. */
  readonly text: string;
}

/** A plan, explained. */
export interface PlanExplanation {
  /** The type of the explanation. */
  readonly explains: "plan";
  /** The features that have a way in this version, or are required. */
  readonly choices: readonly { readonly feature: Feature; readonly text: string }[];
  /** One sentence in each line. */
  readonly text: string;
}

/** Why recipients were refused; recipients whose replies mean the same are explained once. */
export interface ExplainedRefusal {
  /** The addresses, in the order of the receipt or error. */
  readonly addresses: readonly string[];
  /** What the reply to the first of them means. */
  readonly meaning: ReplyMeaning;
  /** What happened, in everyday words: one sentence. */
  readonly happened: string;
  /** Who has to act, as a sentence. */
  readonly whoActs: string;
  /** Whether trying again can help, as a sentence. */
  readonly retry: string;
  /** What each of the three can do. */
  readonly advice: Advice;
  /** The same in lines, with the blocklists, the help pages and the times to wait that the replies name. */
  readonly lines: readonly ExplainedLine[];
}

/** A receipt, explained. */
export interface ReceiptExplanation {
  /** The type of the explanation. */
  readonly explains: "receipt";
  /** The outcome of the message. */
  readonly outcome: string;
  /** The outcome of the recipients: those with the same outcome and reply in one sentence. */
  readonly recipients: readonly string[];
  /** Why recipients were refused, and what to do. */
  readonly refusals: readonly ExplainedRefusal[];
  /** What the sender should know of the message itself. */
  readonly notices: readonly string[];
  /** What was wanted, found and done, the fallbacks first. */
  readonly decisions: readonly DecisionExplanation[];
  /** One sentence or more in each line. */
  readonly text: string;
}

/** An error, explained. */
export interface ErrorExplanation {
  /** The type of the explanation. */
  readonly explains: "error";
  /** The error's code. */
  readonly code: SmtpErrorCode;
  /** What happened, in everyday words: one sentence. */
  readonly happened: string;
  /** Who has to act, as a sentence. */
  readonly whoActs: string;
  /** What errors with this code have in common. */
  readonly means: string;
  /** Whether trying again can help, as a sentence. */
  readonly retry: string;
  /** What each of the three can do. */
  readonly advice: Advice;
  /** The reply that decided. */
  readonly reply?: ReplyExplanation;
  /** The outcome of the recipients: those with the same outcome and reply in one sentence. */
  readonly recipients: readonly string[];
  /** Why recipients were refused, and what to do. */
  readonly refusals: readonly ExplainedRefusal[];
  /** What was decided before the error, the fallbacks first. */
  readonly decisions: readonly DecisionExplanation[];
  /** One sentence or more in each line. */
  readonly text: string;
}

/** What a text says about a reply; of words without any code nobody knows whether the refusal was temporary. */
export type FoundMeaning = Omit<ReplyMeaning, "temporary" | "retry"> &
  Partial<Pick<ReplyMeaning, "temporary" | "retry">>;

/** Things in a text that say the same, explained once. */
export interface ExplainedFinding {
  /** How often. */
  readonly count: number;
  /** The first of them. */
  readonly found: Found;
  /** The same in one line. */
  readonly title: string;
  /** The lines of the text, counted from 1. */
  readonly foundIn: readonly number[];
  /** Every recipient, once. */
  readonly recipients: readonly string[];
  /** Every server that answered, once. */
  readonly servers: readonly string[];
  /** Every program that wrote about it, once. */
  readonly origins: readonly string[];
  /** What the server meant; absent where no server said anything. */
  readonly meaning?: FoundMeaning;
  /** Of a reply with its code. */
  readonly explanation?: ReplyExplanation;
  /** The explanation in lines; only the first ones where much was found. */
  readonly lines: readonly ExplainedLine[];
}

/** A text that somebody pasted, explained. */
export interface TextExplanation {
  /** The type of the explanation. */
  readonly explains: "text";
  /** What was found, the worst first; empty where the text has neither a reply nor an error of a connection. */
  readonly findings: readonly ExplainedFinding[];
  /** The worst reply; without a code where the program that wrote the text left it out. */
  readonly reply?: Partial<Pick<Reply, "code">> & Omit<Reply, "code">;
  /** What the worst reply means. */
  readonly meaning?: FoundMeaning;
  /** One sentence that counts what was found, or says that nothing was found; absent for a single finding. */
  readonly summary?: string;
  /** One sentence or more in each line. */
  readonly text: string;
}

/** What `explain` makes of its subject. */
export type Explanation =
  | ReplyExplanation
  | DecisionExplanation
  | PlanExplanation
  | ReceiptExplanation
  | ErrorExplanation
  | TextExplanation;
