/** One decision, in a sentence. */
import { type Decision, formatReply } from "@parley-smtp/node-socket";
import type { Page } from "./terminal.ts";

/** Prints what was wanted, why it was not to be had, and what was done instead. */
export function tellDecision(page: Page, { feature, instead, because, reply }: Decision): void {
  page.hanging("  ! ", `${feature} ${instead} ${because} ${reply ? formatReply(reply) : ""}`);
}
