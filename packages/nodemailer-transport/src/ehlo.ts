/** Stores the lines of EHLO replies for the result that `sendMail` returns (`info.ts`). The lines are not parsed here. */

import type { SessionEvent } from "@parley-smtp/node-socket";

/** Remembers each server's EHLO reply, from the events of its sessions. */
export class EhloLines {
  readonly #servers = new Map<string, string>();
  readonly #lines = new Map<string, readonly string[]>();

  /** Handles an event. */
  note(event: SessionEvent): void {
    if (event.type === "connecting") this.#servers.set(event.sessionId, key(event.to));
    if (event.type === "closed") this.#servers.delete(event.sessionId);
    if (event.type !== "capabilities") return;
    const server = this.#servers.get(event.sessionId);
    if (server !== undefined) this.#lines.set(server, event.capabilities.lines.slice(1));
  }

  /** Returns the lines of a server's last EHLO reply, without the greeting line. */
  of(server: { readonly host: string; readonly port: number }): readonly string[] {
    return this.#lines.get(key(server)) ?? [];
  }
}

function key({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host}:${port}`;
}
