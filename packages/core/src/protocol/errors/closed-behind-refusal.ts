/** The error of a connection that the server closed right behind a refusal. */
import type { Reply } from "../reply/reply.ts";

/** The connection is lost: the server closed it behind a refusal, and has not answered what was written since. */
export class ClosedBehindRefusalError extends Error {
  override readonly name = "ClosedBehindRefusal";
  /** The refusal. */
  readonly reply: Reply | undefined;

  constructor(reply: Reply | undefined) {
    super();
    this.reply = reply;
  }
}
