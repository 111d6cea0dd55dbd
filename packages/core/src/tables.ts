/**
 * The tables that steer a session and explain it, as plain rows: for documentation,
 * reference pages and tools. A bundle that only sends does not import this.
 *
 * @module
 */
export type { Feature, Tier, Wish } from "./protocol/feature.ts";
export type { Action, Asked, Because, Scope } from "./protocol/situation.ts";
export { ENHANCED_CODES, type EnhancedCodeRow } from "./protocol/tables/enhanced-codes.ts";
export {
  EXTENSIONS,
  type Extension,
  type ExtensionParameter,
  type ParameterLimit,
} from "./protocol/tables/extensions.ts";
export { LADDERS, type Ladder, type Way, type WayNeeds } from "./protocol/tables/ladders.ts";
export type { SessionPhase } from "./protocol/tables/legality.ts";
export { LEGALITY, type LegalityRow } from "./protocol/tables/legality.ts";
export { REPLY_CODES, type ReplyCodeRow } from "./protocol/tables/reply-codes.ts";
