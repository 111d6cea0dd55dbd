/**
 * Finds out whether code runs in the same request as before.
 *
 * Workers have no name for a request. But a stream belongs to the request that created it, and refuses operations of
 * another request. So do sockets, but there a message could be lost with the answer.
 */

/** Milliseconds after which a silent stream counts as another request's. */
const PATIENCE = 200;

interface BytePipe {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}

/**
 * Remembers the current request.
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
