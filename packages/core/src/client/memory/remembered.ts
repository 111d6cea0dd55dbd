/**
 * The stored hints of a server: what was learned, why, and when it expires. Values are checked when they are read
 * back.
 */
import type { Feature } from "../../protocol/plan/feature.ts";
import { isOfHint } from "../../protocol/plan/session-plan.ts";
import type { Reason } from "../../protocol/reply/situation.ts";
import type { Hint } from "../../protocol/session/server-knowledge.ts";
import { FALLBACK_ORDERS } from "../../protocol/tables/fallback-orders.ts";
import { dataOf, entriesOf } from "./store.ts";
import { parseStoredReply, replyToStore } from "./stored-reply.ts";

/** A refusal is trusted this long, in milliseconds; then the method is tried again. */
const REFUSAL_LIFE: number = 60 * 60_000;
/** Milliseconds for which a server that offered STARTTLS is expected to offer it again. */
const OFFER_LIFE = 30 * 24 * 60 * 60_000;
/** Milliseconds after which the offer is stored again, instead of with every session. */
const OFFER_NOTED = 24 * 60 * 60_000;
/** Milliseconds for which a store has to keep hints. */
export const HINT_LIFE: number = OFFER_LIFE;

/** More than the number of methods that can be excluded. */
const MOST_HINTS = 50;

/** A hint with its dates, in milliseconds since 1970. */
export interface RememberedHint extends Hint {
  /** When it was learned. */
  readonly learned: number;
  /** When it expires. */
  readonly expiresAt: number;
}

/** Everything that is remembered of one server. Plain data. */
export interface StoredHints {
  readonly hints: readonly RememberedHint[];
  /** When STARTTLS was last offered, and until when its absence is reported as a possible attack. */
  readonly startTls?: { readonly learned: number; readonly expiresAt: number };
}

/**
 * Reads a stored value as far as it can be trusted: hints for methods that may be excluded for a while (never TLS,
 * AUTH or ESMTP), valid no longer than if they were learned now, and never for the last method of a feature.
 */
export function readRemembered(value: unknown): StoredHints {
  const { hints, startTls } = dataOf(value) ?? {};
  const seen = datesOf(dataOf(startTls), OFFER_LIFE);
  return Object.freeze({
    hints: Object.freeze(entriesOf(hints, MOST_HINTS).flatMap((entry) => hintOf(entry) ?? [])),
    ...(seen ? { startTls: seen } : {}),
  });
}

/** Adds what a session found out itself; returns the same object if nothing is new. */
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

/** Records an offer of STARTTLS; returns the same object if one was recorded recently. */
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

/** Returns the dates of an entry, if they are valid and the entry has not expired. */
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
