/**
 * What follows from the state of a session: the evidence, the ways that are
 * chosen, the decisions as they are reported. A message asks dozens of times, and
 * mostly nothing has changed, so it is kept as long as nothing has.
 */
import type { Decision } from "./decision.ts";
import type { Link } from "./effects.ts";
import type { Phase } from "./errors.ts";
import type { Feature, Wishes } from "./feature.ts";
import { bare } from "./own-properties.ts";
import {
  type Choice,
  type ChoiceOf,
  chooseWay,
  type Evidence,
  type Left,
  type Plan,
  plan,
} from "./plan.ts";
import type { Grounds, Hint, Session, View } from "./session.ts";
import type { Because } from "./situation.ts";
import type { WayOf } from "./tables/ladders.ts";

function groundsOf(session: Session): Grounds {
  const { capabilities, target, tls, link, authenticated, overlap, beside } = session;
  const { invitations, left, proven, demanded } = session;
  return {
    capabilities,
    target,
    tls,
    link,
    authenticated,
    overlap,
    beside,
    invitations,
    left,
    proven,
    demanded,
  };
}

/** Written out, since it is asked for every choice. */
function holds(from: Grounds, session: Session): boolean {
  return (
    from.capabilities === session.capabilities &&
    from.target === session.target &&
    from.tls === session.tls &&
    from.link === session.link &&
    from.authenticated === session.authenticated &&
    from.overlap === session.overlap &&
    from.beside === session.beside &&
    from.invitations === session.invitations &&
    from.left === session.left &&
    from.proven === session.proven &&
    from.demanded === session.demanded
  );
}

function viewOf(session: Session): View {
  const { terms, views } = session;
  const known = views.get(terms);
  if (known && holds(known.from, session)) return known;
  const view: View = {
    from: groundsOf(session),
    evidence: evidenceNow(session),
    wishes: Object.freeze(bare<Wishes>(session.wishes, terms.wishes)),
    choices: new Map(),
  };
  views.set(terms, view);
  return view;
}

/** What is known now, as `plan` takes it. */
export function evidenceOf(session: Session): Evidence {
  return viewOf(session).evidence;
}

function evidenceNow(session: Session): Evidence {
  return Object.freeze({
    capabilities: session.capabilities,
    endpoint: session.target.tls === "implicit" ? "implicit" : "clear",
    tls: session.tls,
    verified: session.link.verified,
    canStartTls: session.link.canStartTls,
    ...(session.authenticated && session.mechanism !== undefined
      ? { authenticatedBy: session.mechanism }
      : {}),
    portFree: session.config.port === undefined && (session.config.tls ?? "auto") === "auto",
    overlap: session.overlap,
    silent: session.beside === "taken",
    invited: session.invitations.some(({ tls }) => tls === session.tls),
    mechanisms: session.mechanisms
      .filter(({ bindsChannel }) => !bindsChannel || canBind(session.link))
      .map(({ name }) => name),
    left: [...leftNow(session), ...session.terms.closed],
    proven: session.proven,
    demanded: session.demanded,
    ...(session.terms.inAscii ? { inAscii: session.terms.inAscii } : {}),
    ...(session.config.elsewhere ? { elsewhere: true } : {}),
    ...(session.config.offeredBefore ? { offeredBefore: session.config.offeredBefore } : {}),
  });
}

function canBind({ channelBindings = {} }: Link): boolean {
  return Object.keys(channelBindings).length > 0;
}

/** What was learned in clear is worth nothing under TLS, and the other way round. */
function leftNow(session: Session): readonly Left[] {
  return session.left.filter(({ tls }) => tls === undefined || tls === session.tls);
}

/** The plan as of now. */
export function planOf(session: Session): Plan {
  const { evidence, wishes } = viewOf(session);
  return plan(evidence, wishes, session.tables.ladders);
}

/** What the plan says now for one feature. */
export function choiceOf<F extends Feature>(session: Session, feature: F): ChoiceOf<F> {
  const { evidence, wishes, choices } = viewOf(session);
  let choice = choices.get(feature);
  if (!choice) {
    choice = chooseWay(feature, evidence, wishes, session.tables.ladders);
    choices.set(feature, choice);
  }
  // The names of its ways are those of the ladder.
  return choice as ChoiceOf<F>;
}

/** The user's wishes, and what the message under way asks for. */
export function wishesNow(session: Session): Wishes {
  return viewOf(session).wishes;
}

