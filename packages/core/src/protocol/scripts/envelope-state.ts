/** The parts of an envelope under way: its commands, their replies so far, and where it stands in the session. */
import type { Command } from "../command.ts";
import type { Wait } from "../effects.ts";
import type { Reply } from "../reply.ts";
import type { Reaction } from "../situation.ts";
import type { RecipientState } from "../transaction.ts";

/** A chunk with the command that announces it. */
export interface Chunk {
  readonly command: Command;
  readonly octets: Uint8Array;
  readonly last: boolean;
}

/** A reply that asks for something to be done differently. */
export interface Objection {
  readonly command: Command;
  readonly reply: Reply;
  readonly reaction: Reaction;
  /** The command was written behind a message that had not been answered. */
  readonly behind?: boolean;
}

/** A command of the envelope, with what it concerns. */
export interface Step {
  readonly command: Command;
  readonly wait: Wait;
  readonly recipient?: RecipientState;
  readonly chunk?: Chunk;
}

/** What the flights so far have brought. */
export interface Progress {
  readonly opener: Step;
  /** The first flight was written behind a message that had not been answered. */
  readonly behind: boolean;
  /** Recipients that were accepted so far. */
  accepted: number;
  /** The reply that let the content in. */
  opened?: Reply;
  objection?: Objection;
  /** Recipients who were refused for the parameters of their RCPT alone. */
  again: (Objection & { readonly recipient: RecipientState })[];
  /** The first refusal for want of room, and how many had been accepted by then. */
  full?: {
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
export type Place = "alone" | "behind" | "early";

/** An envelope that is ready to be sent. */
export interface Prepared {
  /** The commands before the one that opens the content. */
  readonly steps: readonly Step[];
  readonly firstFlight: readonly Step[];
  readonly progress: Progress;
}
