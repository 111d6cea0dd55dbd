/** What was learned of a server: what, why, and when it expires. Read back with care. */
import type { Feature } from "../../protocol/plan/feature.ts";
import { isOfHint } from "../../protocol/plan/session-plan.ts";
import type { Reason } from "../../protocol/reply/situation.ts";
import type { Hint } from "../../protocol/session/session.ts";
import { FALLBACK_ORDERS } from "../../protocol/tables/fallback-orders.ts";
import { dataOf, entriesOf } from "./store.ts";
import { parseStoredReply, replyToStore } from "./stored-reply.ts";

/** A refusal is believed this long in milliseconds; then the full form is tried afresh. */
const REFUSAL_LIFE: number = 60 * 60_000;
/** An offer of STARTTLS is expected to be made again for this long. */
const OFFER_LIFE = 30 * 24 * 60 * 60_000;
/** It is written down anew this often, not with every session. */
const OFFER_NOTED = 24 * 60 * 60_000;
/** How long a store has to keep the whole. */
export const HINT_LIFE: number = OFFER_LIFE;

/** More than there are ways to leave. */
const MOST_HINTS = 50;

/** A hint with its dates, in milliseconds since 1970. */
export interface RememberedHint extends Hint {
  /** When it was learned. */
  readonly learned: number;
  /** When it is forgotten. */
  readonly expiresAt: number;
}

/** All that is remembered of one server. Plain data. */
export interface StoredHints {
  readonly hints: readonly RememberedHint[];
  /** When STARTTLS was last offered, and until when its absence is reported as a possible attack. */
  readonly startTls?: { readonly learned: number; readonly expiresAt: number };
}

/**
 * What a store gave, as far as it is fit to be believed: hints for ways that may
 * be left for a while (never TLS, AUTH or ESMTP), no longer than if they had been
 * learned now, and never the last way of a feature.
 */
export function readRemembered(value: unknown): StoredHints {
  const { hints, startTls } = dataOf(value) ?? {};
  const seen = datesOf(dataOf(startTls), OFFER_LIFE);
  return Object.freeze({
    hints: Object.freeze(entriesOf(hints, MOST_HINTS).flatMap((entry) => hintOf(entry) ?? [])),
    ...(seen ? { startTls: seen } : {}),
  });
}

/** With what a session found out itself; the same object when that is nothing new. */
export function addHints(remembered: StoredHints, hints: readonly Hint[]): StoredHints {
  const learned = Date.now();
  const known = remembered.hints.filter(({ expiresAt }) => expiresAt > learned);
  const fresh = hints
    .filter(({ reason }) => !isOfHint(reason))
    .filter((hint) => !known.some((other) => isSame(other, hint)))
    .map((hint) => ({
      ...hint,
      ...(hint.reply ? { reply: replyToStore(hint.reply) } : {}),
      learned,
      expiresAt: learned + REFUSAL_LIFE,
    }));
  if (fresh.length === 0) return remembered;
  return Object.freeze({ ...remembered, hints: Object.freeze([...known, ...fresh]) });
}

/** With the offer of STARTTLS noted; the same object when it was noted not long ago. */
export function noteStartTls(remembered: StoredHints): StoredHints {
  const learned = Date.now();
  const { startTls } = remembered;
  if (startTls && startTls.learned > learned - OFFER_NOTED) return remembered;
  return Object.freeze({ ...remembered, startTls: { learned, expiresAt: learned + OFFER_LIFE } });
}

function isSame(one: Hint, other: Hint): boolean {
  return one.feature === other.feature && one.method === other.method && one.tls === other.tls;
}

function hintOf(entry: Readonly<Record<string, unknown>>): RememberedHint | undefined {
  const { feature, method, reason, tls, reply } = entry;
  const order = FALLBACK_ORDERS.find((row) => row.feature === feature && row.hints);
  const known = order?.methods.some((row) => row.name === method && row.providesFeature);
  const dates = datesOf(entry, REFUSAL_LIFE);
  if (!known || !dates || typeof tls !== "boolean") return undefined;
  if (typeof reason !== "string" || !/^[a-z-]{1,40}$/.test(reason)) return undefined;
  const said = parseStoredReply(reply);
  return Object.freeze({
    feature: feature as Feature,
    method: method as string,
    reason: reason as Reason,
    tls,
    ...(said ? { reply: said } : {}),
    ...dates,
  });
}

/** Dates that make sense, and leave the entry alive. */
function datesOf(
  entry: Readonly<Record<string, unknown>> | undefined,
  life: number,
): { learned: number; expiresAt: number } | undefined {
  const { learned, expiresAt } = entry ?? {};
  const now = Date.now();
  if (typeof learned !== "number" || typeof expiresAt !== "number") return undefined;
  const end = Math.min(expiresAt, now + life);
  return end > now ? { learned: Math.min(learned, now), expiresAt: end } : undefined;
}
