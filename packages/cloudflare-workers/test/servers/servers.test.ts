import { askOver } from "parley-runtimes/src/outside.ts";
import { realServerGroup } from "parley-runtimes/src/real-servers.ts";
import { inject } from "vitest";
import { workersDial } from "../../src/mod.ts";
import { runGroups, workers } from "../support/run-groups.ts";

const ask = askOver(inject("outside").endToEnd, workersDial);

runGroups(await realServerGroup(workers, ask));
