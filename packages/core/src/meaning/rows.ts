/**
 * All rows by authority: a provider's own codes, the text, the enhanced code, a text with little information, the
 * reply code. The first row that matches decides. Within a part, specific words come first: "greylisting" says more
 * than "try again".
 */
import type { MeaningRow } from "./row.ts";
import { CODE_ROWS, ENHANCED_ROWS } from "./rows-codes.ts";
import { CONTENT_ROWS } from "./rows-content.ts";
import { DOMAIN_ROWS } from "./rows-domain.ts";
import { HOST_ROWS } from "./rows-host.ts";
import { LIMIT_ROWS } from "./rows-limits.ts";
import { LOGIN_ROWS } from "./rows-login.ts";
import { PROTOCOL_ROWS } from "./rows-protocol.ts";
import { PROVIDER_ROWS } from "./rows-providers.ts";
import { RECIPIENT_ROWS } from "./rows-recipient.ts";
import { SERVER_ROWS, VAGUE_ROWS } from "./rows-server.ts";

/** The part of a reply that a row matches. */
export type Basis = "provider" | "text" | "enhanced" | "vague-text" | "code";

/** The tables, highest authority first. */
export const MEANING_ROWS: Readonly<Record<Basis, readonly MeaningRow[]>> = Object.freeze({
  provider: PROVIDER_ROWS,
  text: Object.freeze([
    ...LOGIN_ROWS,
    ...HOST_ROWS,
    ...DOMAIN_ROWS,
    ...PROTOCOL_ROWS,
    ...LIMIT_ROWS,
    ...RECIPIENT_ROWS,
    ...CONTENT_ROWS,
    ...SERVER_ROWS,
  ]),
  enhanced: ENHANCED_ROWS,
  "vague-text": VAGUE_ROWS,
  code: CODE_ROWS,
});
