/**
 * Finds out whether code runs in the request that it ran in before.
 *
 * Workers have no name for a request. But a stream belongs to the request in which it was made, and
 * refuses what another request wants of it. Sockets do too, only that a message may be lost with the answer.
 */

/** Milliseconds until a stream that says nothing counts as one of another request. */
const PATIENCE = 200;

interface BytePipe {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}

/**
 * Remembers the request that is being served now.
 *
 * @returns a function that returns whether the same request is being served; it never rejects
 */
export function rememberRequest(): () => Promise<boolean> {
  const { IdentityTransformStream: Pipe } = globalThis as unknown as {
    readonly IdentityTransformStream: new () => BytePipe;
  };
  const { readable, writable } = new Pipe();
  const reader = readable.getReader();
  const writer = writable.getWriter();
  return async () => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("No byte came through.")), PATIENCE);
    });
    try {
      await Promise.race([Promise.all([writer.write(Uint8Array.of(0)), reader.read()]), late]);
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  };
}
