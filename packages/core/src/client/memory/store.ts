/**
 * The type of a store, in which a mailer keeps what it learned of servers, and the store in memory.
 *
 * An attacker who can write to the store must gain nothing: stored values are checked, and can only make the client
 * use fewer features, or warn.
 */

/**
 * A place for small values with a time to live. In memory unless another store is given;
 * `@parley-smtp/core/unstorage` creates a store from any unstorage driver. A store may be shared by several
 * processes, may lose values, and may be out of date.
 */
export interface Store {
  /** Returns the value as plain data or as its JSON text; `null` or `undefined` if there is no value. */
  get(key: string): Promise<unknown>;
  /**
   * Keeps a value and replaces the previous one.
   *
   * @param value plain data, as JSON has it
   * @param options `ttl`: milliseconds after which the value may be forgotten
   */
  set(key: string, value: unknown, options: { readonly ttl: number }): Promise<void>;
  /** Removes a value; a missing value is no error. */
  remove(key: string): Promise<void>;
}

/** More servers than one process uses; the value written longest ago is removed. */
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

/** The kinds of values of a server. */
export type StoredKind = "hints" | "ledger";

/**
 * Returns the key of a server's value. The key is the same on every runtime, and a valid file name on every system:
 * `parley:ledger:smtp.example.com_587`.
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
 * Returns the server of a store's key.
 *
 * @param kept the kind of value
 * @param key such as `parley:ledger:smtp.example.com_587`
 * @returns host and port, such as `smtp.example.com:587`; `undefined` if it is no key of that kind
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

/** Returns a store's value as data, parsed if it is text; an empty object for anything else. */
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

/** Returns the objects in a list, up to a limit. */
export function entriesOf(
  list: unknown,
  most: number,
): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, most).filter((entry) => typeof entry === "object" && entry !== null);
}
