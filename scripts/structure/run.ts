/**
 * `node scripts/structure/run.ts`: import circles, and names that several files of a package declare.
 *
 *     node scripts/structure/run.ts           prints where they are; fails above the limits of limits.json
 *     node scripts/structure/run.ts --lower   lowers the limits to the counts
 */
import { join } from "node:path";
import { checkLimits } from "../limits.ts";
import { root } from "../workspace.ts";
import { checkStructure } from "./check.ts";

const { counts, places } = checkStructure(root, join(root, "tsconfig.base.json"));
for (const place of places) console.log(place);
for (const [what, count] of Object.entries(counts)) console.log(`> ${what}: ${count}`);
const lower = process.argv.includes("--lower");
if (!checkLimits(join(import.meta.dirname, "limits.json"), counts, lower)) process.exitCode = 1;
