import type { KVNamespace } from "@cloudflare/workers-types";
import type { Store } from "@parley-smtp/cloudflare-workers";
import { unstorageStore } from "@parley-smtp/cloudflare-workers/unstorage";
import { createStorage } from "unstorage";
import kv from "unstorage/drivers/cloudflare-kv-binding";

/**
 * What servers refused, kept in KV from one batch to the next.
 *
 * KV may answer with what was true a minute ago, and forgets one of two writes at once.
 * That is good enough for hints, which only spare round trips; outcomes are not kept here.
 */
export function hintsIn(namespace: KVNamespace): Store {
  return unstorageStore(createStorage({ driver: kv({ binding: namespace as never }) }));
}
