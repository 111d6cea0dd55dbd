/**
 * Evidence in, plan out: which way is taken for every feature, which were passed
 * over and why. A pure function over plain data; a reply that contradicts the
 * plan becomes evidence, and the plan is made anew.
 */
import { type Capabilities, offers } from "./capabilities.ts";
import type { Feature, Tier, Wish, Wishes } from "./feature.ts";
import { ownProperties } from "./own-properties.ts";
import type { Reply } from "./reply.ts";
import type { Because } from "./situation.ts";
import { LADDERS, type Ladder, type Way, type WayOf } from "./tables/ladders.ts";

/** A way that was tried or known to fail, and is not taken again. */
export interface Left {
  /** The feature whose fallback order has the way. */
  readonly feature: Feature;
  /** The way, in the words of the fallback order, such as `BDAT`. */
  readonly way: string;
  /** Why it is left alone, in one word that a program can switch on. */
  readonly because: Because;
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
  /** The server invited to early talk last time, in the present state of TLS. */
  readonly invited?: boolean;
  /** Mechanisms that the client has and that fit the credentials, in the user's order. */
  readonly mechanisms: readonly string[];
  /** Ways that the server contradicted, or that an earlier session learned to avoid. */
  readonly left: readonly Left[];
  /** Features that the server has already proved to know. */
  readonly proven: readonly Feature[];
  /** Keywords that the server did not list but asked for in a reply. */
  readonly demanded: readonly string[];
  /** Another server was named that the message may go to instead. */
  readonly elsewhere?: boolean;
  /** What alone of the message is beyond ASCII and can be written in it; absent: nothing, or more. */
  readonly inAscii?: "domains" | "header";
  /** Keywords that an earlier session saw in clear; one that is missing now may have been taken out on the way. */
  readonly offeredBefore?: readonly string[];
}

/** A way that was not taken. */
export interface PassedOver {
  /** The way, in the words of the ladder. */
  readonly way: string;
  /** Why it was passed over: not offered, avoided, contradicted before. */
  readonly because: Because;
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
  readonly wanted: Wish;
  /** The way to take; absent when none is open. */
  readonly way?: string;
  /** `used`: the best way or one that gives the same; `fallback`: a lesser way; `unmet`: required, and no way is open. */
  readonly outcome: "used" | "fallback" | "unmet";
  /** Why it is not the wished way. */
  readonly because?: Because;
  /** The reply that said so. */
  readonly reply?: Reply;
  /** Where the way is written, such as `RFC 3030 2`. */
  readonly rfc: string;
  /** The better ways, best first, each with why it was passed over. */
  readonly passedOver: readonly PassedOver[];
}

/** A choice for a feature that is known by name: its way is one of the ladder's, or a mechanism that the user brought. */
export type ChoiceOf<F extends Feature> = Omit<Choice, "way"> & {
  readonly way?: WayName<F>;
};

/** What a way of a feature can be called: as its fallback order does; a mechanism that the user brought has any name. */
export type WayName<F extends Feature> = WayOf<F> | (F extends "AUTH" ? string : never);

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
 * @param ladders the table of fallback orders; another one only for experiments
 * @returns the plan; `unmet` lists required features that have no way
 * @example
 * const { choices } = plan(evidence, { CHUNKING: "avoid" });
 * choices.CHUNKING.way; // "DATA"
 */
export function plan(
  evidence: Evidence,
  wishes: Wishes = {},
  ladders: readonly Ladder[] = LADDERS,
): Plan {
  const choices = {} as Record<Feature, Choice>;
  const wished = ownProperties(wishes);
  for (const ladder of ladders) {
    choices[ladder.feature] = choose(ladder, evidence, wished[ladder.feature] ?? ladder.wish);
  }
  const unmet = Object.values(choices).filter((choice) => choice.outcome === "unmet");
  return Object.freeze({ choices: Object.freeze(choices), unmet: Object.freeze(unmet) });
}

/**
 * Chooses a way for one feature, as `plan` does for all.
 *
 * @throws {RangeError} when the table has no fallback order for it
 */
export function chooseWay(
  feature: Feature,
  evidence: Evidence,
  wishes: Wishes,
  ladders: readonly Ladder[] = LADDERS,
): Choice {
  const ladder = ladders.find((entry) => entry.feature === feature);
  if (!ladder) throw new RangeError(`There is no ladder for ${feature}.`);
  return choose(ladder, evidence, wishes[feature] ?? ladder.wish);
}

function choose(ladder: Ladder, evidence: Evidence, wanted: Wish): Choice {
  const passedOver: PassedOver[] = [];
  const { feature, tier } = ladder;
  for (const way of waysOf(ladder, evidence)) {
    if (!applies(way, evidence, wanted)) continue;
    const closed = whyClosed(feature, way, evidence, wanted);
    if (closed) {
      passedOver.push(Object.freeze(closed));
      continue;
    }
    if (way.needs?.inAscii) passedOver.push(...unneeded(ladder, way, evidence, wanted));
    const short = wanted !== "avoid" && (!way.fulfils || passedOver.some(contradicted));
    const outcome = !short ? "used" : way.fulfils || wanted === "prefer" ? "fallback" : "unmet";
    return choice({ feature, tier, wanted, way: way.way, outcome, rfc: way.rfc }, passedOver);
  }
  const rfc = ladder.ways[0]?.rfc ?? "";
  const outcome = wanted === "require" ? "unmet" : "fallback";
  return choice({ feature, tier, wanted, outcome, rfc }, passedOver);
}

