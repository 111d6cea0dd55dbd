/**
 * Prepares another try after an objection to the envelope, or throws if there is none. Each cause gets one retry.
 * Which reply allows a retry is in the reaction table. Flights without a reply are in `lost-flight.ts`.
 */

import { rset } from "../command/command.ts";
import { requiredFeatures } from "../command/parameters.ts";
import type { SmtpError, SmtpErrorCode } from "../errors/errors.ts";
import { createRefusalError, createUnmetError } from "../errors/failure.ts";
import { OutOfSyncError } from "../errors/out-of-sync.ts";
import type { Feature } from "../plan/feature.ts";
import { choiceOf, isOfHint } from "../plan/session-plan.ts";
import { announcesClose } from "../reply/reply.ts";
import type { Reason } from "../reply/situation.ts";
import { type Delivery, recipientOutcomes } from "../session/delivery.ts";
import { perform, type Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { canPipeline, reactToReply, sendCommand } from "../session/wire.ts";
import { authenticate } from "./auth.ts";
import { bodyFeature, canResendReencoded, isRecodable } from "./body-encoding.ts";
import { dropParameters, methodsWithParameters } from "./drop-parameters.ts";
import type { RefusedCommand } from "./envelope-state.ts";
import { type FallbackCause, fallBack, repeat } from "./fallback.ts";
import { discardEhloName, greetAgain } from "./greet.ts";
import { ACROSS_MESSAGES, pipeliningMethodToExclude } from "./lost-flight.ts";
import type { NextStep, RetryPlace } from "./next-step.ts";
import { demandStarttls, establishTls } from "./secure.ts";
import { onTrial, withdrawTrials } from "./trial.ts";

/**
 * Prepares another try of the envelope.
 *
 * @returns where to try again
 * @throws {SmtpError} if another try is not allowed
 */
export function* prepareRetry(
  session: Session,
  delivery: Delivery,
  objection: RefusedCommand,
): Script<RetryPlace> {
  const { command, reply, reaction, pipelined = false } = objection;
  const { reason, feature, scope } = reaction;
  const { name } = command;
  if (wasRetriedFor(delivery, objection)) return yield* throwRefusal(session, delivery, objection);
  delivery.retriedCauses = [...delivery.retriedCauses, causeOf(objection)];
  const anew = session.connection.unusable || scope === "connection";
  const cost = anew ? session.meter.reconnectCost : 1;
  const answered = { reply, command: command.shown };
  const leaving = { reason, ...answered, cost, phase: "envelope" } as const;
  const unhinted = name === "DATA" && UNKNOWN_COMMAND.includes(reply.code) && dropHints(session);
  switch (unhinted ? "resynchronize" : reaction.action) {
    case "without-parameters":
      yield* onTrial(session, delivery, name, dropParameters(session, [objection]));
      return "on this connection";
    case "next-method": {
      if (!feature) break;
      const methods = {
        ...findRefusedMethods(session, feature),
        ...pipeliningMethodToExclude(feature, pipelined),
      };
      const exclusion = { ...leaving, feature, ...methods };
      if (feature === "PIPELINING") {
        yield* onTrial(session, delivery, name, fallBack(session, exclusion));
      } else yield* fallBack(session, exclusion);
      return anew ? "on a new connection" : "on this connection";
    }
    case "re-encode":
      // The whole message was sent with its envelope.
      if (!(yield* canResendReencoded(session, delivery))) break;
      yield* fallBack(session, { ...leaving, feature: bodyFeature(delivery) });
      return "on this connection";
    case "starttls-first": {
      demandStarttls(session);
      let next = yield* resetAnd(session, delivery, establishTls);
      if (next !== "done") return next;
      if (!session.connection.tls) break;
      next = yield* authenticate(session);
      return next === "done" ? "on this connection" : next;
    }
    case "authenticate-first": {
      if (session.connection.authenticated || !session.config.credentials) break;
      const next = yield* resetAnd(session, delivery, authenticate);
      if (next !== "done") return next;
      if (!session.connection.authenticated) break;
      return "on this connection";
    }
    case "resynchronize":
      return yield* resynchronize(session, delivery, objection, leaving);
    case "change-ehlo-name":
      discardEhloName(session, reply);
      yield* repeat(session, leaving);
      return "on a new connection";
    case "reconnect":
      if (session.connection.messagesSent > 0 && reason === "closing") {
        yield* perform({ do: "emit", event: { type: "reconnect", reason, reply } });
      } else yield* repeat(session, leaving);
      return "on a new connection";
    default:
  }
  return yield* throwRefusal(session, delivery, objection);
}

/** Brings both sides to a known state, so that the same commands can be sent again (RFC 5321 4.1.4). */
function* resynchronize(
  session: Session,
  delivery: Delivery,
  { command, pipelined = false }: RefusedCommand,
  leaving: Omit<FallbackCause, "feature" | "method">,
): Script<RetryPlace> {
  if (pipelined) {
    // A command behind another message may only have been in the wrong position.
    yield* fallBack(session, { ...leaving, feature: "PIPELINING", method: ACROSS_MESSAGES });
  }
  let more = canPipeline(session) ? 0 : 1;
  if (command.name === "MAIL" && !session.connection.unusable) {
    const next = yield* resetAnd(session, delivery, greetAgain);
    if (next !== "done") return next;
    more = 0;
  }
  const cost = session.connection.unusable ? leaving.cost : session.meter.transactionCost + more;
  yield* repeat(session, { ...leaving, cost });
  return "on this connection";
}

/** Reply codes of servers that do not know a command. */
const UNKNOWN_COMMAND: readonly number[] = [500, 502];

/**
 * Returns true if only hints from earlier sessions excluded BDAT. The hints are dropped, so that BDAT is tried next.
 */
function dropHints(session: Session): boolean {
  const { knowledge } = session.connection;
  const { excludedMethods } = knowledge;
  knowledge.excludedMethods = excludedMethods.filter(
    ({ feature, reason }) => feature !== "CHUNKING" || !isOfHint(reason),
  );
  if (choiceOf(session, "CHUNKING").method !== "DATA") return true;
  knowledge.excludedMethods = excludedMethods;
  return false;
}

/** Throws the refusal as the outcome: no other method helps. */
function* throwRefusal(
  session: Session,
  delivery: Delivery,
  objection: RefusedCommand,
): Script<never> {
  yield* withdrawTrials(session, delivery);
  throw refusal(session, delivery, objection);
}

/** Returns the refused methods: those that send something of the extension, or all methods if none does. */
function findRefusedMethods(
  session: Session,
  feature: Feature,
): { readonly method?: readonly string[] } {
  const method = methodsWithParameters(session, feature);
  return method.length > 0 ? { method } : {};
}

/**
 * Returns whether the envelope was already retried for this cause. Commands that the server calls out of sequence are
 * repeated only if nothing else of the message was repeated.
 */
export function wasRetriedFor({ retriedCauses }: Delivery, objection: RefusedCommand): boolean {
  if (objection.reaction.reason === "bad-sequence") return retriedCauses.some(isRepetition);
  return retriedCauses.includes(causeOf(objection));
}

/** Returns whether the cause counts as a repetition: a try on a connection that was closing does not count. */
function isRepetition(cause: string): boolean {
  return !cause.includes(" closing");
}

function causeOf({ command, reaction, pipelined }: RefusedCommand): string {
  const { action, reason, parameters = [] } = reaction;
  return [command.name, action, reason, ...parameters, ...(pipelined ? ["pipelined"] : [])].join(
    " ",
  );
}

/** Resets the transaction, then runs a script that needs a session without one (RFC 3207 4, RFC 4954 4). */
function* resetAnd(
  session: Session,
  delivery: Delivery,
  script: (session: Session) => Script<NextStep>,
): Script<NextStep> {
  if (session.connection.unusable) return "on a new connection";
  if (session.connection.phase !== "ready") {
    const command = rset();
    const reply = yield* sendCommand(session, command, "command");
    const reaction = reactToReply(session, reply, "RSET");
    if (reaction.action !== "proceed") {
      const next = yield* prepareRetry(session, delivery, { command, reply, reaction });
      if (next !== "on this connection") return next;
    }
  }
  return yield* script(session);
}

function refusal(session: Session, delivery: Delivery, objection: RefusedCommand): Error {
  const { command, reply, reaction } = objection;
  if (reply.code < 400 && !announcesClose(reply))
    return new OutOfSyncError("It said yes to what it was not asked.");
  const temporary = reply.code < 500;
  const rejected = { outcome: "rejected", temporary, reply } as const;
  const recipients = recipientOutcomes(
    delivery,
    command.name === "RCPT" ? NOT_SENT_OUTCOME : rejected,
    rejected,
  );
  if (reaction.reason === "parameter-unsupported") {
    return parameterRefused(session, delivery, objection, recipients);
  }
  if (reaction.reason === "tls-required") {
    const choice = { ...choiceOf(session, "TLS"), reason: reaction.reason, reply } as const;
    return createUnmetError(session, [choice], "envelope", {
      command: command.shown,
      reply,
      recipients,
    });
  }
  const [code, what] = ERROR_BY_COMMAND[command.name] ?? ERROR_BY_COMMAND.MAIL;
  return createRefusalError(
    session,
    ERROR_CODE_BY_REASON[reaction.reason] ?? code,
    "envelope",
    what,
    reply,
    reaction,
    {
      command: command.shown,
      recipients,
    },
  );
}

/** Creates the error for a refused parameter that must not be dropped. */
function parameterRefused(
  session: Session,
  delivery: Delivery,
  { command, reply, reaction }: RefusedCommand,
  recipients: SmtpError["recipients"],
): SmtpError {
  const features = requiredFeatures(session, command, () => isRecodable(delivery));
  const { reason } = reaction;
  const choices = features.map((feature) => ({ ...choiceOf(session, feature), reason, reply }));
  return createUnmetError(session, choices, "envelope", {
    command: command.shown,
    reply,
    recipients,
  });
}

const NOT_SENT_OUTCOME = { outcome: "not-sent", temporary: true } as const;

type UnmetKind = readonly [SmtpErrorCode, string];

const ERROR_BY_COMMAND: { readonly [commandName: string]: UnmetKind } & {
  readonly MAIL: UnmetKind;
} = {
  MAIL: ["SENDER_REFUSED", "The sender was refused"],
  RCPT: ["RECIPIENTS_REFUSED", "A recipient was refused in a way that ends the transaction"],
  DATA: ["MESSAGE_REFUSED", "The server would not take the message"],
  BDAT: ["MESSAGE_REFUSED", "The server would not take the message"],
  RSET: ["PROTOCOL_VIOLATION", "The server would not begin afresh"],
};

const ERROR_CODE_BY_REASON: Partial<Record<Reason, SmtpErrorCode>> = {
  "authentication-required": "AUTH_REQUIRED",
  "too-large": "MESSAGE_TOO_LARGE",
  closing: "SERVER_UNAVAILABLE",
  "server-unavailable": "SERVER_UNAVAILABLE",
};
