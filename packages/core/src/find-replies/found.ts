/** What `findReplies` returns: plain frozen data. */
import type { Reply } from "../protocol/reply/reply.ts";
import type { FailureKind } from "./failures.ts";

/** Where something was found, and what the text says around it. */
export interface FoundContext {
  /** The line of the text, counted from 1. */
  readonly line: number;
  /** The program or service that wrote the text, such as `Postfix` or `nodemailer`. */
  readonly origin?: string;
  /** The command that was answered, in the form that `explain` takes, such as `RCPT` or `(message content)`. */
  readonly command?: string;
  /** The address of the recipient. */
  readonly recipient?: string;
  /** The host name or IP address of the server that answered. */
  readonly server?: string;
}

/** A reply with its code. */
export interface FoundReply extends FoundContext {
  /** The type of the find. */
  readonly kind: "reply";
  /** The reply, with its line ends restored where the text folded or joined the lines. */
  readonly reply: Reply;
}

/** What a server said, where the program that wrote the text left out the code. */
export interface FoundWording extends FoundContext {
  /** The type of the find. */
  readonly kind: "wording";
  /** The text of the reply, line by line. */
  readonly lines: readonly string[];
  /** The enhanced status code (RFC 3463), where the text or a field beside it has one. */
  readonly enhanced?: string;
}

/** An error that is no reply: no server answered, or no session began. */
export interface FoundFailure extends FoundContext {
  /** The type of the find. */
  readonly kind: "failure";
  /** What failed. */
  readonly failure: FailureKind;
  /** The words in the text that say so. */
  readonly words: string;
  /** What that means, as a sentence. */
  readonly means: string;
  /** What to do, as a sentence. */
  readonly advice: string;
}

/** An HTTP status, which looks like a reply code. */
export interface FoundHttpStatus extends FoundContext {
  /** The type of the find. */
  readonly kind: "http";
  /** The status, such as 502. */
  readonly status: number;
  /** What that means, as a sentence. */
  readonly means: string;
}

/** One thing that a text says about sending mail. */
export type Found = FoundReply | FoundWording | FoundFailure | FoundHttpStatus;
