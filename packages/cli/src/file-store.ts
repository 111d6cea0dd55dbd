/** A folder that remembers, as unstorage's file drivers lay it out. */
import { stat } from "node:fs/promises";
import type { Store } from "@parley-smtp/node-socket";
import { unstorageStore } from "@parley-smtp/node-socket/unstorage";
import { UsageError } from "./usage.ts";

/** A store in a folder, which is made when something is first written. */
export async function fileStore(folder: string): Promise<Store> {
  return unstorageStore(await storageIn(folder));
}

/**
 * Everything that is stored in a folder, by key.
 *
 * @throws {UsageError} when there is no such folder
 */
export async function storedIn(folder: string): Promise<ReadonlyMap<string, unknown>> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new UsageError(
      `There is no folder ${folder}. A mailer makes it: give it as its \`store\`.`,
    );
  }
  const storage = await storageIn(folder);
  const keys = await storage.getKeys("parley:");
  const entries = keys.map(async (key) => [key, await storage.getItem(key)] as const);
  return new Map(await Promise.all(entries));
}

/** Loaded only when it is asked for, so that other commands start as fast as before. */
async function storageIn(base: string) {
  const { createStorage } = await import("unstorage");
  const { default: fsLite } = await import("unstorage/drivers/fs-lite");
  return createStorage({ driver: fsLite({ base }) });
}
