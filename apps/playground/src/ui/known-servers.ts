/** The servers of this world, fetched once somebody looks for them: they weigh as much as a part of the core. */
import { signal } from "@preact/signals";

/** The known servers, once they are here. */
export const servers = signal<typeof import("../play/known.ts") | undefined>(undefined);

/** Fetches them; again and again is no harm. */
export function fetchServers(): void {
  void import("../play/known.ts").then((come) => {
    servers.value = come;
  });
}
