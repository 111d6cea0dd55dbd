/** Starts the servers of the cases. */
import type { Outside } from "./outside.ts";
import { type NodeProcess, startNode } from "./start-node.ts";

/** Starts them in a separate process, and resolves when they listen. */
export function startOutside(): Promise<NodeProcess<Outside>> {
  return startNode(new URL("./outside-main.ts", import.meta.url));
}
