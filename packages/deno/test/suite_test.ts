/** The cases that run on every runtime, over Deno's own sockets. */
import { endToEndGroup } from "../../../runtimes/src/end-to-end.ts";
import { transcriptGroup, transportGroup } from "../../../runtimes/src/groups.ts";
import { askOver } from "../../../runtimes/src/outside.ts";
import { runGroup } from "../../../runtimes/src/run-group.ts";
import { startOutside } from "../../../runtimes/src/start-outside.ts";
import { deno } from "./support/runtime.ts";

const { ports, stop } = await startOutside();
Deno.test.afterAll(stop);

const ask = askOver(ports.endToEnd, deno.dialWith());
const groups = [
  transportGroup(deno, ports.conformance),
  transcriptGroup(),
  endToEndGroup(deno, ask),
];
for (const group of groups) runGroup(deno.name, group, Deno.test);
