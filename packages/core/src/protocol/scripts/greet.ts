/** EHLO, and HELO where EHLO is not available (RFC 5321 4.1.1.1, 3.2, 4.1.4). */

import { type Command, helo, rset } from "../command/command.ts";
import type { SmtpError } from "../errors/errors.ts";
import { createRefusalError, createUnmetError, toConnectionError } from "../errors/failure.ts";
import { OutOfSyncError } from "../errors/out-of-step.ts";
import { heloOnly, parseEhlo } from "../plan/capabilities.ts";
import { choiceOf } from "../plan/session-plan.ts";
import type { Reply } from "../reply/reply.ts";
import type { Reason } from "../reply/situation.ts";
import { perform, type Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { isInStep, lossReason, Reopen, reactToReply, sendCommand } from "../session/wire.ts";
import { noteInvitation } from "./early-pipelining.ts";
import { fallBack, reconnectCost, recordMethodInUse } from "./fallback.ts";
import { getClientName, getClientNames, hello } from "./hello.ts";

/**
 * Says hello by the plan's way and learns what the server offers.
 *
 * @throws {Reopen} when the next way needs a new connection
 */
export function* sendEhloOrHelo(session: Session): Script<void> {
  recordMethodInUse(session, "ESMTP");
  for (;;) {
    const choice = choiceOf(session, "ESMTP");
    if (choice.method === undefined || choice.outcome === "unmet") {
      throw createUnmetError(session, [choice], "ehlo");
    }
    if (choice.method === "HELO" ? yield* sayHelo(session) : yield* sayEhlo(session)) break;
  }
  const { capabilities } = session;
  yield* perform({ do: "emit", event: { type: "capabilities", capabilities } });
}

/** Returns true when the server took it, false when another way or name should be tried here. */
function* sayEhlo(session: Session): Script<boolean> {
  const reply = yield* sendHelloCommand(session, hello(session));
  const reaction = reactToReply(session, reply, "EHLO");
  switch (reaction.action) {
    case "proceed":
      session.greeted = "EHLO";
      session.capabilities = parseEhlo(reply);
      session.closedOnEhlo = false;
      if (session.pendingReplies === 0 && !isInStep(session)) throw strayBehind(session);
      noteInvitation(session, reply);
      return true;
    case "change-ehlo-name":
      return discardEhloName(session, reply);
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
      return false;
    default:
  }
  throw createRefusalError(session, codeFor(reply), "ehlo", "EHLO was refused", reply, reaction);
}

/** EHLO, or HELO where that was taken, once more on the same connection: brings both sides to a known state (RFC 5321 4.1.4). */
export function* greetAgain(session: Session): Script<void> {
  const { greeted } = session;
  const byHelo = greeted === "HELO";
  const reply = yield* sendHelloCommand(
    session,
    byHelo ? helo(getClientName(session)) : hello(session),
  );
  const reaction = reactToReply(session, reply, byHelo ? "HELO" : "EHLO", () => ({
    repeated: greeted !== "no",
  }));
  if (reaction.action === "ignore") return;
  if (reaction.action !== "proceed") {
    throw createRefusalError(session, codeFor(reply), "ehlo", "EHLO was refused", reply, reaction);
  }
  if (byHelo) return;
  session.greeted = "EHLO";
  session.capabilities = parseEhlo(reply);
}

/** HELO; a server that is confused by the refused EHLO before it gets RSET and HELO once more. */
function* sayHelo(session: Session): Script<boolean> {
  for (const last of [false, true]) {
    const reply = yield* sendHelloCommand(session, helo(getClientName(session)));
    const reaction = reactToReply(session, reply, "HELO", () => ({ repeated: last }));
    if (reaction.action === "proceed") {
      session.greeted = "HELO";
      session.capabilities = heloOnly(reply);
      return true;
    }
    if (reaction.action === "change-ehlo-name" && !last) return discardEhloName(session, reply);
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
  return false;
}

/** A server that says goodbye to RSET gets no second HELO. */
function* resetForHelo(session: Session): Script<void> {
  const reply = yield* sendHelloCommand(session, rset());
  if (!session.unusable) return;
  const what = "EHLO and HELO were refused, and the server ended the session";
  const reaction = reactToReply(session, reply, "RSET");
  throw createRefusalError(session, "SERVER_UNAVAILABLE", "ehlo", what, reply, reaction);
}

function* sendHelloCommand(session: Session, command: Command): Script<Reply> {
  try {
    return yield* sendCommand(session, command, "ehlo");
  } catch (error) {
    const reason = lossReason(error);
    const unknown = command.name === "EHLO" && session.greeted === "no" && !session.tls;
    if (unknown && reason === "disconnected") {
      // A required feature needs EHLO, so HELO is no alternative: the connection is lost.
      const again = session.wishes.ESMTP === "require";
      if (again && session.closedOnEhlo) throw toConnectionError(session, error, "ehlo");
      session.closedOnEhlo = true;
      if (!again) yield* leaveEhlo(session, reason);
      throw new Reopen();
    }
    throw toConnectionError(session, error, "ehlo");
  }
}

/** No later reply could be matched to its command. */
function strayBehind(session: Session): SmtpError {
  session.unusable = true;
  const what = "It sent something behind its reply to EHLO that nobody asked for.";
  return toConnectionError(session, new OutOfSyncError(what), "ehlo");
}

function* leaveEhlo(session: Session, reason: Reason): Script<void> {
  yield* fallBack(session, {
    feature: "ESMTP",
    method: "EHLO",
    reason,
    cost: reconnectCost(session),
    phase: "ehlo",
  });
}

function codeFor(reply: Reply): "SERVER_UNAVAILABLE" | "GREETING_REFUSED" {
  return reply.code < 500 ? "SERVER_UNAVAILABLE" : "GREETING_REFUSED";
}

/** Sets the present name aside; false asks for the next one, an error says that none is left. */
export function discardEhloName(session: Session, reply: Reply): false {
  const name = getClientName(session);
  session.namesRefused = [...session.namesRefused, name];
  session.roundTripsOnce += 1;
  if (getClientNames(session).some((next) => !session.namesRefused.includes(next))) return false;
  const reaction = reactToReply(session, reply, "EHLO");
  const what = `The server refused the name ${name} in EHLO; give a fully-qualified host name as \`name\``;
  throw createRefusalError(session, "GREETING_REFUSED", "ehlo", what, reply, reaction);
}
