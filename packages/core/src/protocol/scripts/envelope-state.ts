/**
 * The types of an envelope in progress: its commands, the replies so far, and its position relative to other
 * commands. No logic.
 */
import type { Command } from "../command/command.ts";
import type { Reply } from "../reply/reply.ts";
import type { Reaction } from "../reply/situation.ts";
import type { TimeoutName } from "../session/effects.ts";
import type { RecipientState } from "../session/recipient-state.ts";

/** A chunk with its BDAT command. */
export interface Chunk {
  readonly command: Command;
  readonly octets: Uint8Array;
  readonly last: boolean;
}

/** A reply that asks for another method. */
export interface RefusedCommand {
  readonly command: Command;
  readonly reply: Reply;
  readonly reaction: Reaction;
  /** The command was written behind a message that was not yet answered. */
  readonly pipelined?: boolean;
}

/** A command of the envelope, and the recipient or chunk that it concerns. */
export interface EnvelopeCommand {
  readonly command: Command;
  readonly wait: TimeoutName;
  readonly recipient?: RecipientState;
  readonly chunk?: Chunk;
}

/** The result of the flights so far. */
export interface EnvelopeProgress {
  readonly contentCommand: EnvelopeCommand;
  /** The first flight was written behind a message that was not yet answered. */
  readonly pipelined: boolean;
  /** Number of recipients that were accepted so far. */
  accepted: number;
  /** The reply that opened the content. */
  opened?: Reply;
  objection?: RefusedCommand;
  /** Recipients that were refused only because of the parameters of their RCPT. */
  recipientsToRetry: (RefusedCommand & { readonly recipient: RecipientState })[];
  /** The first refusal because of too many recipients, and the number of recipients accepted before it. */
  recipientLimitReply?: {
    readonly command: string;
    readonly reply: Reply;
    readonly reaction: Reaction;
    readonly after: number;
  };
}

/** The position of an envelope: `alone`, or `pipelined` behind an unanswered message. */
export type EnvelopePosition = "alone" | "pipelined";

/** An envelope that is ready to be sent. */
export interface PreparedEnvelope {
  /** The commands before the one that opens the content. */
  readonly steps: readonly EnvelopeCommand[];
  readonly firstFlight: readonly EnvelopeCommand[];
  readonly progress: EnvelopeProgress;
}
