import { endToEndGroup } from "parley-runtimes/src/end-to-end.ts";
import { transcriptGroup, transportGroup } from "parley-runtimes/src/groups.ts";
import { hostileGroup } from "parley-runtimes/src/hostile.ts";
import { askOver } from "parley-runtimes/src/outside.ts";
import { inject } from "vitest";
import { workersDial } from "../src/mod.ts";
import { runGroups, workers } from "./support/run-groups.ts";

const { conformance, endToEnd } = inject("outside");
const ask = askOver(endToEnd, workersDial);

runGroups(
  transportGroup(workers, conformance),
  transcriptGroup(),
  endToEndGroup(workers, ask),
  hostileGroup(workers, ask),
);
