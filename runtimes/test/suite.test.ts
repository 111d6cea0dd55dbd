/** The suite over node:net and node:tls: vitest runs it on Node, `bun test` on Bun. */
import { afterAll, it } from "vitest";
import { endToEndGroup } from "../src/end-to-end.ts";
import { transcriptGroup, transportGroup } from "../src/groups.ts";
import { hostileGroup } from "../src/hostile.ts";
import { nodeSocket } from "../src/node-socket.ts";
import { askOver } from "../src/outside.ts";
import { runGroup } from "../src/run-group.ts";
import { startOutside } from "../src/start-outside.ts";

const { told, stop } = await startOutside();
afterAll(stop);

const ask = askOver(told.endToEnd, nodeSocket.dialWith());
const groups = [
  transportGroup(nodeSocket, told.conformance),
  transcriptGroup(),
  endToEndGroup(nodeSocket, ask),
  hostileGroup(nodeSocket, ask),
];
for (const group of groups) {
  runGroup(nodeSocket.name, group, (name, run) => it(name, run, 90_000));
}
