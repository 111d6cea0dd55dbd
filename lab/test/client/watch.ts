/** Collects what a client did with a server from its events and receipts. */
import type { ClientEvent, Decision, Receipt } from "@parley-smtp/node-socket";

/** Collects the lines of a dialogue. */
export function listener(): { onEvent: (event: ClientEvent) => void; readonly commands: string[] } {
  const commands: string[] = [];
  return {
    commands,
    onEvent: (event) => {
      if (event.type === "command") commands.push(event.line);
    },
  };
}

/** Returns one decision in short: `CHUNKING: DATA, unsupported 502`. */
export function inShort({ feature, method, reason, reply }: Decision): string {
  const why = reason === undefined ? "" : `, ${reason}${reply ? ` ${reply.code}` : ""}`;
  return `${feature}: ${method}${why}`;
}

/** Returns the fallbacks of a receipt that the server caused by contradicting its own offer. */
export function contradictions({ fallbacks }: Receipt): string[] {
  return fallbacks.filter(({ reason }) => reason !== "not-offered").map(inShort);
}
