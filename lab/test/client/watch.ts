/** What a client did with a server, gathered from its events and receipts. */
import type { ClientEvent, Decision, Receipt } from "@parley-smtp/node-socket";

/** Gathers the lines of a conversation. */
export function listener(): { onEvent: (event: ClientEvent) => void; readonly commands: string[] } {
  const commands: string[] = [];
  return {
    commands,
    onEvent: (event) => {
      if (event.type === "command") commands.push(event.line);
    },
  };
}

/** One decision in short: `CHUNKING: DATA, unsupported 502`. */
export function inShort({ feature, method, reason, reply }: Decision): string {
  const why = reason === undefined ? "" : `, ${reason}${reply ? ` ${reply.code}` : ""}`;
  return `${feature}: ${method}${why}`;
}

/** The fallbacks of a receipt that the server forced by contradicting itself. */
export function contradictions({ fallbacks }: Receipt): string[] {
  return fallbacks.filter(({ reason }) => reason !== "not-offered").map(inShort);
}
