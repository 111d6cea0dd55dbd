/**
 * Types of an envelope in progress: its commands, the replies so far, and whether it stands alone or behind
 * another message. No logic.
 */
import type { Command } from "../command/command.ts";
import type { Reply } from "../reply/reply.ts";
import type { Reaction } from "../reply/situation.ts";
import type { RecipientState } from "../session/delivery.ts";
import type { TimeoutName } from "../session/effects.ts";

/** A chunk with the command that announces it. */
export interface Chunk {
  readonly command: Command;
  readonly octets: Uint8Array;
  readonly last: boolean;
}

/** A reply that asks for something to be done differently. */
export interface RefusedCommand {
  readonly command: Command;
  readonly reply: Reply;
  readonly reaction: Reaction;
  /** The command was written behind a message that had not been answered. */
  readonly pipelined?: boolean;
}

/** A command of the envelope, with what it concerns. */
export interface EnvelopeCommand {
  readonly command: Command;
  readonly wait: TimeoutName;
  readonly recipient?: RecipientState;
  readonly chunk?: Chunk;
}

/** What the flights so far have brought. */
export interface EnvelopeProgress {
  readonly contentCommand: EnvelopeCommand;
  /** The first flight was written behind a message that had not been answered. */
  readonly pipelined: boolean;
  /** Recipients that were accepted so far. */
  accepted: number;
  /** The reply that let the content in. */
  opened?: Reply;
  objection?: RefusedCommand;
  /** Recipients who were refused for the parameters of their RCPT alone. */
  recipientsToRetry: (RefusedCommand & { readonly recipient: RecipientState })[];
  /** The first refusal for want of room, and how many had been accepted by then. */
  recipientLimitReply?: {
    readonly command: string;
    readonly reply: Reply;
    readonly reaction: Reaction;
    readonly after: number;
  };
}

/**
 * Where an envelope stands: alone, `behind` a message that has not been
 * answered, or `early`, behind an EHLO that has not been.
 */
export type EnvelopePosition = "alone" | "pipelined" | "early";

/** An envelope that is ready to be sent. */
export interface PreparedEnvelope {
  /** The commands before the one that opens the content. */
  readonly steps: readonly EnvelopeCommand[];
  readonly firstFlight: readonly EnvelopeCommand[];
  readonly progress: EnvelopeProgress;
}
