/** The cases that run on every runtime, over Deno's own sockets. */
import { endToEndGroup } from "parley-runtimes/src/end-to-end.ts";
import { transcriptGroup, transportGroup } from "parley-runtimes/src/groups.ts";
import { hostileGroup } from "parley-runtimes/src/hostile.ts";
import { askOver } from "parley-runtimes/src/outside.ts";
import { runGroup } from "parley-runtimes/src/run-group.ts";
import { startOutside } from "parley-runtimes/src/start-outside.ts";
import { deno } from "./support/runtime.ts";

const { told, stop } = await startOutside();
Deno.test.afterAll(stop);

const ask = askOver(told.endToEnd, deno.dialWith());
const groups = [
  transportGroup(deno, told.conformance),
  transcriptGroup(),
  endToEndGroup(deno, ask),
  hostileGroup(deno, ask),
];
for (const group of groups) runGroup(deno.name, group, Deno.test);
