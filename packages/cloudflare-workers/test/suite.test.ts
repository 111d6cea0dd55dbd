import { endToEndGroup } from "parley-runtimes/src/end-to-end.ts";
import { transcriptGroup, transportGroup } from "parley-runtimes/src/groups.ts";
import { askOver } from "parley-runtimes/src/outside.ts";
import { inject } from "vitest";
import { workersDial } from "../src/mod.ts";
import { runGroups, workers } from "./support/run-groups.ts";

const { ports } = inject("outside");

runGroups(
  transportGroup(workers, ports.conformance),
  transcriptGroup(),
  endToEndGroup(workers, askOver(ports.endToEnd, workersDial)),
);
