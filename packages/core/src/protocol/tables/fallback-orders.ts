/**
 * The fallback orders: for each feature its ways, best first.
 *
 * `plan` walks them from the top and takes the first way that the evidence
 * allows; what makes a session leave a way stands in the reaction table. A way
 * that is not yet acted upon says so, and is passed over as impossible here.
 */
import type { Feature } from "../plan/feature.ts";
import type { UsedExtension } from "./extension-row.ts";
import type { FallbackOrder, FallbackOrderRow } from "./fallback-order-row.ts";
import { FIRST_FALLBACK_ORDERS, LAST_FALLBACK_ORDERS } from "./session-fallback-orders.ts";
import { USED_EXTENSIONS } from "./used-extensions.ts";

export type { FallbackOrder, Method, MethodConditions } from "./fallback-order-row.ts";

type SessionRow = (typeof FIRST_FALLBACK_ORDERS)[number] | (typeof LAST_FALLBACK_ORDERS)[number];
type ExtensionRow = (typeof USED_EXTENSIONS)[number];

/** The names of a feature's ways. */
export type MethodOf<F extends Feature> =
  | Extract<SessionRow, { readonly feature: F }>["methods"][number]["name"]
  | Extract<ExtensionRow, { readonly keyword: F }>["fallbackOrder"]["methods"][number]["name"];

/** Every fallback order of the design. */
export const FALLBACK_ORDERS: readonly FallbackOrder[] = buildFallbackOrders(USED_EXTENSIONS);

/** The fallback orders where these extensions can be made use of. */
export function buildFallbackOrders(
  extensions: readonly UsedExtension[],
): readonly FallbackOrder[] {
  const ofExtensions = extensions.map(({ keyword, fallbackOrder }): FallbackOrderRow => {
    return { feature: keyword as Feature, ...fallbackOrder };
  });
  const rows: readonly FallbackOrderRow[] = [
    ...FIRST_FALLBACK_ORDERS,
    ...ofExtensions,
    ...LAST_FALLBACK_ORDERS,
  ];
  return rows.map((row) => {
    const methods = row.methods.map((method) => ({ providesFeature: true, ...method }));
    return { wish: "prefer", hints: false, ...row, methods };
  });
}
