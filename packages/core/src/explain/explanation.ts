/** The types of explanations: plain frozen data, and the same content as text for people. */
import type { Found } from "../find-replies/found.ts";
import type { ReplyMeaning } from "../meaning/classify.ts";
import type { SmtpErrorCode } from "../protocol/errors/errors.ts";
import type { Feature } from "../protocol/plan/feature.ts";
import type { Reply } from "../protocol/reply/reply.ts";
import type { CommandName, Reaction } from "../protocol/reply/situation.ts";

/** What a sender, a developer and an administrator can do about a reply. */
export interface Advice {
  /** The person who wrote the message. */
  readonly sender: string;
  /** The author of the program that sends it. */
  readonly developer: string;
  /** The administrator of one of the servers. */
  readonly administrator: string;
}

/** All sentences about one code. */
export interface Prose {
  /** The meaning of the code, in a sentence. */
  readonly means: string;
  /** Why servers send the code, the most frequent reason first. */
  readonly causes: readonly string[];
  /** What to do about the code; absent if the advice for the kind of meaning is at least as good. */
  readonly advice?: Advice;
}

/** Sentences about an enhanced status code. Without causes, those of the reply code apply. */
export type EnhancedProse = {
  /** The meaning with class 2. */
  readonly done?: string;
} & (Prose | { readonly means: string; readonly causes?: never; readonly advice?: never });

/** The meaning of the first digit of a reply code (RFC 5321 4.2.1). */
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

/** A code, or a part of one, with its meaning. */
export interface Part {
  /** The code, such as `502`, `5yz`, `x0z`, `5.5.1`, `5.x.x` or `x.5.x`. */
  readonly part: string;
  /** The meaning, as a sentence. */
  readonly means: string;
  /** The RFC section, such as `RFC 5321 4.2.1`. */
  readonly rfc: string;
}

/** What Parley does after the reply, in one situation. */
export interface ExplainedReaction {
  /** The situation, if it is not the usual one. */
  readonly when?: string;
  /** What Parley does, as a sentence. */
  readonly does: string;
  /** The same as data. */
  readonly reaction: Reaction;
}

/** The subject of a line. */
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
  /** The subject of the line. */
  readonly about: LineTopic;
  /** The subject as a word or a code for people, in at most 14 characters. */
  readonly label: string;
  /** One or more sentences. */
  readonly text: string;
}

/** A reply, explained. */
export interface ReplyExplanation {
  /** The type of the explanation. */
  readonly explains: "reply";
  /** The explained reply. */
  readonly reply: Reply;
  /** The meaning of the reply: its kind, who has to act, and what helps, as returned by `classifyReply`. */
  readonly meaning: ReplyMeaning;
  /** What happened, in everyday words: one sentence. */
  readonly happened: string;
  /** Who has to act, as a sentence. */
  readonly whoActs: string;
  /** The type by the first digit. */
  readonly type: ReplyType;
  /** The category by the second digit. */
  readonly category: ReplyCategory;
  /** The meaning of the reply code. If the server uses the code for something else, a sentence says so. */
  readonly code: Part;
  /** The meaning of the enhanced status code (RFC 3463); absent if the reply has none. */
  readonly enhanced?: Part;
  /** The digits of the reply code, then class and subject of the enhanced one. */
  readonly digits: readonly Part[];
  /** Likely causes, the most frequent first. */
  readonly causes: readonly string[];
  /** What a sender, a developer and an administrator can do. */
  readonly advice: Advice;
  /** How to find out which cause it is; absent for a success. */
  readonly check?: string;
  /** What can be used instead of a refused command. */
  readonly alternative?: string;
  /** Codes that are easily confused with this one. */
  readonly related: readonly Part[];
  /** The command, if it was given. */
  readonly command?: CommandName;
  /** What Parley does, if the command was given: the usual situation first. */
  readonly reactions: readonly ExplainedReaction[];
  /** The lines of `text`, each with its subject. */
  readonly lines: readonly ExplainedLine[];
  /** One or more sentences per line. */
  readonly text: string;
}

