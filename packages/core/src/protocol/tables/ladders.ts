/**
 * The fallback orders: for each feature its ways, best first.
 *
 * `plan` walks them from the top and takes the first way that the evidence
 * allows; what makes a session leave a way stands in the reaction table. A way
 * that is not yet acted upon says so, and is passed over as impossible here.
 */
import type { Feature } from "../feature.ts";
import type { UsedExtension } from "./extension-row.ts";
import type { Ladder, LadderRow } from "./ladder-row.ts";
import { FIRST_LADDERS, LAST_LADDERS } from "./session-ladders.ts";
import { USED_EXTENSIONS } from "./used-extensions.ts";

export type { Ladder, Way, WayNeeds } from "./ladder-row.ts";

type SessionRow = (typeof FIRST_LADDERS)[number] | (typeof LAST_LADDERS)[number];
type ExtensionRow = (typeof USED_EXTENSIONS)[number];

/** The names of a feature's ways. */
export type WayOf<F extends Feature> =
  | Extract<SessionRow, { readonly feature: F }>["ways"][number]["way"]
  | Extract<ExtensionRow, { readonly keyword: F }>["ladder"]["ways"][number]["way"];

/** Every fallback order of the design. */
export const LADDERS: readonly Ladder[] = laddersFor(USED_EXTENSIONS);

/** The fallback orders where these extensions can be made use of. */
export function laddersFor(extensions: readonly UsedExtension[]): readonly Ladder[] {
  const ofExtensions = extensions.map(({ keyword, ladder }): LadderRow => {
    return { feature: keyword as Feature, ...ladder };
  });
  const rows: readonly LadderRow[] = [...FIRST_LADDERS, ...ofExtensions, ...LAST_LADDERS];
  return rows.map((row) => {
    const ways = row.ways.map((way) => ({ fulfils: true, ...way }));
    return { wish: "prefer", hints: false, ...row, ways };
  });
}
