/** Prints one decision as a sentence. */
import { type Decision, explain } from "@parley-smtp/node-socket";
import type { Page } from "./terminal.ts";

/** Prints the wish, the reason and the result. */
export function printDecision(page: Page, decision: Decision): void {
  page.hanging("  ", ["yellow", explain(decision).text]);
}
