/**
 * Chooses a method for every feature: evidence in, plan out, with the skipped methods and the reasons. Pure functions
 * over plain data. A reply that contradicts the plan becomes evidence, and the session plans again
 * (`session-plan.ts`).
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

/** A method that was refused or is known to fail, and is not tried again. */
export interface ExcludedMethod {
  /** The feature whose fallback order contains the method. */
  readonly feature: Feature;
  /** The method's name in the fallback order, such as `BDAT`. */
  readonly method: string;
  /** Why the method is excluded, as one word that a program can compare. */
  readonly reason: Reason;
  /** The reply that showed it, if one did. */
  readonly reply?: Reply;
  /** The command that the reply answered, without secrets. */
  readonly command?: string;
  /** Extra round trips that the failed method took. */
  readonly extraRoundTrips: number;
  /** The exclusion applies only while TLS is in this state. */
  readonly tls?: boolean;
  /** Keywords of the refused parameters, if the method's other parameters are still accepted. */
  readonly parameters?: readonly string[];
}

/** All facts that a plan depends on. Plain frozen data. */
export interface Evidence {
  /** The server's capabilities in the current phase of the session. */
  readonly capabilities: Capabilities;
  /** How the connection began. */
  readonly endpoint: "implicit" | "clear";
  /** Whether TLS is active. */
  readonly tls: boolean;
  /** Whether the server's certificate was checked; absent: no. */
  readonly verified?: boolean;
  /** This runtime can upgrade the connection to TLS. */
  readonly canStartTls: boolean;
  /** The mechanism with which the client has authenticated on this connection; absent: not authenticated. */
  readonly authenticatedBy?: string;
  /** No port was given, so another well-known port of the server may be tried. */
  readonly portFree: boolean;
  /**
   * The server was silent in clear text and has sent its greeting under TLS on a second connection. Default `false`.
   */
  readonly silent?: boolean;
  /** Several messages may be sent at once (`maxUnacknowledged`). Default `false`. */
  readonly overlap?: boolean;
  /** Mechanisms that the client supports and that fit the credentials, in the user's order. */
  readonly mechanisms: readonly string[];
  /** Methods that the server refused, or that an earlier session learned to avoid. */
  readonly excluded: readonly ExcludedMethod[];
  /** Features that the server has used successfully. */
  readonly proven: readonly Feature[];
  /** Keywords that the server did not announce but required in a reply. */
  readonly demanded: readonly string[];
  /** The user named another server that can take the message instead. */
  readonly hasOtherServers?: boolean;
  /**
   * Only domains, or only header text, are not ASCII, and can be written in ASCII; absent: nothing is, or more is.
   */
  readonly inAscii?: "domains" | "header";
  /** Keywords that an earlier session saw in clear text. If one is missing now, an attacker may have removed it. */
  readonly offeredBefore?: readonly string[];
}

/** A method that was not used. */
export interface SkippedMethod {
  /** The method's name in the fallback order. */
  readonly method: string;
  /** Why it was skipped: not offered, avoided, or refused before. */
  readonly reason: Reason;
  /** The reply that showed it, if one did. */
  readonly reply?: Reply;
}

/** The plan for one feature. */
export interface Choice {
  /** The feature. */
  readonly feature: Feature;
  /** How freely this feature may fall back. */
  readonly tier: Tier;
  /** The user's wish, or the default of the fallback order. */
  readonly wish: Wish;
  /** The method to use; absent if none is available. */
  readonly method?: string;
  /**
   * `used`: the best method or an equivalent one; `fallback`: a lesser method; `unmet`: required, and no method is
   * available.
   */
  readonly outcome: "used" | "fallback" | "unmet";
  /** Why another method than the wished one is used. */
  readonly reason?: Reason;
  /** The reply that showed it. */
  readonly reply?: Reply;
  /** The RFC section of the method, such as `RFC 3030 2`. */
  readonly rfc: string;
  /** The better methods, best first, each with the reason why it was skipped. */
  readonly skipped: readonly SkippedMethod[];
}

/**
 * A choice for a feature whose name is known: its method is in the fallback order, or is the user's own mechanism.
 */
export type ChoiceOf<F extends Feature> = Omit<Choice, "method"> & {
  readonly method?: MethodName<F>;
};

/** The names of a feature's methods, from its fallback order. The user's own mechanism can have any name. */
export type MethodName<F extends Feature> = MethodOf<F> | (F extends "AUTH" ? string : never);

/** The method for every feature, and every requirement that cannot be met. */
export interface Plan {
  /** One choice for every feature. */
  readonly choices: Readonly<Record<Feature, Choice>>;
  /** The choices that are `unmet`. If there is one, the session sends nothing. */
  readonly unmet: readonly Choice[];
}

/**
 * Chooses a method for every feature.
 *
 * @param evidence what the server announced, refused and used, and what this runtime can do
 * @param wishes for each feature; a feature that is not named has the default of its fallback order
 * @param orders the fallback orders; others only for experiments
 * @returns the plan; `unmet` lists required features without an available method
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
 * Chooses a method for one feature, as `plan` does for all.
 *
 * @throws {RangeError} if no fallback order exists for the feature
 */
export function chooseMethod(
  feature: Feature,
  evidence: Evidence,
  wishes: Wishes,
  orders: readonly FallbackOrder[] = FALLBACK_ORDERS,
): Choice {
  const order = orders.find((entry) => entry.feature === feature);
  if (!order) throw new RangeError(`There is no fallback order for ${feature}.`);
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

/** Returns the methods to try. The user's own mechanism that no fallback order has is tried first. */
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

/**
 * Returns methods that the message does not need although they come before the chosen one. The reason is reported
 * even if they are available.
 */
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
  // After STARTTLS, the server no longer offers STARTTLS (RFC 3207 4.2).
  if (needs?.startTls && evidence.tls) return undefined;
  // The server does not have to offer AUTH again to an authenticated client (RFC 4954 4).
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

/**
 * Returns why a keyword is missing. A keyword that was announced earlier and is missing now is reported as more
 * serious (RFC 3207 6).
 */
function whyNotOffered(keyword: string, { capabilities, offeredBefore }: Evidence): Reason {
  if (offeredBefore?.includes(keyword)) return "withdrawn";
  return capabilities.masked.length > 0 ? "masked" : "not-offered";
}

/** Reasons for which a method was never available. All other reasons were learned from the server. */
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

/** Reasons why a keyword is not in the EHLO reply. */
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

/** Returns the names of the methods that provide a feature, without those that do without it. */
export function methodsProviding(
  feature: Feature,
  orders: readonly FallbackOrder[] = FALLBACK_ORDERS,
): string[] {
  const order = orders.find((entry) => entry.feature === feature);
  return (order?.methods ?? [])
    .filter((method) => method.providesFeature)
    .map((method) => method.name);
}