/** Required features that have no way now. */
export function unmetOf(session: Session): readonly Choice[] {
  const view = viewOf(session);
  view.unmet ??= (Object.keys(view.wishes) as Feature[])
    .filter((feature) => view.wishes[feature] === "require")
    .map((feature) => choiceOf(session, feature))
    .filter(({ outcome }) => outcome === "unmet");
  return view.unmet;
}

/** Whether an earlier session learned it, and not this one. */
export function isOfHint(because: Because): boolean {
  return because === "hint" || because === "hint-unanswered";
}

/** Features that only a message brings into play, so that they are reported with that message alone. */
export function isOfMessages({ tables }: Session, feature: Feature): boolean {
  return tables.ladders.some((ladder) => ladder.feature === feature && ladder.ofMessages);
}

/** What this session learned that the next one should know. Never anything that protects. */
export function hintsOf(session: Session): readonly Hint[] {
  if (session.left.length === 0) return [];
  const hintable = new Set(
    session.tables.ladders.filter(({ hints }) => hints).map(({ feature }) => feature),
  );
  return session.left
    .filter(({ feature }) => hintable.has(feature))
    .map(({ feature, way, because, tls = session.tls, reply }) =>
      Object.freeze({ feature, way, because, tls, ...(reply ? { reply } : {}) }),
    );
}

/** Every decision to report so far: features that were left, and those the session has settled. */
export function allDecisions(session: Session): readonly Decision[] {
  const { settled, left } = session;
  const view = viewOf(session);
  if (view.told?.settled === settled) return view.told.decisions;
  const features = new Set(Object.keys(settled) as Feature[]);
  for (const { feature, because } of left) {
    if (!isOfHint(because) && !isOfMessages(session, feature)) features.add(feature);
  }
  const decisions = Object.freeze(
    [...features].map((feature) => decisionOf(session, choiceOf(session, feature))),
  );
  view.told = { settled, decisions };
  return decisions;
}

/** The phases of a session, in their order. */
const PHASES: readonly Phase[] = [
  "connect",
  "greeting",
  "ehlo",
  "tls",
  "auth",
  "ready",
  "envelope",
  "content",
  "final",
  "quit",
];

/**
 * Returns the decisions for an error: what was done until then on the present connection, and what was left.
 * What was only planned is no decision.
 *
 * @param phase where the error struck
 */
export function decisionsUntil(session: Session, phase: Phase): readonly Decision[] {
  const decisions = allDecisions(session).flatMap((decision) => {
    if (wasDone(session, decision, phase)) return [decision];
    const wasLeft = session.left.some(
      ({ feature, because }) => feature === decision.feature && !isOfHint(because),
    );
    const nothing = { outcome: "fallback", instead: "nothing" } as const;
    return wasLeft ? [Object.freeze({ ...decision, ...nothing })] : [];
  });
  return Object.freeze(decisions);
}

/** Whether a session that came as far as this has done what a decision says. */
function wasDone(
  { tls, authenticated }: Session,
  { feature, instead }: Decision,
  phase: Phase,
): boolean {
  const isBehind = (other: Phase): boolean => PHASES.indexOf(phase) > PHASES.indexOf(other);
  switch (feature) {
    case "ESMTP":
    case "PIPECONNECT":
      return isBehind("ehlo");
    case "TLS":
      return instead === ("clear text" satisfies WayOf<"TLS">)
        ? isBehind("tls")
        : tls && isBehind("connect");
    case "AUTH":
      return instead === ("no authentication" satisfies WayOf<"AUTH">)
        ? isBehind("auth")
        : authenticated && isBehind("connect");
    case "RSET":
      return isBehind("connect");
    case "VRFY":
    case "EXPN":
    case "HELP":
    case "ETRN":
      return true;
    default:
      return isBehind("envelope");
  }
}

/** One choice of the plan, with what finding it out has cost. */
export function decisionOf(session: Session, choice: Choice): Decision {
  const left = leftNow(session).filter(({ feature }) => feature === choice.feature);
  const last = left.at(-1);
  const because = last?.because ?? choice.because;
  const reply = last?.reply ?? choice.reply;
  return Object.freeze({
    feature: choice.feature,
    wanted: choice.wanted,
    outcome:
      last && choice.outcome === "used" && choice.wanted !== "avoid" ? "fallback" : choice.outcome,
    instead: session.settled[choice.feature] ?? choice.way ?? "nothing",
    ...(because === undefined ? {} : { because }),
    ...(reply === undefined ? {} : { reply }),
    rfc: choice.rfc,
    extraRoundTrips: left.reduce((sum, entry) => sum + entry.extraRoundTrips, 0),
  });
}
