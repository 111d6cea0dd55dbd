/** The message that nodemailer made, read so that it can be sent again where that is cheap. */
import { Buffer } from "node:buffer";
import type { Readable } from "node:stream";

/**
 * Octets up to which a message is kept whole. One that is can be sent again by another
 * way, and its size and line lengths are known beforehand.
 */
const KEPT = 1_048_576;

/**
 * Reads a message: whole if it is small, else from its stream while it is sent.
 *
 * @param stream what nodemailer and its plugins made
 * @throws whatever a source of the message failed with
 */
export async function contentOf(stream: Readable): Promise<Buffer | AsyncIterable<Buffer>> {
  const pieces: Buffer[] = [];
  let octets = 0;
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  for (;;) {
    const { done, value } = await iterator.next();
    if (done) return Buffer.concat(pieces);
    pieces.push(value);
    octets += value.length;
    if (octets > KEPT) return joined(pieces, iterator);
  }
}

async function* joined(
  pieces: readonly Buffer[],
  rest: AsyncIterator<Buffer, undefined>,
): AsyncGenerator<Buffer> {
  try {
    yield* pieces;
    for (;;) {
      const { done, value } = await rest.next();
      if (done) return;
      yield value;
    }
  } finally {
    // Lets go of files and sockets that the message was still read from.
    await rest.return?.();
  }
}
