/** Real servers over node:net and node:tls: vitest runs it on Node, `bun test` on Bun. */
import { afterAll, it } from "vitest";
import { nodeSocket } from "../src/node-socket.ts";
import { askOver } from "../src/outside.ts";
import { realServerGroup } from "../src/real-servers.ts";
import { runGroup } from "../src/run-group.ts";
import { startOutside } from "../src/start-outside.ts";

const { told, stop } = await startOutside();
afterAll(stop);

const ask = askOver(told.endToEnd, nodeSocket.dialWith());
const group = await realServerGroup(nodeSocket, ask);
runGroup(nodeSocket.name, group, (name, run) => it(name, run, 90_000));
