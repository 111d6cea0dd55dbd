/**
 * The simplest server for a message, as a function of received bytes. Everything that a write completes is answered
 * at once, so the number of replies that arrive together does not depend on timing.
 */

const END_OF_LINE = "\r\n";
const END_OF_CONTENT = "\r\n.\r\n";
const EHLO_REPLY = "250-counts.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 0\r\n";

/** The server's greeting. */
export const GREETING: Buffer = Buffer.from("220 counts.test ESMTP\r\n");

/**
 * Creates the server's side of one connection.
 *
 * @returns a function that takes the client's bytes and returns the replies to everything that they complete, or
 * `undefined` if they complete neither a command nor a message
 */
export function createAnswers(): (bytes: Uint8Array) => Buffer | undefined {
  let inContent = false;
  /** The bytes since the last complete command, or the last bytes of the content so far. */
  let before = "";

  function reply(command: string): string {
    switch (command.slice(0, 4)) {
      case "EHLO":
        return EHLO_REPLY;
      case "DATA":
        inContent = true;
        return "354 Go on\r\n";
      case "QUIT":
        return "221 2.0.0 Bye\r\n";
      default:
        return "250 2.0.0 Ok\r\n";
    }
  }

  return (written) => {
    const bytes = Buffer.from(written.buffer, written.byteOffset, written.length);
    let replies = "";
    let at = 0;
    while (at < bytes.length) {
      const end = endOf(inContent ? END_OF_CONTENT : END_OF_LINE, before, bytes, at);
      if (end === -1) {
        const from = inContent ? Math.max(at, bytes.length - END_OF_CONTENT.length + 1) : at;
        before += bytes.toString("latin1", from);
        if (inContent) before = before.slice(1 - END_OF_CONTENT.length);
        break;
      }
      if (inContent) {
        inContent = false;
        replies += "250 2.0.0 Ok\r\n";
      } else replies += reply(before + bytes.toString("latin1", at, end));
      before = "";
      at = end;
    }
    return replies === "" ? undefined : Buffer.from(replies, "latin1");
  };
}

/** Returns the position after the first `mark` in `before` and the bytes from `at`, or -1. */
function endOf(mark: string, before: string, bytes: Buffer, at: number): number {
  if (before !== "") {
    const seam = before + bytes.toString("latin1", at, at + mark.length - 1);
    const found = seam.indexOf(mark);
    if (found !== -1) return at + found + mark.length - before.length;
  }
  const found = bytes.indexOf(mark, at, "latin1");
  return found === -1 ? -1 : found + mark.length;
}
