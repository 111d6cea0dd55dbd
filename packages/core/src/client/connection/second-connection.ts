/**
 * Races two connections to one server: the one that receives data first is kept. The script is in
 * `protocol/scripts/second-connection.ts`.
 */
import { TransportError } from "../../protocol/errors/transport-error.ts";
import type { Transport } from "./transport.ts";

/** The result of a read. */
export type ReadResult = { readonly bytes: Uint8Array | null } | { readonly error: unknown };

/** The second connection, which was first, and the data it received. */
export interface SecondConnection {
  readonly transport: Transport;
  readonly received: ReadResult;
}

/**
 * Opens a second connection and waits until it or the first one receives data. The end of a connection does not
 * count, because the other one may still receive data. The second connection is closed unless it is returned.
 *
 * @param first the data of the first connection; never rejects
 * @param dial opens the second connection; the signal stops it
 * @param race limits the wait by the deadline and the signal of the call
 * @param toError converts the error of a dial
 * @returns the second connection; `undefined` if the first one was first, or if both have ended
 * @throws {TransportError} the error of `race`; a refused certificate explains more than the silence, and is thrown
 * instead
 */
export async function raceSecondConnection(
  first: Promise<ReadResult>,
  dial: (signal: AbortSignal) => Promise<Transport>,
  race: <T>(work: Promise<T>) => Promise<T>,
  toError: (error: unknown) => TransportError,
): Promise<SecondConnection | undefined> {
  const giveUp = new AbortController();
  // A dial that throws is treated like one that rejects.
  const dialling = (async () => dial(giveUp.signal))();
  let failure: TransportError | undefined;
  const second = dialling.then(async (transport): Promise<SecondConnection> => {
    const bytes = await transport.read();
    if (bytes) return { transport, received: { bytes } };
    throw new TransportError("reset", "The server closed the connection.");
  });
  second.catch((error: unknown) => {
    failure = toError(error);
  });
  let won: SecondConnection | undefined;
  try {
    won = await race(
      new Promise<SecondConnection | undefined>((resolve) => {
        second.then(resolve, () => {});
        void first.then((received) => {
          if ("bytes" in received && received.bytes) resolve(undefined);
          else second.then(resolve, () => resolve(undefined));
        });
      }),
    );
    return won;
  } catch (error) {
    throw combineErrors(error, failure);
  } finally {
    if (!won) {
      giveUp.abort();
      dialling.then((late) => late.close()).catch(() => {});
    }
  }
}

/** Creates the error of two silent connections, or of a silent and a failed one. */
function combineErrors(error: unknown, failure: TransportError | undefined): unknown {
  if (!(error instanceof TransportError) || error.kind !== "timeout") return error;
  if (failure?.kind === "certificate") return failure;
  const how = failure?.message ?? "It was silent as well.";
  return new TransportError(
    "timeout",
    `${error.message} TLS from the first byte was tried on a second connection: ${how}`,
  );
}
