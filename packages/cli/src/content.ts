/**
 * Reads the message from a file or from standard input.
 *
 * Short messages are read completely: their size can then be declared to the server, and they can be sent again. A
 * long file is opened again for each try; a long standard input can be sent only once.
 */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Body } from "@parley-smtp/node-socket";
import { toFolderError, unreadable } from "./files.ts";
import { UsageError } from "./usage.ts";

/** A message in the form of the API. */
export interface Content {
  readonly raw: Body;
  /** Octets, if they are known. */
  readonly size?: number;
}

/** The most octets that are read into memory. */
const SHORT = 8 * 1024 * 1024;

/**
 * Opens the message.
 *
 * @param source a file name, or `-` for standard input
 * @throws {UsageError} if it cannot be read
 */
export async function contentOf(source: string): Promise<Content> {
  if (source === "-") return shortOrRest(process.stdin);
  try {
    const found = await stat(source);
    if (found.isDirectory()) throw toFolderError(source, "a message file");
    if (found.isFile() && found.size > SHORT) {
      return { raw: () => createReadStream(source), size: found.size };
    }
    return await shortOrRest(createReadStream(source));
  } catch (error) {
    throw error instanceof UsageError ? error : unreadable("The message", source, error);
  }
}

async function shortOrRest(stream: AsyncIterable<Buffer>): Promise<Content> {
  const pieces = stream[Symbol.asyncIterator]();
  const read: Buffer[] = [];
  let octets = 0;
  while (octets <= SHORT) {
    const { done, value } = await pieces.next();
    if (done) return { raw: Buffer.concat(read), size: octets };
    read.push(value);
    octets += value.length;
  }
  return { raw: withRest(read, pieces) };
}

async function* withRest(
  read: readonly Buffer[],
  rest: AsyncIterator<Buffer>,
): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* read;
    for (;;) {
      const { done, value } = await rest.next();
      if (done) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}