function choice(made: Omit<Choice, "passedOver">, passedOver: readonly PassedOver[]): Choice {
  const decisive = made.outcome === "used" ? undefined : decisiveOf(passedOver);
  return Object.freeze({
    ...made,
    ...(decisive ? { because: decisive.because } : {}),
    ...(decisive?.reply ? { reply: decisive.reply } : {}),
    passedOver: Object.freeze(passedOver),
  });
}

/** A mechanism that the user brought and no fallback order knows is tried first: it was brought for a reason. */
function waysOf(ladder: Ladder, evidence: Evidence): readonly Way[] {
  if (ladder.feature !== "AUTH") return ladder.ways;
  const known = new Set(ladder.ways.map((way) => way.way));
  const brought = evidence.mechanisms
    .filter((name) => !known.has(name))
    .map(
      (name): Way => ({
        way: name,
        fulfils: true,
        needs: { mechanism: name },
        rfc: "RFC 4954 4",
      }),
    );
  return [...brought, ...ladder.ways];
}

function applies({ needs }: Way, evidence: Evidence, wanted: Wish): boolean {
  if (needs?.inAscii && (needs.inAscii !== evidence.inAscii || wanted === "require")) return false;
  if (needs?.endpoint !== undefined && needs.endpoint !== evidence.endpoint) return false;
  if (needs?.overlap && !evidence.overlap) return false;
  if (needs?.silent && !evidence.silent) return false;
  return !needs?.portFree || evidence.portFree;
}

/** The ways that a message does without though it comes before them: open or not, the reason is reported. */
function unneeded(
  { feature, ways }: Ladder,
  taken: Way,
  evidence: Evidence,
  wanted: Wish,
): PassedOver[] {
  return ways
    .slice(ways.indexOf(taken) + 1)
    .filter(({ fulfils }) => fulfils)
    .map((way) =>
      Object.freeze(
        whyClosed(feature, way, evidence, wanted) ?? { way: way.way, because: "not-needed" },
      ),
    );
}

function whyClosed(
  feature: Feature,
  { way, fulfils, needs, state }: Way,
  evidence: Evidence,
  wanted: Wish,
): PassedOver | undefined {
  if (state === "planned") return { way, because: "not-possible-here" };
  if (wanted === "avoid" && fulfils) return { way, because: "avoided" };
  const left = evidence.left.find((entry) => entry.feature === feature && entry.way === way);
  if (left) return { way, because: left.because, ...(left.reply ? { reply: left.reply } : {}) };
  const { capabilities, mechanisms, demanded } = evidence;
  // Once it was taken, the offer is withdrawn (RFC 3207 4.2).
  if (needs?.startTls && evidence.tls) return undefined;
  // Nor need AUTH be offered again to a client that has authenticated (RFC 4954 4).
  if (needs?.mechanism !== undefined && needs.mechanism === evidence.authenticatedBy) {
    return undefined;
  }
  if (needs?.verified && !evidence.tls) return { way, because: "tls-required" };
  if (needs?.verified && !evidence.verified) return { way, because: "unverified" };
  if (
    needs?.offered !== undefined &&
    !offers(capabilities, needs.offered) &&
    !demanded.includes(needs.offered)
  ) {
    return { way, because: whyNotOffered(needs.offered, evidence) };
  }
  if (needs?.invited && !evidence.invited) return { way, because: "not-offered" };
  if (needs?.startTls && !evidence.canStartTls) return { way, because: "not-possible-here" };
  if (needs?.elsewhere && !evidence.elsewhere) return { way, because: "no-other-server" };
  if (needs?.mechanism !== undefined) {
    if (!mechanisms.includes(needs.mechanism)) return { way, because: "not-possible-here" };
    if (!capabilities.auth.includes(needs.mechanism)) return { way, because: "not-offered" };
  }
  if (needs?.proven && !evidence.proven.includes(feature)) return { way, because: "unproven" };
  return undefined;
}

/** What was there yesterday and is not today is the graver news (RFC 3207 6). */
function whyNotOffered(keyword: string, { capabilities, offeredBefore }: Evidence): Because {
  if (offeredBefore?.includes(keyword)) return "withdrawn";
  return capabilities.masked.length > 0 ? "masked" : "not-offered";
}

/** Reasons that say only that a way never came into question; all others were learned from the server. */
const NEVER_OPEN: readonly Because[] = [
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
const NOT_LISTED: readonly Because[] = ["not-offered", "masked", "withdrawn"];

function contradicted({ because }: PassedOver): boolean {
  return !NEVER_OPEN.includes(because);
}

function decisiveOf(passedOver: readonly PassedOver[]): PassedOver | undefined {
  return (
    passedOver.findLast(contradicted) ??
    passedOver.find(({ because }) => NOT_LISTED.includes(because)) ??
    passedOver[0]
  );
}

/** The names of the ways that give a feature, as against those that do without it. */
export function fulfillingWays(feature: Feature, ladders: readonly Ladder[] = LADDERS): string[] {
  const ladder = ladders.find((entry) => entry.feature === feature);
  return (ladder?.ways ?? []).filter((way) => way.fulfils).map((way) => way.way);
}
