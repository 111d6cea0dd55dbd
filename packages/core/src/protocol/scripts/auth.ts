/**
 * Authenticates the session (RFC 4954): tries the mechanism that the plan chose, then the next ones in the
 * fallback order. One exchange with the server is in `sasl-exchange.ts`; the mechanisms are in `protocol/auth`.
 */

import type { Mechanism } from "../auth/mechanism.ts";
import { ClosedAfterRefusalError } from "../errors/closed-after-refusal.ts";
import { SmtpError, type SmtpErrorCode } from "../errors/errors.ts";
import { createRefusalError, createUnmetError } from "../errors/failure.ts";
import type { Decision } from "../plan/decision.ts";
import { chooseMethod } from "../plan/plan.ts";
import { choiceOf, decisionOf, decisionsUntil, evidenceOf } from "../plan/session-plan.ts";
import { announcesClose, type Reply } from "../reply/reply.ts";
import type { Reaction, Reason } from "../reply/situation.ts";
import { perform, type Script } from "../session/effects.ts";
import type { AuthTries, Session } from "../session/session.ts";
import { reactToReply } from "../session/wire.ts";
import type { MethodOf } from "../tables/fallback-orders.ts";
import { MECHANISM_STRENGTH } from "../tables/mechanism-strength.ts";
import { fallBack, recordMethodInUse } from "./fallback.ts";
import { greetAgain } from "./greet.ts";
import type { NextStep } from "./next-step.ts";
import { fetchToken, runSaslExchange, type SaslExchangeResult } from "./sasl-exchange.ts";
import { demandStarttls, establishTls, isStarttlsDemanded } from "./secure.ts";

const WITHOUT_AUTHENTICATION = "no authentication" satisfies MethodOf<"AUTH">;

/**
 * The result of trying one mechanism: a step, or what to repeat: the mechanism with the server first, with a new
 * token, the plan, or the greeting.
 */
type Attempt = NextStep | "speak-second" | "renewed" | "replan" | "greet-again";

/**
 * Authenticates with the mechanism that the plan chose. Does nothing without credentials.
 *
 * @returns where to try again, if TLS needs a new connection
 * @throws {SmtpError} AUTH_REFUSED, AUTH_TEMPORARY or AUTH_UNAVAILABLE, and
 *   PROTOCOL_VIOLATION if the server does not prove its identity
 */
export function* authenticate(session: Session): Script<NextStep> {
  if (!session.config.credentials || session.wishes.AUTH === "avoid") return "done";
  if (!maySendCredentials(session)) return yield* skipAuthentication(session);
  const tries = session.authTries ?? { speakFirst: true, greetedAgain: false, renewed: false };
  session.authTries = tries;
  // On a new connection, authentication continues where it stopped. No credentials are sent twice for the same cause.
  try {
    const next = yield* byAnyMechanism(session, tries);
    if (next === "done") session.authTries = undefined;
    return next;
  } catch (error) {
    if (!(error instanceof ClosedAfterRefusalError)) session.authTries = undefined;
    throw error;
  }
}

function* byAnyMechanism(session: Session, trying: AuthTries): Script<NextStep> {
  for (;;) {
    const choice = choiceOf(session, "AUTH");
    if (choice.outcome === "unmet") throw createUnmetError(session, [choice], "auth");
    const mechanism = session.mechanisms.find(({ name }) => name === choice.method);
    if (!mechanism) {
      recordMethodInUse(session, "AUTH");
      return "done";
    }
    const { proofOwedBy = mechanism.name } = session;
    if (proofOwedBy !== mechanism.name) throw noOther(session, proofOwedBy, mechanism.name);
    const attempt: Attempt = yield* tryOne(session, mechanism, trying);
    if (attempt === "done") {
      session.connection.authenticated = true;
      session.connection.mechanism = mechanism.name;
      recordMethodInUse(session, "AUTH");
      const event = { type: "authenticated", mechanism: mechanism.name } as const;
      yield* perform({ do: "emit", event });
      return attempt;
    }
    if (attempt === "greet-again") {
      trying.greetedAgain = true;
      yield* greetAgain(session);
    } else if (attempt === "replan" || attempt === "speak-second") {
      trying.speakFirst = attempt === "replan";
    } else if (attempt !== "renewed") return attempt;
  }
}

