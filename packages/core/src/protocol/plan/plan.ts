/**
 * Evidence in, plan out: which way is taken for every feature, which were passed
 * over and why. A pure function over plain data; a reply that contradicts the
 * plan becomes evidence, and the plan is made anew.
 */

import { ownProperties } from "../errors/own-properties.ts";
import type { Reply } from "../reply/reply.ts";
import type { Reason } from "../reply/situation.ts";
import {
  FALLBACK_ORDERS,
  type FallbackOrder,
  type Method,
  type MethodOf,
} from "../tables/fallback-orders.ts";
import { type Capabilities, offersKeyword } from "./capabilities.ts";
import type { Feature, Tier, Wish, Wishes } from "./feature.ts";

/** A way that was tried or known to fail, and is not taken again. */
export interface ExcludedMethod {
  /** The feature whose fallback order has the way. */
  readonly feature: Feature;
  /** The way, in the words of the fallback order, such as `BDAT`. */
  readonly method: string;
  /** Why it is left alone, in one word that a program can switch on. */
  readonly reason: Reason;
  /** The reply that said so, when one did. */
  readonly reply?: Reply;
  /** The command that the reply answered, without secrets. */
  readonly command?: string;
  /** Round trips that finding out has cost. */
  readonly extraRoundTrips: number;
  /** It holds only while TLS is in this state. */
  readonly tls?: boolean;
  /** Keywords of the parameters that were refused, where the rest of the way's is still good. */
  readonly parameters?: readonly string[];
}

/** All that is known when a plan is made. Plain frozen data. */
export interface Evidence {
  /** What the server lists in the present phase of the session. */
  readonly capabilities: Capabilities;
  /** How the connection began. */
  readonly endpoint: "implicit" | "clear";
  /** TLS is on. */
  readonly tls: boolean;
  /** The server's certificate was checked; absent: it was not. */
  readonly verified?: boolean;
  /** This runtime can upgrade the connection to TLS. */
  readonly canStartTls: boolean;
  /** The mechanism by which the client has authenticated on this connection; absent: it has not. */
  readonly authenticatedBy?: string;
  /** No port was given, so another well-known port of the server may be tried. */
  readonly portFree: boolean;
  /** The server was silent in clear text and has greeted under TLS on a second connection. Default `false`. */
  readonly silent?: boolean;
  /** Several messages may be under way at once. Default `false`. */
  readonly overlap?: boolean;
  /** The server invited to early pipelining last time, in the present state of TLS. */
  readonly invited?: boolean;
  /** Mechanisms that the client has and that fit the credentials, in the user's order. */
  readonly mechanisms: readonly string[];
  /** Ways that the server contradicted, or that an earlier session learned to avoid. */
  readonly excluded: readonly ExcludedMethod[];
  /** Features that the server has already proved to know. */
  readonly proven: readonly Feature[];
  /** Keywords that the server did not list but asked for in a reply. */
  readonly demanded: readonly string[];
  /** Another server was named that the message may go to instead. */
  readonly hasOtherServers?: boolean;
  /** What alone of the message is beyond ASCII and can be written in it; absent: nothing, or more. */
  readonly inAscii?: "domains" | "header";
  /** Keywords that an earlier session saw in clear; one that is missing now may have been taken out on the way. */
  readonly offeredBefore?: readonly string[];
}

/** A way that was not taken. */
export interface SkippedMethod {
  /** The way, in the words of the ladder. */
  readonly method: string;
  /** Why it was passed over: not offered, avoided, contradicted before. */
  readonly reason: Reason;
  /** The reply that said so, when one did. */
  readonly reply?: Reply;
}

/** What the plan says for one feature. */
export interface Choice {
  /** What the choice is about. */
  readonly feature: Feature;
  /** How freely this feature may fall back. */
  readonly tier: Tier;
  /** The user's wish, or the fallback order's own where there is none. */
  readonly wish: Wish;
  /** The way to take; absent when none is open. */
  readonly method?: string;
  /** `used`: the best way or one that gives the same; `fallback`: a lesser way; `unmet`: required, and no way is open. */
  readonly outcome: "used" | "fallback" | "unmet";
  /** Why it is not the wished way. */
  readonly reason?: Reason;
  /** The reply that said so. */
  readonly reply?: Reply;
  /** Where the way is written, such as `RFC 3030 2`. */
  readonly rfc: string;
  /** The better ways, best first, each with why it was passed over. */
  readonly skipped: readonly SkippedMethod[];
}

