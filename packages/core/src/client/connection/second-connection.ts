/** Two connections to one server, the second dialled beside the first: the one that gets something first is kept. */
import { TransportError } from "../../protocol/errors/transport-error.ts";
import { toTransportError } from "./to-transport-error.ts";
import type { Transport } from "./transport.ts";

/** What a read brought. */
export type ReadResult = { readonly bytes: Uint8Array | null } | { readonly error: unknown };

/** The second connection, which was first, and what it got. */
export interface SecondConnection {
  readonly transport: Transport;
  readonly received: ReadResult;
}

/**
 * Dials a second connection and waits until it or the first one gets something. The end of a connection is
 * nothing: the other one may still get something. The second connection is closed unless it is returned.
 *
 * @param first what the first connection gets; never rejects
 * @param dial makes the second connection, which the signal stops
 * @param race bounds the wait by the deadline and the signal of the call
 * @returns the second connection; `undefined` when the first one was first, or when both have ended
 * @throws {TransportError} of `race`; a refused certificate says more than the silence, and is thrown instead
 */
export async function raceSecondConnection(
  first: Promise<ReadResult>,
  dial: (signal: AbortSignal) => Promise<Transport>,
  race: <T>(work: Promise<T>) => Promise<T>,
): Promise<SecondConnection | undefined> {
  const giveUp = new AbortController();
  // A dial that throws at once has failed like one that rejects.
  const dialling = (async () => dial(giveUp.signal))();
  let failure: TransportError | undefined;
  const second = dialling.then(async (transport): Promise<SecondConnection> => {
    const bytes = await transport.read();
    if (bytes) return { transport, received: { bytes } };
    throw new TransportError("reset", "The server closed the connection.");
  });
  second.catch((error: unknown) => {
    failure = toTransportError(error, "unreachable");
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

/** The error of two silent connections, or of one that is silent and one that failed. */
function combineErrors(error: unknown, failure: TransportError | undefined): unknown {
  if (!(error instanceof TransportError) || error.kind !== "timeout") return error;
  if (failure?.kind === "certificate") return failure;
  const how = failure?.message ?? "It was silent as well.";
  return new TransportError(
    "timeout",
    `${error.message} TLS from the first byte was tried on a second connection: ${how}`,
  );
}
