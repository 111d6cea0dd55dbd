/** What was seen with real servers, as the lab has written it down. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** One way that a feature took, with one server. */
export interface Seen {
  readonly server: string;
  readonly feature: string;
  /** The way that was taken. */
  readonly method: string;
  /** Why it was not the wished way. */
  readonly reason?: string;
  readonly code?: number;
}

const folder: URL = new URL("../../../../docs/seen/", import.meta.url);

/** All that was seen; nothing where the lab was never run. */
export function readSeen(): readonly Seen[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return files.sort().flatMap((file) => {
    const rows = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Omit<Seen, "server">[];
    // The other rows have the outcomes of messages.
    const methods = rows.filter((row) => "feature" in row);
    return methods.map((row) => ({ ...row, server: file.replace(/\.json$/, "") }));
  });
}
