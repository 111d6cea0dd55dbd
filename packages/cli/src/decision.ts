/** One decision, in a sentence. */
import { type Decision, explain } from "@parley-smtp/node-socket";
import type { Page } from "./terminal.ts";

/** Prints what was wanted, what was found, and what is done instead. */
export function printDecision(page: Page, decision: Decision): void {
  page.hanging("  ", ["yellow", explain(decision).text]);
}
