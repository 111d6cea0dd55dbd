/** Reads the results with real servers that the lab has recorded. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The method of a feature with one server. */
export interface Seen {
  readonly server: string;
  readonly feature: string;
  /** The method that was used. */
  readonly method: string;
  /** Why another method than the wished one was used. */
  readonly reason?: string;
  readonly code?: number;
}

const folder: URL = new URL("../../../../docs/seen/", import.meta.url);

/** Returns all results; empty if the lab was never run. */
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
