/**
 * Early pipelining (PIPECONNECT, announced by Exim): EHLO is written without waiting for the greeting, followed by
 * what the server's last EHLO reply allows: STARTTLS, or the envelope of the first message. The client assumes that
 * the server offers the same as last time and compares the real EHLO reply with that. An early flight never has a
 * credential or a whole message. If anything differs, a new connection uses the normal order.
 */

import { concat } from "../bytes/octets.ts";
import { type Command, starttls } from "../command/command.ts";
import { toConnectionError } from "../errors/failure.ts";
import { NO_CAPABILITIES, parseEhlo } from "../plan/capabilities.ts";
import { choiceOf } from "../plan/session-plan.ts";
import type { Reply } from "../reply/reply.ts";
import type { Reason } from "../reply/situation.ts";
import { perform, type Script } from "../session/effects.ts";
import type { Invitation, Session } from "../session/session.ts";
import {
  advancePhase,
  emitCommandEvent,
  encodeCommands,
  lossReason,
  reactToReply,
  receiveReply,
  receiveReplyTo,
  write,
} from "../session/wire.ts";
import { fallBack, recordMethodInUse } from "./fallback.ts";
import { hello } from "./hello.ts";
import type { NextStep, RetryPlace } from "./next-step.ts";

/** Returns what the server offered last time in the same state of TLS, if the server allows early pipelining. */
export function invitationNow(session: Session): Invitation | undefined {
  if (choiceOf(session, "PIPECONNECT").method !== "early pipelining") return undefined;
  return session.invitations.find(({ tls }) => tls === session.tls);
}

/** Keeps what an EHLO reply offers for the next connection, if the reply allows early pipelining. */
export function noteInvitation(session: Session, { lines: [, ...lines] }: Reply): void {
  const { tls } = session;
  const others = session.invitationsNext.filter((invitation) => invitation.tls !== tls);
  const invites = lines.some((line) => line.toUpperCase() === "PIPECONNECT");
  session.invitationsNext = invites ? [...others, Object.freeze({ tls, lines })] : others;
}

/**
 * Writes EHLO and what may follow it in the first flight of a connection or after the TLS handshake.
 *
 * @param greeting whether the server's greeting is still to come
 * @returns where to try again, if the server did not answer as expected
 */
export function* openWithEarlyPipelining(
  session: Session,
  invitation: Invitation,
  greeting: boolean,
): Script<NextStep> {
  recordMethodInUse(session, "PIPECONNECT");
  recordMethodInUse(session, "ESMTP");
  const command = hello(session);
  try {
    yield* write(session, [yield* encodeEarlyFlight(session, invitation, command)], "ehlo");
    if (greeting) {
      const reply = yield* receiveReply(session, "greeting", "(greeting)");
      advancePhase(session, "GREETING", reply);
      const next = yield* checkEarlyReply(session, "GREETING", reply);
      if (next !== "done") return next;
    }
    const reply = yield* receiveReplyTo(session, command, "ehlo");
    const next = yield* checkEarlyReply(session, "EHLO", reply);
    if (next !== "done") return next;
    if (session.pendingReplies > 0 && !sameOffer(reply, invitation)) {
      return yield* abandonEarlyPipelining(session, "not-offered", reply);
    }
    session.greeted = "EHLO";
    session.capabilities = parseEhlo(reply);
    noteInvitation(session, reply);
  } catch (error) {
    const reason = lossReason(error);
    if (!reason) throw toConnectionError(session, error, "ehlo");
    return yield* abandonEarlyPipelining(session, reason);
  }
  const { capabilities } = session;
  yield* perform({ do: "emit", event: { type: "capabilities", capabilities } });
  return "done";
}

/** Encodes the flight as if the server had already repeated its last EHLO reply. */
function* encodeEarlyFlight(
  session: Session,
  { lines }: Invitation,
  command: Command,
): Script<Uint8Array> {
  const pieces = [encodeCommands(session, [command], "greeted")];
  if (session.observed) yield* emitCommandEvent(session, [command]);
  session.greeted = "EHLO";
  session.capabilities = parseEhlo({ code: 250, lines: ["", ...lines] });
  if (!session.tls && choiceOf(session, "TLS").method === "STARTTLS") {
    pieces.push(encodeCommands(session, [starttls()], "ready"));
    if (session.observed) yield* emitCommandEvent(session, [starttls()]);
    session.pendingReplies += 1;
  } else pieces.push(yield* session.pipelinedCommands.appendToFlight([command]));
  session.greeted = "no";
  session.capabilities = NO_CAPABILITIES;
  return concat(pieces);
}

function* checkEarlyReply(
  session: Session,
  commandName: "GREETING" | "EHLO",
  reply: Reply,
): Script<NextStep> {
  const { action, reason } = reactToReply(session, reply, commandName, () => ({ grouped: true }));
  return action === "proceed" ? "done" : yield* abandonEarlyPipelining(session, reason, reply);
}

/** Repeats the opening in the normal order on another connection. */
function* abandonEarlyPipelining(
  session: Session,
  reason: Reason,
  reply?: Reply,
): Script<RetryPlace> {
  session.unusable = true;
  session.invitationsNext = session.invitationsNext.filter(({ tls }) => tls !== session.tls);
  yield* fallBack(session, {
    feature: "PIPECONNECT",
    method: "early pipelining",
    reason,
    ...(reply ? { reply } : {}),
    cost: session.meter.reconnectCost,
    phase: "ehlo",
  });
  return "on a new connection";
}

/** Compares the keywords in any order; some servers list them differently every time. */
function sameOffer({ lines: [, ...lines] }: Reply, invitation: Invitation): boolean {
  return [...lines].sort().join("\n") === [...invitation.lines].sort().join("\n");
}
