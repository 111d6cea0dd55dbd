/**
 * `pnpm stress`: sessions over real sockets, on Node or Bun; program.ts describes the arguments.
 *
 *     node --conditions=@parley-smtp/source lab/src/stress/main.ts 2400 1
 *     bun --conditions=@parley-smtp/source lab/src/stress/main.ts 2400 1
 *     deno run -A packages/deno/test/support/stress.ts 2400 1
 */
import process from "node:process";
import { runProgram } from "./program.ts";

const onNode = process.versions["bun"] === undefined;

await runProgram(async () => {
  const { createMailer } = await import("@parley-smtp/node-socket");
  const servers = onNode
    ? await (await import("./server.ts")).localServers()
    : await (await import("./remote.ts")).remoteServers();
  return { createMailer, servers };
}, process.argv.slice(2));
