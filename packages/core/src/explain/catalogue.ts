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

/** What is known of a fallback, ready to be made a sentence. */
export interface Left {
  /** What was wished for. */
  readonly feature: Feature;
  /** How much. */
  readonly wish: Wish;
  /** Its outcome. */
  readonly outcome: "used" | "fallback" | "unmet";
  /** The server had offered what was asked. */
  readonly offered: boolean;
  /** Why the wished way was left. */
  readonly why: string;
  /** What was done. */
  readonly done: string;
  /** It was left because the user wished so. */
  readonly avoided: boolean;
  /** It needed a new connection. */
  readonly anew: boolean;
  /** Round trips that finding out has cost. */
  readonly roundTrips: number;
}

/** How a language puts its pieces together. */
export interface Grammar {
  /** `a, b and c`. */
  list(words: readonly string[]): string;
  /** A sentence with its source: `It is full (RFC 3463 3.3).` */
  cited(sentence: string, rfc: string): string;

  /** A decision: one sentence. */
  decision(left: Left): string;
  /** A way that no table names, such as a mechanism that the user brought. */
  unknownWay(feature: Feature, method: string): string;
  /** `BDAT was answered 502 (it is too large)`. */
  answered(asked: string, code: number, meant: string | undefined): string;
  /** A reason in which `asked` has its place. */
  about(reason: string, asked: string): string;
  /** No reason is known. */
  readonly noWayLeft: string;
  /** Used if a feature's fallback order has no words for doing without the feature. */
  readonly notUsed: string;

  /** The head of a plan: the required features that are not available. */
  planHead(unmet: readonly Feature[]): string;
  /** What this version does not do yet. */
  planRest(later: readonly Feature[]): string;
  /** One feature of a plan; `ways` are those passed over, by the same reason. */
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
  /** What the sender should know of the message. */
  notice(notice: Notice): string;
  /** The outcome of recipients with the same result; `{who}` is replaced by them. */
  end(outcome: RecipientOutcome["outcome"], temporary: boolean, answer: string): string;
  /** The first line of an error. */
  failed(error: SmtpError): string;
  /** `, answered "550 No"`, or nothing. */
  quoted(reply: string): string;

  /** What a line is about, in at most 14 characters; `reason` stands for the cause of a success. */
  readonly labels: Readonly<Record<LineTopic | "reason", string>>;
  /** Begins the advice for the administrator of one side. */
  readonly sides: Readonly<Record<"sending" | "receiving", string>>;
  /** The format of a reply: its type by the first digit, its category by the second. */
  format(type: ReplyType, category: ReplyCategory): string;
  /** A number of seconds in the largest units that fit. */
  span(seconds: number): string;
  /** The registered meaning of a code does not go with what the server said. */
  otherUse(rfc: string): string;
  /** The reply leaves room for another reason. */
  readonly likely: string;
  /** The reply names no reason that is known. */
  readonly guess: string;
  /** The RFCs do not list the code as an answer to this. */
  unlisted(code: number, asked: CommandName): string;
  /** What is done in another situation than the usual one. */
  otherwise(when: string, does: string): string;
}

/** What a language says of replies. */
export interface ReplySentences {
  /** What each kind of meaning is, who has to act, and what helps. */
  readonly meanings: MeaningSentences;
  /** Causes, advice and checks of each kind. */
  readonly kinds: KindsProse;
  /** What can be used in place of a refused command; `OTHER` speaks of all. */
  readonly alternatives: Readonly<Partial<Record<CommandName, string>>>;
  /** By the first digit of a reply code (RFC 5321 4.2.1). */
  readonly firstDigits: Readonly<
    Record<2 | 3, Required<Prose> & { readonly type: ReplyType }> &
      Record<4 | 5, Prose & { readonly type: ReplyType }>
  >;
  /** By the second digit, from 0 on. */
  readonly secondDigits: readonly { readonly category: ReplyCategory; readonly means: string }[];
  /** For second digits that no RFC has. */
  readonly otherSecondDigit: { readonly category: ReplyCategory; readonly means: string };
  /** By the first number of an enhanced status code (RFC 3463 2). */
  readonly classes: Readonly<Record<string, string>>;
  /** By its second number (RFC 3463 3). */
  readonly subjects: Readonly<Record<string, Prose>>;
  /** By reply code. */
  readonly codes: Readonly<Record<number, Prose>>;
  /** By code, with X for the class. */
  readonly enhanced: Readonly<Record<string, EnhancedProse>>;
  /** Where a code is not registered. */
  readonly unknown: {
    readonly code: string;
    readonly enhanced: string;
    readonly class: string;
    readonly subject: string;
  };
  /** What Parley does, by action. */
  readonly does: Readonly<Record<Action, Doing>>;
  /** What the next way of a feature is. */
  readonly nextWays: Readonly<Partial<Record<Feature, string>>>;
  /** Why a command is refused as such. */
  readonly commandCauses: Readonly<Partial<Record<CommandName, string>>>;
  /** Situations that differ from the usual one. */
  readonly when: Readonly<Record<When, string>>;
}

/** What a language says of texts. */
export interface TextSentences {
  /** `Found 4: 2 different, the worst first.` */
  foundMany(total: number, kinds: number): string;
  /** Nothing was found. */
  readonly nothingFound: string;
  /** ` and 3 more`. */
  more(count: number): string;
  /** Words without a reply code. */
  readonly noCode: string;
  /** A report has only a status code. */
  noReason(status: string): string;
  /** A number that is an HTTP status. */
  http(status: number): string;
  /** Errors that are no replies. */
  readonly failures: Readonly<
    Record<FailureKind, { readonly means: string; readonly advice: string }>
  >;
}

/** All that a language says, for `explain`. */
export interface Catalogue {
  /** Its tag, such as `de`. */
  readonly language: string;
  /** How it puts its pieces together. */
  readonly grammar: Grammar;
  /** The ways of each feature. */
  readonly features: Readonly<Record<Feature, FeatureWords>>;
  /** Why a method was not used, if no reply says so. */
  readonly withoutReply: Readonly<Partial<Record<Reason, string>>>;
  /** Why a way never came into question. */
  readonly neverOpen: Readonly<Partial<Record<Reason, string>>>;
  /** What a reply meant, by reason. */
  readonly meant: Readonly<Partial<Record<Reason, string>>>;
  /** What errors mean, by code. */
  readonly errors: Readonly<Record<SmtpErrorCode, ErrorProse>>;
  /** What `retry` of an error says. */
  readonly retry: Readonly<Record<"now" | "later" | "never", string>>;
  /** What it says of replies. */
  readonly replies: ReplySentences;
  /** What it says of texts. */
  readonly texts: TextSentences;
}
