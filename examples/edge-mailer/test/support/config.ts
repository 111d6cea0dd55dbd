/** The example's configuration with other settings, to test the platform's behaviour. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const example = join(import.meta.dirname, "../..");

/**
 * Writes a complete configuration.
 *
 * @param folder the folder for the configuration
 * @param outbox settings of the consumer of the outbox
 * @returns its path
 */
export function configWith(folder: string, outbox: object): string {
  const path = join(example, "wrangler.jsonc");
  const config = JSON.parse(readFileSync(path, "utf8").replace(/^\s*\/\/.*$/gm, ""));
  config.main = join(example, config.main);
  Object.assign(config.queues.consumers[0], outbox);
  const written = join(folder, "wrangler.json");
  writeFileSync(written, JSON.stringify(config));
  return written;
}