/** Returns whether secrets may be sent: in clear text only with the user's consent, whatever the plan says. */
function maySendCredentials({ connection: { tls }, config }: Session): boolean {
  return tls || config.credentials?.allowCleartext === true;
}

/** Continues without authentication if authentication is only preferred. Nothing was sent. */
function* skipAuthentication(session: Session): Script<NextStep> {
  const { method } = choiceOf(session, "AUTH");
  if (session.wishes.AUTH === "require")
    throw createUnmetError(session, [choiceOf(session, "TLS")], "auth");
  if (method === undefined || method === WITHOUT_AUTHENTICATION) return "done";
  const reason = "tls-unavailable";
  for (const each of [method, ...mechanismsAfter(session, method)]) {
    yield* fallBack(session, { feature: "AUTH", method: each, reason, cost: 0, phase: "auth" });
  }
  return "done";
}

function* tryOne(session: Session, mechanism: Mechanism, trying: AuthTries): Script<Attempt> {
  if (!maySendCredentials(session)) throw new TypeError("Credentials must not go out here.");
  const { name, uses } = mechanism;
  const { user = "", pass } = session.config.credentials ?? {};
  if (uses === "token") trying.token ??= yield* fetchToken(session);
  const { token } = trying;
  const secrets = {
    user,
    ...(uses === "password" && pass !== undefined ? { pass } : {}),
    ...(uses === "token" && token !== undefined ? { token } : {}),
  };
  const exchanged = yield* runSaslExchange(session, mechanism, secrets, trying.speakFirst);
  if (!exchanged) {
    const reason = "not-possible-here";
    yield* fallBack(session, { feature: "AUTH", method: name, reason, cost: 0, phase: "auth" });
    return "replan";
  }
  const { reply, proofOwed, tooCostly } = exchanged;
  if (reply.code < 300 && !announcesClose(reply)) return "done";
  if (proofOwed && !tooCostly) session.proofOwedBy = name;
  return yield* refusedBy(session, mechanism, exchanged, trying);
}

/** Creates the error for a server that was asked to prove its identity and did not: no other mechanism is tried. */
function noOther(session: Session, owing: string, other: string): SmtpError {
  return new SmtpError(
    `${session.config.host} did not prove itself by ${owing}. ${other} was not tried, since it may give away more; no mail was sent.`,
    {
      code: "AUTH_REFUSED",
      phase: "auth",
      retry: "never",
      decisions: decisionsUntil(session, "auth"),
    },
  );
}

function* refusedBy(
  session: Session,
  { name, uses }: Mechanism,
  { reply, command, mutual, proofOwed, tooCostly }: SaslExchangeResult,
  trying: AuthTries,
): Script<Attempt> {
  const { greetedAgain: again, renewed, token } = trying;
  const reaction = reactToReply(session, reply, command.name, () => ({
    mechanism: name,
    initialResponse: command.initialResponse === true,
    proofOwed,
    repeated: again,
    tokenRenewable:
      uses === "token" && !renewed && session.config.credentials?.token === "renewable",
    mechanismsLeft: mechanismsAfter(session, name),
  }));
  if (tooCostly && reply.code !== 421) {
    // The reply only answers the cancelled exchange (RFC 4954 4).
    const reason = "too-costly";
    yield* fallBack(session, { feature: "AUTH", method: name, reason, cost: 2, phase: "auth" });
    return "replan";
  }
  const { reason } = reaction;
  const leaving = {
    feature: "AUTH",
    method: name,
    reason,
    reply,
    cost: 1,
    phase: "auth",
  } as const;
  switch (reaction.action) {
    case "already-authenticated":
      // The authentication that succeeded earlier on this connection counts.
      if (session.connection.authenticated && (!mutual || session.connection.mechanism === name))
        return "done";
      break;
    case "without-initial-response":
      return "speak-second";
    case "renew-token":
      trying.token = yield* fetchToken(session, token);
      trying.renewed = true;
      if (trying.token === token) break;
      return "renewed";
    case "resynchronize":
      if (again) break;
      return "greet-again";
    case "next-method":
      for (const other of mechanismsAfter(session, name).filter(isUselessAfter(name, reason))) {
        yield* fallBack(session, { ...leaving, method: other, cost: 0 });
      }
      yield* fallBack(session, leaving);
      return "replan";
    case "starttls-first": {
      if (session.connection.tls || isStarttlsDemanded(session)) break;
      demandStarttls(session);
      const next = yield* establishTls(session);
      if (next !== "done") return next;
      if (session.connection.tls) return "replan";
      break;
    }
    default:
  }
  if (reason === "closing") {
    const what = `${session.config.host} closed the session`;
    throw createRefusalError(session, "SERVER_UNAVAILABLE", "auth", what, reply, reaction);
  }
  if (session.wishes.AUTH !== "require") {
    yield* fallBack(session, leaving);
    for (const other of mechanismsAfter(session, name)) {
      yield* fallBack(session, { ...leaving, method: other, cost: 0 });
    }
    return "replan";
  }
  throw createRefusalError(
    session,
    getAuthErrorCode(reply, reaction),
    "auth",
    sentence(session, name, proofOwed),
    reply,
    reaction,
    {
      decisions: unmetBy(session, reply, reason),
    },
  );
}

