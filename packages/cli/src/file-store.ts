/** A store in a folder, in the layout of unstorage's file drivers. */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Store } from "@parley-smtp/node-socket";
import { unstorageStore } from "@parley-smtp/node-socket/unstorage";
import { UsageError } from "./usage.ts";

/** Creates a store in a folder; the folder is created with the first write. */
export async function fileStore(folder: string): Promise<Store> {
  return unstorageStore(await storageIn(folder));
}

/** More than the number of servers that anybody uses, and more octets than a mailer writes for one. */
const MAX_KEYS = 10_000;
const MAX_OCTETS = 1_048_576;

/**
 * Returns everything that is stored in a folder, by key. Files that a mailer does not write, such as very large or
 * unreadable ones, are skipped.
 *
 * @throws {UsageError} if there is no such folder, or the path is that of a file
 */
export async function storedIn(folder: string): Promise<ReadonlyMap<string, unknown>> {
  const found = await stat(folder).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) {
    throw new UsageError(
      `${folder} is a file, not a folder. Give the folder that a mailer has as its \`store\`.`,
    );
  }
  if (found === undefined) {
    throw new UsageError(
      `There is no folder ${folder}. A mailer creates the folder when it has something to remember, such as a refused command: give the folder to \`send --store\`, or to your mailer as its \`store\`.`,
    );
  }
  const storage = await storageIn(folder);
  const keys = await storage.getKeys("parley:");
  const entries = new Map<string, unknown>();
  for (const key of keys.slice(0, MAX_KEYS)) {
    if (await isOrdinary(join(folder, ...key.split(":")))) {
      entries.set(key, await storage.getItem(key).catch(() => undefined));
    }
  }
  return entries;
}

/** Returns whether a path is a regular file of limited size: reading a pipe would never end. */
async function isOrdinary(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true && found.size <= MAX_OCTETS;
}

/** Loaded only when needed, so that other commands start as fast as before. */
async function storageIn(base: string) {
  const { createStorage } = await import("unstorage");
  const { default: fsLite } = await import("unstorage/drivers/fs-lite");
  return createStorage({ driver: fsLite({ base }) });
}
