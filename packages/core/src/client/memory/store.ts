/**
 * Where a mailer keeps what it learned of servers from one session to the next.
 *
 * An attacker who can write to the store must gain nothing by it: what is read back is
 * checked, and can only make the client ask for less, or warn.
 */

/**
 * A place for small values with a time to live. In memory unless another is
 * given; `@parley-smtp/core/unstorage` makes one of any unstorage driver. It may
 * be shared by several processes, may forget, and may be out of date.
 */
export interface Store {
  /** The value as plain data or as the JSON text of it; `null` or `undefined` when there is no value. */
  get(key: string): Promise<unknown>;
  /**
   * Keeps a value in place of the one before.
   *
   * @param value plain data, as JSON has it
   * @param options `ttl`: milliseconds after which the value may be forgotten
   */
  set(key: string, value: unknown, options: { readonly ttl: number }): Promise<void>;
  /** Forgets a value; a missing value is no error. */
  remove(key: string): Promise<void>;
}

/** More servers than one process talks to; the one written longest ago makes room. */
const MOST_VALUES = 1_000;

/** A store in the memory of this process. */
export function memoryStore(): Store {
  const values = new Map<string, { readonly value: unknown; readonly expiresAt: number }>();
  return {
    async get(key) {
      const known = values.get(key);
      if (known && known.expiresAt <= Date.now()) values.delete(key);
      return values.get(key)?.value;
    },
    async set(key, value, { ttl }) {
      values.delete(key);
      values.set(key, { value, expiresAt: Date.now() + ttl });
      const [oldest] = values.keys();
      if (values.size > MOST_VALUES && oldest !== undefined) values.delete(oldest);
    },
    async remove(key) {
      values.delete(key);
    },
  };
}

/** What is kept of a server. */
export type StoredKind = "hints" | "ledger";

/**
 * The key of what is kept of a server. It is the same on every runtime, and a
 * file name on every system: `parley:ledger:smtp.example.com_587`.
 *
 * @param server host and port
 */
export function storeKey(
  kept: StoredKind,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  const name = encodeURIComponent(host.toLowerCase()).replaceAll("*", "%2A");
  return `parley:${kept}:${name}_${port}`;
}

/**
 * The server of a key of a store.
 *
 * @param kept what the key is to be for
 * @param key such as `parley:ledger:smtp.example.com_587`
 * @returns host and port, such as `smtp.example.com:587`, if it is a key of that kind
 */
export function serverOfKey(kept: StoredKind, key: string): string | undefined {
  const [, name = "", port = ""] = /^parley:(?:hints|ledger):([^:]+)_(\d{1,5})$/.exec(key) ?? [];
  if (!key.startsWith(`parley:${kept}:`) || name === "") return undefined;
  try {
    return `${decodeURIComponent(name)}:${port}`;
  } catch {
    return undefined;
  }
}

/** Data as a store gives it back, parsed if it is text; anything else is nothing. */
export function dataOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  let data = value;
  if (typeof data === "string") {
    try {
      data = JSON.parse(data);
    } catch {
      return undefined;
    }
  }
  if (typeof data !== "object" || data === null || Array.isArray(data)) return undefined;
  return data as Readonly<Record<string, unknown>>;
}

/** Entries of a list that are objects, at most so many. */
export function entriesOf(
  list: unknown,
  most: number,
): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, most).filter((entry) => typeof entry === "object" && entry !== null);
}
