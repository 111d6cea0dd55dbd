/** Connects to the addresses of a host in the order of RFC 8305 4 and 5. Adapters resolve the names. */

/** Milliseconds between the starts of two attempts (RFC 8305 5). */
const ATTEMPT_DELAY = 250;

/** The most addresses that are tried; a host may have any number. */
const MAX_ADDRESSES = 16;

/** The options of a race for a connection. */
export interface RaceOptions<T> {
  /**
   * Connects to one address.
   *
   * @param address an IP address
   * @param signal stops this attempt if another one has connected, or the caller aborted
   */
  readonly attempt: (address: string, signal: AbortSignal) => Promise<T>;
  /** Closes a connection that was established after another one had won. */
  readonly close: (late: T) => void;
  /** Ends the race. */
  readonly signal: AbortSignal;
}

/** The error of a race in which every attempt failed. */
export class RaceError extends AggregateError {
  /** Always `"RaceError"`. */
  override readonly name = "RaceError";
  /** The addresses, each with the error at the same index of `errors`. */
  readonly addresses: readonly string[];

  /**
   * Creates the error.
   *
   * @param addresses the addresses that were tried
   * @param errors the error of each attempt
   */
  constructor(addresses: readonly string[], errors: readonly unknown[]) {
    super(errors, `No connection to ${addresses.join(", ")}.`);
    this.addresses = addresses;
  }
}

/**
 * Connects to the first address that answers. Attempts start 250 ms apart, or as soon as one has failed, and no
 * attempt stops because another one started.
 *
 * @param addresses at least one IP address, in the order to try them; at most the first 16 are tried
 * @param options how to connect, and the signal that ends the race
 * @returns the connection that won
 * @throws {RaceError} if no address accepted a connection
 *
 * @example
 * ```ts
 * const connected = await connectFirst(["2001:db8::1", "192.0.2.1"], {
 *   attempt: async (address) => `connected to ${address}`,
 *   close: () => {},
 *   signal: AbortSignal.timeout(30_000),
 * });
 * ```
 */
export function connectFirst<T>(
  addresses: readonly string[],
  { attempt, close, signal }: RaceOptions<T>,
): Promise<T> {
  const tried = addresses.slice(0, MAX_ADDRESSES);
  const errors: unknown[] = [];
  const attempts = new AbortController();
  let started = 0;
  let failed = 0;
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return new Promise<T>((resolve, reject) => {
    const abort = (): void => finish(() => reject(signal.reason));
    function finish(settle: () => void): void {
      if (over) return;
      over = true;
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      settle();
      attempts.abort();
    }
    function startNext(): void {
      clearTimeout(timer);
      const index = started;
      const address = tried[index];
      if (over || address === undefined) return;
      started += 1;
      attempt(address, attempts.signal).then(
        (connected) => {
          if (over) close(connected);
          finish(() => resolve(connected));
        },
        (error: unknown) => {
          errors[index] = error;
          failed += 1;
          if (failed === tried.length) finish(() => reject(new RaceError(tried, errors)));
          else startNext();
        },
      );
      timer = setTimeout(startNext, ATTEMPT_DELAY);
    }
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort);
    startNext();
  });
}

/**
 * Returns the addresses with alternating families, beginning with the family of the first one, so that a family
 * without a route costs only one attempt.
 *
 * @param addresses IP addresses in the order of the resolver (RFC 6724)
 */
export function interleaveFamilies(addresses: readonly string[]): readonly string[] {
  const [first = ""] = addresses;
  const isOfFirst = (address: string): boolean => address.includes(":") === first.includes(":");
  const own = addresses.filter(isOfFirst);
  const other = addresses.filter((address) => !isOfFirst(address));
  const longer = Math.max(own.length, other.length);
  return Array.from({ length: longer }, (_, at) => [own[at], other[at]])
    .flat()
    .filter((address) => address !== undefined);
}

/**
 * Returns a host in the form for resolvers, TLS and certificates: an IPv6 address without brackets, a name with
 * international labels as A-labels (RFC 5890 2.3.2.1); other hosts unchanged.
 *
 * @param host a host name or IP address, such as `[::1]` or `mail.bücher.example`
 */
export function toAsciiHost(host: string): string {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  if (/^[\x21-\x7e]*$/.test(bare)) return bare;
  try {
    return new URL(`http://${bare}/`).hostname || bare;
  } catch {
    // Not a valid name; the resolver will report that.
    return bare;
  }
}
