/** Builds the page as for a host. */
import { join } from "node:path";
import { type BuildOptions, build, type Rolldown } from "vite";

/** The folder of the playground. */
export const root = join(import.meta.dirname, "..");

/**
 * Builds the page.
 *
 * @param options options that differ from vite.config.ts
 */
export async function built(options: BuildOptions = {}): Promise<Rolldown.RolldownOutput> {
  // A test's own environment would build the parts for development.
  const before = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = "production";
  try {
    return (await build({ root, logLevel: "error", build: options })) as Rolldown.RolldownOutput;
  } finally {
    if (before !== undefined) process.env["NODE_ENV"] = before;
  }
}
