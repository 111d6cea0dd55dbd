/** A bar for long sends, on a terminal only. */
import type { SessionEvent } from "@parley-smtp/node-socket";
import type { Page } from "./terminal.ts";

/** Octets; shorter messages are gone before a bar could be read. */
const LONG = 1_000_000;
const COLUMNS = 30;

/** What shows how far the message has come. */
export interface Progress {
  readonly onEvent: (event: SessionEvent) => void;
  /** Takes the bar away. */
  readonly clear: () => void;
}

/**
 * Makes a progress bar.
 *
 * @param page where it is drawn
 * @param total octets of the message, where they are known
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
