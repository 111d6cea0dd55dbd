/** What `findReplies` returns: plain frozen data. */
import type { Reply } from "../protocol/reply/reply.ts";
import type { FailureKind } from "./failures.ts";

/** The position of a find, and the facts around it. */
export interface FoundContext {
  /** The line of the text, counted from 1. */
  readonly line: number;
  /** The program or service that wrote the text, such as `Postfix` or `nodemailer`. */
  readonly origin?: string;
  /** The command that was answered, in the form that `explain` takes, such as `RCPT` or `(message content)`. */
  readonly command?: string;
  /** The address of the recipient. */
  readonly recipient?: string;
  /** The host name or IP address of the answering server. */
  readonly server?: string;
}

/** A reply with its code. */
export interface FoundReply extends FoundContext {
  /** The type of the find. */
  readonly kind: "reply";
  /** The reply, with line ends restored if the text folded or joined the lines. */
  readonly reply: Reply;
}

/** A server's text without its code, which the program left out. */
export interface FoundWording extends FoundContext {
  /** The type of the find. */
  readonly kind: "wording";
  /** The text of the reply, line by line. */
  readonly lines: readonly string[];
  /** The enhanced status code (RFC 3463), if the text or a field next to it has one. */
  readonly enhanced?: string;
}

/** An error without a reply: no server answered, or no session began. */
export interface FoundFailure extends FoundContext {
  /** The type of the find. */
  readonly kind: "failure";
  /** What failed. */
  readonly failure: FailureKind;
  /** The words of the failure in the text. */
  readonly words: string;
  /** The meaning as a sentence. */
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
  /** The meaning as a sentence. */
  readonly means: string;
}

/** Anything that a text says about sending mail. */
export type Found = FoundReply | FoundWording | FoundFailure | FoundHttpStatus;
