/**
 * `pnpm load`: a hundred thousand messages, or as many as are named.
 *
 *     node --conditions=@parley-smtp/source lab/src/load/main.ts [messages] [seed] [maxUnacknowledged] [servers]
 */
import { runLoad } from "./load.ts";

const [messages = 100_000, seed = 1, maxUnacknowledged = 1, servers = 1] = process.argv
  .slice(2)
  .map(Number);
const how = { messages, seed, maxUnacknowledged, servers, breaks: 500, connections: 20 };
const report = await runLoad(how);
const { twice, missing, unexpected, heapEarly, heapLate, seconds } = report;
const mebibytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MiB`;
console.log({ ...report, heapEarly: mebibytes(heapEarly), heapLate: mebibytes(heapLate) });
console.log(`${Math.round(messages / seconds)} messages a second`);

/** Above the noise of a garbage collector, and far below the size of the messages. */
const GROWTH = 8 * 1_048_576;
const wrong = [
  report.results === messages || "not every message has a result",
  twice.length === 0 || "a message was accepted twice",
  missing.length === 0 || "a message that was reported as accepted is missing",
  unexpected.length === 0 || "a message that was reported as failed is there",
  heapLate - heapEarly < GROWTH || "memory grew",
].filter((fault) => fault !== true);
for (const fault of wrong) console.error(`FAILED: ${fault}`);
if (wrong.length > 0) process.exitCode = 1;
