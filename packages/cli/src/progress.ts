/** A bar for long sends, on a terminal only. */
import type { SessionEvent } from "@parley-smtp/node-socket";
import { type Page, visible } from "./terminal.ts";

/** Shorter messages are gone before a bar could be read. */
const LONG = 1_000_000;
const BAR = 30;

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
  let drawn = -1;
  const clear = (): void => {
    if (drawn >= 0) page.over();
    drawn = -1;
  };
  return {
    clear,
    onEvent(event) {
      if (!page.interactive || event.type !== "content" || event.octets < drawn) return clear();
      if (Math.max(total ?? 0, event.octets) < LONG) return;
      drawn = event.octets;
      const share = total === undefined ? undefined : Math.min(1, event.octets / total);
      const done = Math.round((share ?? 0) * BAR);
      const bar = share === undefined ? "" : `${"━".repeat(done)}${"─".repeat(BAR - done)} `;
      page.over(["cyan", bar], `${megabytes(event.octets)}${total ? ` of ${megabytes(total)}` : ""}`);
    },
  };
}

function megabytes(octets: number): string {
  return `${(octets / 1e6).toFixed(1)} MB`;
}
