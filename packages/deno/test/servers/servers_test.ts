/** Real servers, over Deno's own sockets. */
import { askOver } from "parley-runtimes/src/outside.ts";
import { realServerGroup } from "parley-runtimes/src/real-servers.ts";
import { runGroup } from "parley-runtimes/src/run-group.ts";
import { startOutside } from "parley-runtimes/src/start-outside.ts";
import { deno } from "../support/runtime.ts";

const { told, stop } = await startOutside();
Deno.test.afterAll(stop);

const ask = askOver(told.endToEnd, deno.dialWith());
runGroup(deno.name, await realServerGroup(deno, ask), Deno.test);
