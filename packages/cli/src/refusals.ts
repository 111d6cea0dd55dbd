/** Prints why recipients were refused. */
import type { ExplainedRefusal } from "@parley-smtp/node-socket";
import type { Page } from "./terminal.ts";

/** Prints the meaning of refusals and what to do; recipients whose replies mean the same are combined. */
export function printRefusals(page: Page, refusals: readonly ExplainedRefusal[]): void {
  for (const { lines } of refusals)
    for (const { label, text } of lines) page.hanging(`    ${label.padEnd(15)}`, text);
}