/**
 * Returns the decision about AUTH for an error that ended all tries: a mechanism was refused, and no other one
 * helped.
 */
function unmetBy(session: Session, reply: Reply, reason: Reason): readonly Decision[] {
  const unmetNow = { outcome: "unmet", method: "nothing", reason, reply } as const;
  const others = decisionsUntil(session, "auth").filter(({ feature }) => feature !== "AUTH");
  const decision = { ...decisionOf(session, choiceOf(session, "AUTH")), ...unmetNow };
  return Object.freeze([...others, Object.freeze(decision)]);
}

/** Returns which other mechanisms the refusal of one mechanism rules out. */
function isUselessAfter(name: string, reason: Reason): (other: string) => boolean {
  if (NO_MECHANISM.includes(reason)) return () => true;
  if (reason !== "mechanism-too-weak") return () => false;
  const strength = (mechanism: string): number => MECHANISM_STRENGTH[mechanism] ?? 0;
  return (other) => strength(other) <= strength(name);
}

/** Reasons that mean that the server refuses authentication, not one mechanism. */
const NO_MECHANISM: readonly Reason[] = ["authentication-unavailable", "already-authenticated"];

function getAuthErrorCode(reply: Reply, { reason }: Reaction): SmtpErrorCode {
  if (reason === "garbage") return "PROTOCOL_VIOLATION";
  if (reply.code < 500) return "AUTH_TEMPORARY";
  return reason === "authentication-unavailable" ? "AUTH_UNAVAILABLE" : "AUTH_REFUSED";
}

function sentence(session: Session, mechanism: string, proofOwed: boolean): string {
  const host = `${session.config.host} did not accept the credentials by ${mechanism}`;
  if (!proofOwed) return `${host}; they were not tried again`;
  const binding = mechanism.endsWith("-PLUS")
    ? ` (where a server has another kind of channel binding than this runtime, leave ${mechanism} out of \`mechanisms\`)`
    : "";
  return `${host} and did not prove itself, so that no other mechanism was tried${binding}`;
}

/** Lists the mechanisms that the plan would try after this one, in the fallback order. */
function mechanismsAfter(session: Session, name: string): string[] {
  const names: string[] = [];
  let evidence = evidenceOf(session);
  for (
    let method: string | undefined = name;
    method !== undefined && method !== WITHOUT_AUTHENTICATION;
  ) {
    const exclusion = {
      feature: "AUTH",
      method,
      reason: "unsupported",
      extraRoundTrips: 0,
    } as const;
    evidence = { ...evidence, excluded: [...evidence.excluded, exclusion] };
    method = chooseMethod("AUTH", evidence, session.wishes, session.tables.fallbackOrders).method;
    if (method !== undefined && method !== WITHOUT_AUTHENTICATION) names.push(method);
  }
  return names;
}