/** A choice for a feature that is known by name: its way is one of the ladder's, or a mechanism that the user brought. */
export type ChoiceOf<F extends Feature> = Omit<Choice, "method"> & {
  readonly method?: MethodName<F>;
};

/** The names of the methods of a feature, from its fallback order. A mechanism that the user brought can have any name. */
export type MethodName<F extends Feature> = MethodOf<F> | (F extends "AUTH" ? string : never);

/** The way chosen for every feature, and every requirement that cannot be met. */
export interface Plan {
  /** One choice for every feature. */
  readonly choices: Readonly<Record<Feature, Choice>>;
  /** The choices that are `unmet`; a session with one of these sends nothing. */
  readonly unmet: readonly Choice[];
}

/**
 * Chooses a way for every feature.
 *
 * @param evidence what the server advertised, contradicted and proved, and what this runtime can do
 * @param wishes per feature; what is not named has the fallback order's default
 * @param orders the table of fallback orders; another one only for experiments
 * @returns the plan; `unmet` lists required features that have no way
 * @example
 * const { choices } = plan(evidence, { CHUNKING: "avoid" });
 * choices.CHUNKING.method; // "DATA"
 */
export function plan(
  evidence: Evidence,
  wishes: Wishes = {},
  orders: readonly FallbackOrder[] = FALLBACK_ORDERS,
): Plan {
  const choices = {} as Record<Feature, Choice>;
  const wished = ownProperties(wishes);
  for (const order of orders) {
    choices[order.feature] = planFeature(order, evidence, wished[order.feature] ?? order.wish);
  }
  const unmet = Object.values(choices).filter((choice) => choice.outcome === "unmet");
  return Object.freeze({ choices: Object.freeze(choices), unmet: Object.freeze(unmet) });
}

/**
 * Chooses a way for one feature, as `plan` does for all.
 *
 * @throws {RangeError} when the table has no fallback order for it
 */
export function chooseMethod(
  feature: Feature,
  evidence: Evidence,
  wishes: Wishes,
  orders: readonly FallbackOrder[] = FALLBACK_ORDERS,
): Choice {
  const order = orders.find((entry) => entry.feature === feature);
  if (!order) throw new RangeError(`There is no ladder for ${feature}.`);
  return planFeature(order, evidence, wishes[feature] ?? order.wish);
}

function planFeature(order: FallbackOrder, evidence: Evidence, wanted: Wish): Choice {
  const skipped: SkippedMethod[] = [];
  const { feature, tier } = order;
  for (const method of methodsOf(order, evidence)) {
    if (!isApplicable(method, evidence, wanted)) continue;
    const closed = findUnavailableReason(feature, method, evidence, wanted);
    if (closed) {
      skipped.push(Object.freeze(closed));
      continue;
    }
    if (method.needs?.inAscii) skipped.push(...unneeded(order, method, evidence, wanted));
    const short =
      wanted !== "avoid" && (!method.providesFeature || skipped.some(isRefusedByServer));
    const outcome = !short
      ? "used"
      : method.providesFeature || wanted === "prefer"
        ? "fallback"
        : "unmet";
    return buildChoice(
      { feature, tier, wish: wanted, method: method.name, outcome, rfc: method.rfc },
      skipped,
    );
  }
  const rfc = order.methods[0]?.rfc ?? "";
  const outcome = wanted === "require" ? "unmet" : "fallback";
  return buildChoice({ feature, tier, wish: wanted, outcome, rfc }, skipped);
}

function buildChoice(made: Omit<Choice, "skipped">, skipped: readonly SkippedMethod[]): Choice {
  const decisive = made.outcome === "used" ? undefined : findDecisiveSkip(skipped);
  return Object.freeze({
    ...made,
    ...(decisive ? { reason: decisive.reason } : {}),
    ...(decisive?.reply ? { reply: decisive.reply } : {}),
    skipped: Object.freeze(skipped),
  });
}

/** A mechanism that the user brought and no fallback order knows is tried first: it was brought for a reason. */
function methodsOf(order: FallbackOrder, evidence: Evidence): readonly Method[] {
  if (order.feature !== "AUTH") return order.methods;
  const known = new Set(order.methods.map((method) => method.name));
  const brought = evidence.mechanisms
    .filter((name) => !known.has(name))
    .map(
      (name): Method => ({
        name,
        providesFeature: true,
        needs: { mechanism: name },
        rfc: "RFC 4954 4",
      }),
    );
  return [...brought, ...order.methods];
}

