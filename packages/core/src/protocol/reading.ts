/** Reads what the server says, to the last word before it closes the connection. */
import { perform, type ReadEffect, type Script } from "./effects.ts";
import { cutText, escapeControls } from "./escape.ts";
import { formatReply, type Reply, ReplyParser } from "./reply.ts";
import type { Session } from "./session.ts";
import { TransportError } from "./transport-error.ts";

/** What came; or where the connection has ended, a refusal that has come but for its end. */
export function* bytesOrEnd(session: Session, read: ReadEffect): Script<Uint8Array | Reply> {
  let failure: TransportError | undefined;
  try {
    const bytes = yield* perform(read);
    if (bytes !== null) return bytes;
  } catch (error) {
    if (!(error instanceof TransportError) || error.kind !== "reset") throw error;
    failure = error;
  }
  const rest = session.parser.rest();
  // Made only now: an error collects its stack, which costs more than reading a reply.
  if (!rest) throw failure ?? new TransportError("reset", "The server closed the connection.");
  session.parser = new ReplyParser();
  // In answer to a whole message it decides nothing: only a complete reply does.
  if ("text" in rest) throw cutShort(session, rest.text);
  if (read.wait === "final") throw cutShort(session, formatReply(rest.reply));
  session.ending = true;
  session.hasEnded = true;
  return rest.reply;
}

/** The text of a reply that never ended is no reply, but may say why the server closed. */
function cutShort({ mask }: Session, text: string): TransportError {
  const quoted = escapeControls(cutText(mask(text), QUOTED_CHARACTERS));
  return new TransportError(
    "reset",
    `The server closed the connection in the middle of its reply: "${quoted}".`,
  );
}

/** So much of a reply that never ended is quoted. */
const QUOTED_CHARACTERS = 200;