/** A decision, explained. */
export interface DecisionExplanation {
  /** The type of the explanation. */
  readonly explains: "decision";
  /** The feature of the decision. */
  readonly feature: Feature;
  /** One sentence. */
  readonly text: string;
}

/** A plan, explained. */
export interface PlanExplanation {
  /** The type of the explanation. */
  readonly explains: "plan";
  /** The features that this version supports, or that are required. */
  readonly choices: readonly { readonly feature: Feature; readonly text: string }[];
  /** One sentence per line. */
  readonly text: string;
}

/** Why recipients were refused; recipients whose replies mean the same are explained once. */
export interface ExplainedRefusal {
  /** The addresses, in the order of the receipt or error. */
  readonly addresses: readonly string[];
  /** The meaning of the first recipient's reply. */
  readonly meaning: ReplyMeaning;
  /** What happened, in everyday words: one sentence. */
  readonly happened: string;
  /** Who has to act, as a sentence. */
  readonly whoActs: string;
  /** Whether another try can help, as a sentence. */
  readonly retry: string;
  /** What a sender, a developer and an administrator can do. */
  readonly advice: Advice;
  /** The same as lines, with the blocklists, help pages and waiting times that the replies name. */
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
  /** Facts about the message that the sender should know. */
  readonly notices: readonly string[];
  /** The wish, reason and result of each decision, fallbacks first. */
  readonly decisions: readonly DecisionExplanation[];
  /** One or more sentences per line. */
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
  /** The common meaning of errors with this code. */
  readonly means: string;
  /** Whether another try can help, as a sentence. */
  readonly retry: string;
  /** What a sender, a developer and an administrator can do. */
  readonly advice: Advice;
  /** The reply that decided. */
  readonly reply?: ReplyExplanation;
  /** The outcome of the recipients: those with the same outcome and reply in one sentence. */
  readonly recipients: readonly string[];
  /** Why recipients were refused, and what to do. */
  readonly refusals: readonly ExplainedRefusal[];
  /** The decisions before the error, fallbacks first. */
  readonly decisions: readonly DecisionExplanation[];
  /** One or more sentences per line. */
  readonly text: string;
}

/** The meaning of a found reply. Without a code, it is unknown whether a refusal was temporary. */
export type FoundMeaning = Omit<ReplyMeaning, "temporary" | "retry"> &
  Partial<Pick<ReplyMeaning, "temporary" | "retry">>;

/** Finds with the same meaning, explained once. */
export interface ExplainedFinding {
  /** The number of finds. */
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
  /** Every program that reported it, once. */
  readonly origins: readonly string[];
  /** The meaning of the reply; absent if no server replied. */
  readonly meaning?: FoundMeaning;
  /** The explanation of a reply with its code. */
  readonly explanation?: ReplyExplanation;
  /** The explanation as lines; only the first ones if there are many finds. */
  readonly lines: readonly ExplainedLine[];
}

/** The explanation of a pasted text. */
export interface TextExplanation {
  /** The type of the explanation. */
  readonly explains: "text";
  /** The findings, the worst first; empty if the text has neither a reply nor a connection error. */
  readonly findings: readonly ExplainedFinding[];
  /** The worst reply; without a code if the program that wrote the text left it out. */
  readonly reply?: Partial<Pick<Reply, "code">> & Omit<Reply, "code">;
  /** The meaning of the worst reply. */
  readonly meaning?: FoundMeaning;
  /** One sentence that counts what was found, or says that nothing was found; absent for a single finding. */
  readonly summary?: string;
  /** One or more sentences per line. */
  readonly text: string;
}

/** Any result of `explain`. */
export type Explanation =
  | ReplyExplanation
  | DecisionExplanation
  | PlanExplanation
  | ReceiptExplanation
  | ErrorExplanation
  | TextExplanation;
