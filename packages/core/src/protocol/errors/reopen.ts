import type { Reply } from "../reply/reply.ts";

/** Thrown inside a script when the work can go on over a new connection, by another way. */
export class Reopen extends Error {
  override readonly name: string = "Reopen";
  /** The refusal behind which the server closed, where it was unknown that it had when more was written. */
  readonly closedBehind: Reply | undefined;

  constructor(closedBehind?: Reply) {
    super();
    this.closedBehind = closedBehind;
  }
}

/** Thrown inside a script when the message can go another way over the same connection. */
export class Again extends Reopen {}
