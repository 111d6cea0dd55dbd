/**
 * Sends EHLO, or HELO if the server refuses EHLO, and keeps the capabilities (RFC 5321 4.1.1.1, 3.2, 4.1.4).
 * Waiting for the server's greeting is in `reach.ts`; the name of the client is in `hello.ts`.
 */

import { type Command, helo, rset } from "../command/command.ts";
import type { SmtpError } from "../errors/errors.ts";
import { createRefusalError, createUnmetError, toConnectionError } from "../errors/failure.ts";
import { OutOfSyncError } from "../errors/out-of-sync.ts";
import { type Capabilities, heloOnly, parseEhlo } from "../plan/capabilities.ts";
import { choiceOf } from "../plan/session-plan.ts";
import type { Reply } from "../reply/reply.ts";
import { perform, type Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { isInStep, lossReason, reactToReply, sendCommand } from "../session/wire.ts";
import { fallBack, recordMethodInUse } from "./fallback.ts";
import { getClientName, getClientNames, hello } from "./hello.ts";
import { isRetry, type NextStep } from "./next-step.ts";

/**
 * Sends EHLO or HELO, as the plan says, and learns what the server offers.
 *
 * @returns where to try again, if the next method needs a new connection
 */
export function* sendEhloOrHelo(session: Session): Script<NextStep> {
  recordMethodInUse(session, "ESMTP");
  for (;;) {
    const choice = choiceOf(session, "ESMTP");
    if (choice.method === undefined || choice.outcome === "unmet") {
      throw createUnmetError(session, [choice], "ehlo");
    }
    const next = choice.method === "HELO" ? yield* sayHelo(session) : yield* sayEhlo(session);
    if (next === "done") break;
    if (next !== "on this connection") return next;
  }
  const { capabilities } = session.connection;
  yield* perform({ do: "emit", event: { type: "capabilities", capabilities } });
  return "done";
}

/** Sends EHLO. Another method or name may be tried on this connection. */
function* sayEhlo(session: Session): Script<NextStep> {
  const reply = yield* sendEhlo(session);
  if (isRetry(reply)) return reply;
  const reaction = reactToReply(session, reply, "EHLO");
  switch (reaction.action) {
    case "proceed":
      noteGreeted(session, "EHLO", parseEhlo(reply));
      session.connection.knowledge.closedOnEhlo = false;
      if (!isInStep(session)) throw strayBehind(session);
      return "done";
    case "change-ehlo-name":
      discardEhloName(session, reply);
      return "on this connection";
    case "next-method":
      if (reaction.feature !== "ESMTP") break;
      yield* fallBack(session, {
        feature: "ESMTP",
        method: "EHLO",
        reason: reaction.reason,
        reply,
        cost: 1,
        phase: "ehlo",
      });
      return "on this connection";
    default:
  }
  throw createRefusalError(session, codeFor(reply), "ehlo", "EHLO was refused", reply, reaction);
}

/** Repeats EHLO (or HELO) on the same connection to bring both sides to a known state (RFC 5321 4.1.4). */
export function* greetAgain(session: Session): Script<"done"> {
  const { greeted } = session.connection;
  const byHelo = greeted === "HELO";
  const reply = yield* sendHelloCommand(
    session,
    byHelo ? helo(getClientName(session)) : hello(session),
  );
  const reaction = reactToReply(session, reply, byHelo ? "HELO" : "EHLO", () => ({
    repeated: greeted !== "no",
  }));
  if (reaction.action === "ignore") return "done";
  if (reaction.action !== "proceed") {
    throw createRefusalError(session, codeFor(reply), "ehlo", "EHLO was refused", reply, reaction);
  }
  if (byHelo) return "done";
  noteGreeted(session, "EHLO", parseEhlo(reply));
  return "done";
}

function noteGreeted(
  { connection }: Session,
  by: "EHLO" | "HELO",
  capabilities: Capabilities,
): void {
  connection.greeted = by;
  connection.capabilities = capabilities;
}

/** Sends HELO. A server that is confused by the refused EHLO gets RSET and HELO once more. */
function* sayHelo(session: Session): Script<NextStep> {
  for (const last of [false, true]) {
    const reply = yield* sendHelloCommand(session, helo(getClientName(session)));
    const reaction = reactToReply(session, reply, "HELO", () => ({ repeated: last }));
    if (reaction.action === "proceed") {
      noteGreeted(session, "HELO", heloOnly(reply));
      return "done";
    }
    if (reaction.action === "change-ehlo-name" && !last) {
      discardEhloName(session, reply);
      return "on this connection";
    }
    if (last || reaction.action !== "resynchronize") {
      throw createRefusalError(
        session,
        codeFor(reply),
        "ehlo",
        "EHLO and HELO were refused",
        reply,
        reaction,
      );
    }
    yield* resetForHelo(session);
  }
  return "on this connection";
}

/** Sends RSET before the second HELO. Does not continue if the server closes the session on RSET. */
function* resetForHelo(session: Session): Script<void> {
  const reply = yield* sendHelloCommand(session, rset());
  if (!session.connection.unusable) return;
  const what = "EHLO and HELO were refused, and the server ended the session";
  const reaction = reactToReply(session, reply, "RSET");
  throw createRefusalError(session, "SERVER_UNAVAILABLE", "ehlo", what, reply, reaction);
}

/** Sends the first EHLO of a connection. A server that closes the connection on EHLO may not know it. */
function* sendEhlo(session: Session): Script<NextStep<Reply>> {
  try {
    return yield* sendCommand(session, hello(session), "ehlo");
  } catch (error) {
    const reason = lossReason(error);
    // A required feature needs EHLO, so HELO is no alternative: EHLO is tried again on a new connection.
    const again = session.wishes.ESMTP === "require";
    if (
      session.connection.tls ||
      reason !== "disconnected" ||
      (again && session.connection.knowledge.closedOnEhlo)
    )
      throw toConnectionError(session, error, "ehlo");
    session.connection.knowledge.closedOnEhlo = true;
    if (!again) {
      const cost = session.meter.reconnectCost;
      yield* fallBack(session, { feature: "ESMTP", method: "EHLO", reason, cost, phase: "ehlo" });
    }
    return "on a new connection";
  }
}

function* sendHelloCommand(session: Session, command: Command): Script<Reply> {
  try {
    return yield* sendCommand(session, command, "ehlo");
  } catch (error) {
    throw toConnectionError(session, error, "ehlo");
  }
}

/** Creates the error for an unexpected reply: no later reply could be matched to its command. */
function strayBehind(session: Session): SmtpError {
  session.connection.unusable = true;
  const what = "It sent something behind its reply to EHLO that nobody asked for.";
  return toConnectionError(session, new OutOfSyncError(what), "ehlo");
}

function codeFor(reply: Reply): "SERVER_UNAVAILABLE" | "GREETING_REFUSED" {
  return reply.code < 500 ? "SERVER_UNAVAILABLE" : "GREETING_REFUSED";
}

/**
 * Excludes the current client name, so that the next one is sent.
 *
 * @throws {SmtpError} if no name is left
 */
export function discardEhloName(session: Session, reply: Reply): void {
  const name = getClientName(session);
  const { knowledge } = session.connection;
  knowledge.namesRefused = [...knowledge.namesRefused, name];
  session.meter.once += 1;
  if (getClientNames(session).some((next) => !knowledge.namesRefused.includes(next))) return;
  const reaction = reactToReply(session, reply, "EHLO");
  const what = `The server refused the name ${name} in EHLO; give a fully-qualified host name as \`name\``;
  throw createRefusalError(session, "GREETING_REFUSED", "ehlo", what, reply, reaction);
}
