/** Thrown inside a script when the work can go on over a new connection, by another way. */
export class Reopen extends Error {
  override readonly name: string = "Reopen";
}

/** Thrown inside a script when the message can go another way over the same connection. */
export class Again extends Reopen {}
