/** Why recipients were refused, in lines for a terminal. */
import type { ExplainedRefusal } from "@parley-smtp/node-socket";
import type { Page } from "./terminal.ts";

/** Prints what the refusals mean and what to do: recipients whose replies mean the same once. */
export function printRefusals(page: Page, refusals: readonly ExplainedRefusal[]): void {
  for (const { lines } of refusals)
    for (const { label, text } of lines) page.hanging(`    ${label.padEnd(15)}`, text);
}
