/** Counts what makes a package hard to navigate, and lists the places. */

import type { Counts } from "../limits.ts";
import { openProject } from "../purity/project.ts";
import { findCircles } from "./circles.ts";
import { findSharedNames } from "./names.ts";

/** The counts, and a line for each place. */
export interface StructureReport {
  /** Counts by package: `core: import circles`, `core: names in several files`. */
  readonly counts: Counts;
  /** A line for each circle and each name, with the files. */
  readonly places: readonly string[];
}

/**
 * Counts import circles, and names that several files declare, in each package under a root.
 *
 * @param root the absolute path of a directory that holds `packages/`
 * @param config the absolute path of the tsconfig whose compiler options are used
 * @throws {Error} if there is no source
 */
export function checkStructure(root: string, config: string): StructureReport {
  const { sources } = openProject(root, config);
  const counts: Record<string, number> = {};
  const places: string[] = [];
  const byPackage = Map.groupBy(sources, ({ path }) => path.split("/")[1] as string);
  for (const [name, own] of byPackage) {
    const shorten = (path: string): string => path.replace(`packages/${name}/src/`, "");
    const circles = findCircles(own);
    const names = findSharedNames(own.filter(({ path }) => !path.endsWith(".fixture.ts")));
    if (circles.length > 0) counts[`${name}: import circles`] = circles.length;
    if (names.size > 0) counts[`${name}: names in several files`] = names.size;
    for (const circle of circles)
      places.push(`${name}: import circle of ${circle.map(shorten).join(", ")}`);
    for (const [shared, paths] of names)
      places.push(`${name}: \`${shared}\` in ${paths.map(shorten).join(", ")}`);
  }
  return { counts, places };
}
