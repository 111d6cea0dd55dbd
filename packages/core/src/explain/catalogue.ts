/**
 * The type of a language's catalogue: its sentences by code, feature, reason and action, and the functions that
 * combine them. The engine decides which sentences are used and in which order, and contains no words of any
 * language.
 */
import type { FailureKind } from "../find-replies/failures.ts";
import type { MeaningSentences } from "../meaning/sentences.ts";
import type { SmtpError, SmtpErrorCode } from "../protocol/errors/errors.ts";
import type { Feature, Wish } from "../protocol/plan/feature.ts";
import type { Action, CommandName, Reason } from "../protocol/reply/situation.ts";
import type { Notice, RecipientOutcome } from "../protocol/session/outcome.ts";
import type { EnhancedProse, LineTopic, Prose, ReplyCategory, ReplyType } from "./explanation.ts";
import type { KindsProse } from "./kinds.ts";
import type { ErrorProse } from "./sentences-errors.ts";
import type { FeatureWords } from "./sentences-features.ts";
import type { Doing } from "./sentences-reactions.ts";
import type { When } from "./usual.ts";

/** The facts of a decision for a sentence. */
export interface Left {
  /** The feature. */
  readonly feature: Feature;
  /** The wish. */
  readonly wish: Wish;
  /** Its outcome. */
  readonly outcome: "used" | "fallback" | "unmet";
  /** Whether the server had offered the feature. */
  readonly offered: boolean;
  /** Why the wished method was not used. */
  readonly why: string;
  /** The method that was used, in words. */
  readonly done: string;
  /** Whether the method was not used because the user wished so. */
  readonly avoided: boolean;
  /** Whether a new connection was needed. */
  readonly anew: boolean;
  /** Extra round trips. */
  readonly roundTrips: number;
}

/** The functions with which a language combines its pieces. */
export interface Grammar {
  /** `a, b and c`. */
  list(words: readonly string[]): string;
  /** A sentence with its source: `It is full (RFC 3463 3.3).` */
  cited(sentence: string, rfc: string): string;

  /** Describes a decision in one sentence. */
  decision(left: Left): string;
  /** Names a method without words in a table, such as the user's own mechanism. */
  unknownWay(feature: Feature, method: string): string;
  /** `BDAT was answered 502 (it is too large)`. */
  answered(asked: string, code: number, meant: string | undefined): string;
  /** Inserts `asked` into a reason. */
  about(reason: string, asked: string): string;
  /** The text if no reason is known. */
  readonly noWayLeft: string;
  /** Used if a feature's fallback order has no words for doing without the feature. */
  readonly notUsed: string;

  /** The head of a plan: the required features that are not available. */
  planHead(unmet: readonly Feature[]): string;
  /** Lists the features that this version does not support yet. */
  planRest(later: readonly Feature[]): string;
  /** Describes one feature of a plan; `ways` are methods that were skipped for the same reason. */
  planned(choice: {
    readonly feature: Feature;
    readonly wish: Wish;
    readonly reasons: readonly {
      readonly methods: readonly string[];
      readonly why: string;
      readonly offered: boolean;
    }[];
    readonly then: "unmet" | { readonly done: string } | { readonly without: string | undefined };
  }): string;

  /** The outcome of a message. */
  taken(receipt: {
    readonly host: string;
    readonly port: number;
    readonly tls: boolean;
    readonly octets: number;
    readonly roundTrips: number;
    readonly accepted: number;
    readonly all: number;
  }): string;
  /** Describes a notice for the sender. */
  notice(notice: Notice): string;
  /** The outcome of recipients with the same result; `{who}` is replaced by them. */
  end(outcome: RecipientOutcome["outcome"], temporary: boolean, answer: string): string;
  /** Returns the first line of an error. */
  failed(error: SmtpError): string;
  /** `, answered "550 No"`, or nothing. */
  quoted(reply: string): string;

