/** Reads nodemailer's message so that it can be sent again if that is cheap. */
import { Buffer } from "node:buffer";
import type { Readable } from "node:stream";
import { SmtpError } from "@parley-smtp/node-socket";

/**
 * The most octets of a message that is kept completely. Such a message can be sent again with another method, and its
 * size and line lengths are known before sending.
 */
const KEPT = 1_048_576;

/** Longer timers, in milliseconds, fire at once. */
const LONGEST_TIMER = 2_147_483_647;

/**
 * Reads a message: completely if it is small, otherwise from its stream while it is sent.
 *
 * @param stream the message from nodemailer and its plugins; destroying it closes the attachments
 * @param limits the milliseconds allowed for each piece, and the server
 * @throws {SmtpError} `TIMEOUT` if an attachment stalls
 * @throws the error of a source of the message
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

/** Yields all pieces in turn. The code that opened the stream closes it, also if this function never runs. */
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
