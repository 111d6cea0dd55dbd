import type { KVNamespace } from "@cloudflare/workers-types";
import type { Store } from "@parley-smtp/cloudflare-workers";
import { unstorageStore } from "@parley-smtp/cloudflare-workers/unstorage";
import { createStorage } from "unstorage";
import kv from "unstorage/drivers/cloudflare-kv-binding";

/**
 * What servers refused, stored in KV between batches.
 *
 * KV may return values that are a minute old, and may lose one of two writes at the same time. That is good enough
 * for hints, which only save round trips; outcomes are not stored here.
 */
export function hintsIn(namespace: KVNamespace): Store {
  return unstorageStore(createStorage({ driver: kv({ binding: namespace as never }) }));
}
