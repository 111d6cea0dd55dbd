/**
 * The tables that control and explain a session, as plain rows: for documentation, reference pages and tools. A
 * bundle that only sends does not import them.
 *
 * @module
 */
export type { Feature, Tier, Wish } from "./protocol/plan/feature.ts";
export type { Action, CommandName, Reason, Scope } from "./protocol/reply/situation.ts";
export { ENHANCED_CODES, type EnhancedCodeRow } from "./protocol/tables/enhanced-codes.ts";
export {
  EXTENSIONS,
  type Extension,
  type ExtensionParameter,
  type ParameterLimit,
} from "./protocol/tables/extensions.ts";
export {
  FALLBACK_ORDERS,
  type FallbackOrder,
  type Method,
  type MethodConditions,
} from "./protocol/tables/fallback-orders.ts";
export type { SessionPhase } from "./protocol/tables/legality.ts";
export { LEGALITY, type LegalityRow } from "./protocol/tables/legality.ts";
export { REPLY_CODES, type ReplyCodeRow } from "./protocol/tables/reply-codes.ts";
