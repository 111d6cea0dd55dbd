/**
 * The reaction table: what a reply to a command means in a situation. The first row that fits decides: specific rows
 * come first, the rows for a whole class of codes last. Rows are data; `react` in `protocol/reply/react.ts` reads
 * them. Tests check that every row changes some session.
 */
import { AUTH_REACTIONS } from "./reactions-auth.ts";
import { CLASS_REACTIONS } from "./reactions-class.ts";
import { CONNECTION_REACTIONS } from "./reactions-connection.ts";
import { CONTENT_REACTIONS } from "./reactions-content.ts";
import { DONE_REACTIONS } from "./reactions-done.ts";
import { ENVELOPE_REACTIONS } from "./reactions-envelope.ts";
import { GUARDED_REACTIONS } from "./reactions-guarded.ts";
import { OTHER_REACTIONS } from "./reactions-other.ts";
import { PARAMETER_REACTIONS } from "./reactions-parameters.ts";
import type { ReactionRow } from "./reactions-row.ts";
import { SESSION_REACTIONS } from "./reactions-session.ts";

export type { ReactionRow, SituationPattern } from "./reactions-row.ts";

/** All rows, in the order in which they are checked. */
export const REACTIONS: readonly ReactionRow[] = [
  ...DONE_REACTIONS,
  ...CONNECTION_REACTIONS,
  ...SESSION_REACTIONS,
  ...GUARDED_REACTIONS,
  ...AUTH_REACTIONS,
  ...PARAMETER_REACTIONS,
  ...ENVELOPE_REACTIONS,
  ...CONTENT_REACTIONS,
  ...OTHER_REACTIONS,
  ...CLASS_REACTIONS,
];
