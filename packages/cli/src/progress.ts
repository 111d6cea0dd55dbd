/** A bar for long sends, on a terminal only. */
import type { SessionEvent } from "@parley-smtp/node-socket";
import type { Page } from "./terminal.ts";

/** Octets; shorter messages are sent before a bar could be read. */
const LONG = 1_000_000;
const COLUMNS = 30;

/** Shows how much of the message was sent. */
export interface Progress {
  readonly onEvent: (event: SessionEvent) => void;
  /** Removes the bar. */
  readonly clear: () => void;
}

/**
 * Creates a progress bar.
 *
 * @param page the output
 * @param total octets of the message, if they are known
 */
export function progressOn(page: Page, total: number | undefined): Progress {
  let drawn = "";
  return {
    onEvent(event) {
      if (!page.interactive || event.type !== "content") return;
      if ((total ?? event.octets) < LONG) return;
      const filled = total ? Math.round(Math.min(1, event.octets / total) * COLUMNS) : 0;
      const bar = total ? `${"━".repeat(filled)}${"─".repeat(COLUMNS - filled)} ` : "";
      const text = `${megabytes(event.octets)}${total ? ` of ${megabytes(total)}` : ""}`;
      if (bar + text === drawn) return;
      drawn = bar + text;
      page.over(["cyan", bar], text);
    },
    clear() {
      if (drawn !== "") page.over();
      drawn = "";
    },
  };
}

function megabytes(octets: number): string {
  return `${(octets / 1e6).toFixed(1)} MB`;
}
