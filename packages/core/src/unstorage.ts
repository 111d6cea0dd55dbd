/**
 * Uses any unstorage driver as a store for hints and the ledger: files, Redis, Cloudflare KV, Deno KV and others.
 *
 * @module
 */
import type { Store } from "./client/memory/store.ts";

/** The used functions of a storage from `createStorage` of unstorage. */
export interface UnstorageLike {
  /** Reads a value. */
  getItem(key: string): Promise<unknown>;
  /** Writes a value; `ttl` is in seconds, and ignored by drivers without a time to live. */
  setItem(key: string, value: string, options: { readonly ttl: number }): Promise<void>;
  /** Removes a value. */
  removeItem(key: string): Promise<void>;
}

/**
 * Creates a store from a storage.
 *
 * @param storage from `createStorage` of unstorage, with the driver of your choice
 * @returns a store for the option `store` of `createMailer`
 * @example
 * import { createStorage } from "unstorage";
 * import fsLite from "unstorage/drivers/fs-lite";
 * import { unstorageStore } from "@parley-smtp/node-socket/unstorage";
 *
 * const store = unstorageStore(createStorage({ driver: fsLite({ base: "./mail" }) }));
 */
export function unstorageStore(storage: UnstorageLike): Store {
  return {
    get: (key) => storage.getItem(key),
    set: (key, value, { ttl }) =>
      storage.setItem(key, JSON.stringify(value), { ttl: Math.ceil(ttl / 1000) }),
    remove: (key) => storage.removeItem(key),
  };
}