function isApplicable({ needs }: Method, evidence: Evidence, wanted: Wish): boolean {
  if (needs?.inAscii && (needs.inAscii !== evidence.inAscii || wanted === "require")) return false;
  if (needs?.endpoint !== undefined && needs.endpoint !== evidence.endpoint) return false;
  if (needs?.overlap && !evidence.overlap) return false;
  if (needs?.silent && !evidence.silent) return false;
  return !needs?.portFree || evidence.portFree;
}

/** The ways that a message does without though it comes before them: open or not, the reason is reported. */
function unneeded(
  { feature, methods }: FallbackOrder,
  taken: Method,
  evidence: Evidence,
  wanted: Wish,
): SkippedMethod[] {
  return methods
    .slice(methods.indexOf(taken) + 1)
    .filter(({ providesFeature }) => providesFeature)
    .map((method) =>
      Object.freeze(
        findUnavailableReason(feature, method, evidence, wanted) ?? {
          method: method.name,
          reason: "not-needed",
        },
      ),
    );
}

function findUnavailableReason(
  feature: Feature,
  { name, providesFeature, needs, state }: Method,
  evidence: Evidence,
  wanted: Wish,
): SkippedMethod | undefined {
  if (state === "planned") return { method: name, reason: "not-possible-here" };
  if (wanted === "avoid" && providesFeature) return { method: name, reason: "avoided" };
  const exclusion = evidence.excluded.find(
    (entry) => entry.feature === feature && entry.method === name,
  );
  if (exclusion)
    return {
      method: name,
      reason: exclusion.reason,
      ...(exclusion.reply ? { reply: exclusion.reply } : {}),
    };
  const { capabilities, mechanisms, demanded } = evidence;
  // Once it was taken, the offer is withdrawn (RFC 3207 4.2).
  if (needs?.startTls && evidence.tls) return undefined;
  // Nor need AUTH be offered again to a client that has authenticated (RFC 4954 4).
  if (needs?.mechanism !== undefined && needs.mechanism === evidence.authenticatedBy) {
    return undefined;
  }
  if (needs?.verified && !evidence.tls) return { method: name, reason: "tls-required" };
  if (needs?.verified && !evidence.verified) return { method: name, reason: "unverified" };
  if (
    needs?.offered !== undefined &&
    !offersKeyword(capabilities, needs.offered) &&
    !demanded.includes(needs.offered)
  ) {
    return { method: name, reason: whyNotOffered(needs.offered, evidence) };
  }
  if (needs?.invited && !evidence.invited) return { method: name, reason: "not-offered" };
  if (needs?.startTls && !evidence.canStartTls)
    return { method: name, reason: "not-possible-here" };
  if (needs?.hasOtherServers && !evidence.hasOtherServers)
    return { method: name, reason: "no-other-server" };
  if (needs?.mechanism !== undefined) {
    if (!mechanisms.includes(needs.mechanism)) return { method: name, reason: "not-possible-here" };
    if (!capabilities.auth.includes(needs.mechanism))
      return { method: name, reason: "not-offered" };
  }
  if (needs?.proven && !evidence.proven.includes(feature))
    return { method: name, reason: "unproven" };
  return undefined;
}

/** What was there yesterday and is not today is the graver news (RFC 3207 6). */
function whyNotOffered(keyword: string, { capabilities, offeredBefore }: Evidence): Reason {
  if (offeredBefore?.includes(keyword)) return "withdrawn";
  return capabilities.masked.length > 0 ? "masked" : "not-offered";
}

/** Reasons that say only that a way never came into question; all others were learned from the server. */
const UNAVAILABLE_REASONS: readonly Reason[] = [
  "not-offered",
  "masked",
  "withdrawn",
  "not-possible-here",
  "no-other-server",
  "unproven",
  "out-of-limits",
  "unverified",
  "avoided",
  "not-needed",
];

/** Why a keyword is not in the reply to EHLO. */
const NOT_LISTED: readonly Reason[] = ["not-offered", "masked", "withdrawn"];

function isRefusedByServer({ reason }: SkippedMethod): boolean {
  return !UNAVAILABLE_REASONS.includes(reason);
}

function findDecisiveSkip(skipped: readonly SkippedMethod[]): SkippedMethod | undefined {
  return (
    skipped.findLast(isRefusedByServer) ??
    skipped.find(({ reason }) => NOT_LISTED.includes(reason)) ??
    skipped[0]
  );
}

/** The names of the ways that give a feature, as against those that do without it. */
export function methodsProviding(
  feature: Feature,
  orders: readonly FallbackOrder[] = FALLBACK_ORDERS,
): string[] {
  const order = orders.find((entry) => entry.feature === feature);
  return (order?.methods ?? [])
    .filter((method) => method.providesFeature)
    .map((method) => method.name);
}
