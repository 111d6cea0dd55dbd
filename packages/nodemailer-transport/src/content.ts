/** The message that nodemailer made, read so that it can be sent again where that is cheap. */
import { Buffer } from "node:buffer";
import type { Readable } from "node:stream";
import { SmtpError } from "@parley-smtp/node-socket";

/**
 * Octets up to which a message is kept whole. One that is can be sent again by another
 * way, and its size and line lengths are known beforehand.
 */
const KEPT = 1_048_576;

/** Timers of more than this many milliseconds fire at once. */
const LONGEST_TIMER = 2_147_483_647;

/**
 * Reads a message: whole if it is small, else from its stream while it is sent.
 *
 * @param stream what nodemailer and its plugins made; destroying it closes the attachments
 * @param limits milliseconds that may pass before the next piece is there, and who it is for
 * @throws {SmtpError} `TIMEOUT` when an attachment stalls
 * @throws whatever a source of the message failed with
 */
export async function contentOf(
  stream: Readable,
  { patience: timeout, to }: { readonly patience: number; readonly to: readonly string[] },
): Promise<Buffer | AsyncIterable<Buffer>> {
  const pieces: Buffer[] = [];
  let octets = 0;
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  const late = (): void => void stream.destroy(stalled(timeout, to));
  const timer = setTimeout(late, Math.min(timeout, LONGEST_TIMER));
  try {
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) return Buffer.concat(pieces);
      timer.refresh();
      pieces.push(value);
      octets += value.length;
      if (octets > KEPT) return joined(pieces, iterator);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** All pieces in turn. The stream is closed by the code that opened it, also when this is never begun. */
async function* joined(
  pieces: readonly Buffer[],
  rest: AsyncIterator<Buffer, undefined>,
): AsyncGenerator<Buffer> {
  yield* pieces;
  for (;;) {
    const { done, value } = await rest.next();
    if (done) return;
    yield value;
  }
}

function stalled(timeout: number, to: readonly string[]): SmtpError {
  return new SmtpError(
    `nodemailer's message gave no further content within ${timeout} ms, so nothing was sent. An attachment may have stalled; the option is \`timeouts.content\`.`,
    {
      code: "TIMEOUT",
      phase: "content",
      retry: "later",
      recipients: to.map((address) => ({ address, outcome: "not-sent", temporary: true })),
    },
  );
}
