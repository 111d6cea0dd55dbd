/** Real servers, over Deno's own sockets. */
import { askOver } from "../../../../runtimes/src/outside.ts";
import { realServerGroup } from "../../../../runtimes/src/real-servers.ts";
import { runGroup } from "../../../../runtimes/src/run-group.ts";
import { startOutside } from "../../../../runtimes/src/start-outside.ts";
import { deno } from "../support/runtime.ts";

const { ports, stop } = await startOutside();
Deno.test.afterAll(stop);

const ask = askOver(ports.endToEnd, deno.dialWith());
runGroup(deno.name, await realServerGroup(deno, ask), Deno.test);
