/**
 * The internal error for a connection that the server closed right after a refusal. `session/behind-refusal.ts`
 * decides when it is thrown.
 */
import type { Reply } from "../reply/reply.ts";

/** The connection is lost: the server closed it after a refusal, and has not answered what was written since. */
export class ClosedAfterRefusalError extends Error {
  override readonly name = "ClosedAfterRefusal";
  /** The refusal. */
  readonly reply: Reply | undefined;

  constructor(reply: Reply | undefined) {
    super();
    this.reply = reply;
  }
}
