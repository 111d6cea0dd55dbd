/** A folder that remembers, as unstorage's file drivers lay it out. */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Store } from "@parley-smtp/node-socket";
import { unstorageStore } from "@parley-smtp/node-socket/unstorage";
import { UsageError } from "./usage.ts";

/** A store in a folder, which is made when something is first written. */
export async function fileStore(folder: string): Promise<Store> {
  return unstorageStore(await storageIn(folder));
}

/** More servers than anybody talks to, and more octets than a mailer writes of one. */
const MAX_KEYS = 10_000;
const MAX_OCTETS = 1_048_576;

/**
 * Everything that is stored in a folder, by key. What a mailer does not write, such as a file that is very
 * large or cannot be read, is left out.
 *
 * @throws {UsageError} when there is no such folder, or the path is that of a file
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
      `There is no folder ${folder}. A mailer makes it: give it as its \`store\`.`,
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

/** A file of its own that is not too large: reading a pipe would wait for ever. */
async function isOrdinary(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true && found.size <= MAX_OCTETS;
}

/** Loaded only when it is asked for, so that other commands start as fast as before. */
async function storageIn(base: string) {
  const { createStorage } = await import("unstorage");
  const { default: fsLite } = await import("unstorage/drivers/fs-lite");
  return createStorage({ driver: fsLite({ base }) });
}