  /** The subject of a line, in at most 14 characters; `reason` is used for the cause of a success. */
  readonly labels: Readonly<Record<LineTopic | "reason", string>>;
  /** The sentence before the advice for the administrator of one side. */
  readonly sides: Readonly<Record<"sending" | "receiving", string>>;
  /** The format of a reply: its type by the first digit, its category by the second. */
  format(type: ReplyType, category: ReplyCategory): string;
  /** Formats seconds in the largest units that fit. */
  span(seconds: number): string;
  /** Says that the server uses the code with another meaning than the registered one. */
  otherUse(rfc: string): string;
  /** Says that the reply can have another reason. */
  readonly likely: string;
  /** Says that the reply names no known reason. */
  readonly guess: string;
  /** Says that the RFCs do not list the code as a reply to this command. */
  unlisted(code: number, asked: CommandName): string;
  /** Describes what is done in another situation than the usual one. */
  otherwise(when: string, does: string): string;
}

/** A language's sentences about replies. */
export interface ReplySentences {
  /** The meaning of each kind, who has to act, and what helps. */
  readonly meanings: MeaningSentences;
  /** Causes, advice and checks of each kind. */
  readonly kinds: KindsProse;
  /** What can be used instead of a refused command; `OTHER` applies to all. */
  readonly alternatives: Readonly<Partial<Record<CommandName, string>>>;
  /** By the first digit of a reply code (RFC 5321 4.2.1). */
  readonly firstDigits: Readonly<
    Record<2 | 3, Required<Prose> & { readonly type: ReplyType }> &
      Record<4 | 5, Prose & { readonly type: ReplyType }>
  >;
  /** By the second digit, from 0 on. */
  readonly secondDigits: readonly { readonly category: ReplyCategory; readonly means: string }[];
  /** For second digits without a meaning in an RFC. */
  readonly otherSecondDigit: { readonly category: ReplyCategory; readonly means: string };
  /** By the first number of an enhanced status code (RFC 3463 2). */
  readonly classes: Readonly<Record<string, string>>;
  /** By its second number (RFC 3463 3). */
  readonly subjects: Readonly<Record<string, Prose>>;
  /** By reply code. */
  readonly codes: Readonly<Record<number, Prose>>;
  /** By code, with X for the class. */
  readonly enhanced: Readonly<Record<string, EnhancedProse>>;
  /** For codes that are not registered. */
  readonly unknown: {
    readonly code: string;
    readonly enhanced: string;
    readonly class: string;
    readonly subject: string;
  };
  /** What Parley does, by action. */
  readonly does: Readonly<Record<Action, Doing>>;
  /** The next method of a feature, in words. */
  readonly nextWays: Readonly<Partial<Record<Feature, string>>>;
  /** Why a server refuses a command itself. */
  readonly commandCauses: Readonly<Partial<Record<CommandName, string>>>;
  /** Situations that differ from the usual one. */
  readonly when: Readonly<Record<When, string>>;
}

/** A language's sentences about pasted texts. */
export interface TextSentences {
  /** `Found 4: 2 different, the worst first.` */
  foundMany(total: number, kinds: number): string;
  /** The text if nothing was found. */
  readonly nothingFound: string;
  /** ` and 3 more`. */
  more(count: number): string;
  /** Words without a reply code. */
  readonly noCode: string;
  /** The text for a report with only a status code. */
  noReason(status: string): string;
  /** A number that is an HTTP status. */
  http(status: number): string;
  /** Sentences about errors that are not replies. */
  readonly failures: Readonly<
    Record<FailureKind, { readonly means: string; readonly advice: string }>
  >;
}

/** All sentences of a language, for `explain`. */
export interface Catalogue {
  /** Its tag, such as `de`. */
  readonly language: string;
  /** The functions that combine the pieces. */
  readonly grammar: Grammar;
  /** The words for the methods of each feature. */
  readonly features: Readonly<Record<Feature, FeatureWords>>;
  /** Why a method was not used, if no reply says so. */
  readonly withoutReply: Readonly<Partial<Record<Reason, string>>>;
  /** Why a method was never available. */
  readonly neverOpen: Readonly<Partial<Record<Reason, string>>>;
  /** The meaning of the reply that refused a method, by reason. */
  readonly meant: Readonly<Partial<Record<Reason, string>>>;
  /** The meanings of errors, by code. */
  readonly errors: Readonly<Record<SmtpErrorCode, ErrorProse>>;
  /** The sentence for `retry` of an error. */
  readonly retry: Readonly<Record<"now" | "later" | "never", string>>;
  /** The sentences about replies. */
  readonly replies: ReplySentences;
  /** The sentences about texts. */
  readonly texts: TextSentences;
}
