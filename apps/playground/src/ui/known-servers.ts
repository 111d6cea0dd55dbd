/** The real servers, loaded when the user looks for them, because they are as large as a part of the core. */
import { signal } from "@preact/signals";

/** The known servers, after they are loaded. */
export const servers = signal<typeof import("../play/known.ts") | undefined>(undefined);

/** Loads them; may be called repeatedly. */
export function fetchServers(): void {
  void import("../play/known.ts").then((come) => {
    servers.value = come;
  });
}
