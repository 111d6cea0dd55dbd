/** The stress run on Deno's own sockets, against servers in a process of Node's. */
import { runProgram } from "../../../../lab/src/stress/program.ts";
import { remoteServers } from "../../../../lab/src/stress/remote.ts";

await runProgram(async () => {
  const { createMailer } = await import("@parley-smtp/deno");
  return { createMailer, servers: await remoteServers(), keepsHandshakes: true };
}, Deno.args);
