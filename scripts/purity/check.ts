/** Runs all purity rules over one workspace. */
import { findMisdirected } from "./direction.ts";
import type { Finding } from "./finding.ts";
import { openProject } from "./project.ts";
import { findImpure } from "./pure.ts";
import { findDroppedScripts } from "./script-calls.ts";
import { findUnboundedWaits } from "./waits.ts";

/**
 * Checks purity, import direction, missing `yield*` and unlimited waits.
 *
 * @param root the absolute path of a directory laid out like this workspace
 * @param config the absolute path of the tsconfig to take compiler options from
 * @returns the violations, in the order of the rules; empty if there are none
 */
export function checkPurity(root: string, config: string): Finding[] {
  const project = openProject(root, config);
  return [
    ...findImpure(project),
    ...findMisdirected(project),
    ...findDroppedScripts(project),
    ...findUnboundedWaits(project),
  ];
}
