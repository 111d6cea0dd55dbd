/**
 * Builds the fallback orders: for each feature its methods, best first. `plan` chooses the first method that the
 * evidence allows. The replies that exclude a method are in the reaction table. The rows are in
 * `session-fallback-orders.ts` and `used-extensions.ts`.
 */
import type { Feature } from "../plan/feature.ts";
import type { UsedExtension } from "./extension-row.ts";
import type { FallbackOrder, FallbackOrderRow } from "./fallback-order-row.ts";
import { FIRST_FALLBACK_ORDERS, LAST_FALLBACK_ORDERS } from "./session-fallback-orders.ts";
import { USED_EXTENSIONS } from "./used-extensions.ts";

export type { FallbackOrder, Method, MethodConditions } from "./fallback-order-row.ts";

type SessionRow = (typeof FIRST_FALLBACK_ORDERS)[number] | (typeof LAST_FALLBACK_ORDERS)[number];
type ExtensionRow = (typeof USED_EXTENSIONS)[number];

/** The names of a feature's methods. */
export type MethodOf<F extends Feature> =
  | Extract<SessionRow, { readonly feature: F }>["methods"][number]["name"]
  | Extract<ExtensionRow, { readonly keyword: F }>["fallbackOrder"]["methods"][number]["name"];

/** All fallback orders. */
export const FALLBACK_ORDERS: readonly FallbackOrder[] = buildFallbackOrders(USED_EXTENSIONS);

/** Builds the fallback orders with these extensions. */
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
