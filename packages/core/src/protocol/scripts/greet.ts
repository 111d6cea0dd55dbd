/** EHLO, and HELO where EHLO is not available (RFC 5321 4.1.1.1, 3.2, 4.1.4). */
import { heloOnly, parseEhlo } from "../capabilities.ts";
import { type Command, helo, rset } from "../command.ts";
import { perform, type Script } from "../effects.ts";
import type { SmtpError } from "../errors.ts";
import { lost, refused, unmet } from "../failure.ts";
import { OutOfStep } from "../out-of-step.ts";
import type { Reply } from "../reply.ts";
import type { Session } from "../session.ts";
import type { Because } from "../situation.ts";
import { choiceOf } from "../view.ts";
import { ask, isInStep, judge, Reopen, whyLost } from "../wire.ts";
import { noteInvitation } from "./early.ts";
import { costOfReopening, fallBack, settle } from "./fallback.ts";
import { hello, nameOf, namesOf } from "./hello.ts";

/**
 * Says hello by the plan's way and learns what the server offers.
 *
 * @throws {Reopen} when the next way needs a new connection
 */
export function* greet(session: Session): Script<void> {
  settle(session, "ESMTP");
  for (;;) {
    const choice = choiceOf(session, "ESMTP");
    if (choice.way === undefined || choice.outcome === "unmet") {
      throw unmet(session, [choice], "ehlo");
    }
    if (choice.way === "HELO" ? yield* sayHelo(session) : yield* sayEhlo(session)) break;
  }
  const { capabilities } = session;
  yield* perform({ do: "tell", event: { type: "capabilities", capabilities } });
}

/** Returns true when the server took it, false when another way or name should be tried here. */
function* sayEhlo(session: Session): Script<boolean> {
  const reply = yield* said(session, hello(session));
  const reaction = judge(session, reply, "EHLO");
  switch (reaction.action) {
    case "proceed":
      session.greeted = "EHLO";
      session.capabilities = parseEhlo(reply);
      session.closedOnEhlo = false;
      if (session.due === 0 && !isInStep(session)) throw strayBehind(session);
      noteInvitation(session, reply);
      return true;
    case "fix-name":
      return refuseName(session, reply);
    case "next-way":
      if (reaction.feature !== "ESMTP") break;
      yield* fallBack(session, {
        feature: "ESMTP",
        way: "EHLO",
        because: reaction.because,
        reply,
        cost: 1,
        phase: "ehlo",
      });
      return false;
    default:
  }
  throw refused(session, codeFor(reply), "ehlo", "EHLO was refused", reply, reaction);
}

/** EHLO, or HELO where that was taken, once more on the same connection: brings both sides to a known state (RFC 5321 4.1.4). */
export function* greetAgain(session: Session): Script<void> {
  const { greeted } = session;
  const byHelo = greeted === "HELO";
  const reply = yield* said(session, byHelo ? helo(nameOf(session)) : hello(session));
  const reaction = judge(session, reply, byHelo ? "HELO" : "EHLO", () => ({
    again: greeted !== "no",
  }));
  if (reaction.action === "ignore") return;
  if (reaction.action !== "proceed") {
    throw refused(session, codeFor(reply), "ehlo", "EHLO was refused", reply, reaction);
  }
  if (byHelo) return;
  session.greeted = "EHLO";
  session.capabilities = parseEhlo(reply);
}

/** HELO; a server that is confused by the refused EHLO before it gets RSET and HELO once more. */
function* sayHelo(session: Session): Script<boolean> {
  for (const last of [false, true]) {
    const reply = yield* said(session, helo(nameOf(session)));
    const reaction = judge(session, reply, "HELO", () => ({ again: last }));
    if (reaction.action === "proceed") {
      session.greeted = "HELO";
      session.capabilities = heloOnly(reply);
      return true;
    }
    if (reaction.action === "fix-name" && !last) return refuseName(session, reply);
    if (last || reaction.action !== "resynchronize") {
      throw refused(session, codeFor(reply), "ehlo", "EHLO and HELO were refused", reply, reaction);
    }
    yield* resetForHelo(session);
  }
  return false;
}

/** A server that says goodbye to RSET gets no second HELO. */
function* resetForHelo(session: Session): Script<void> {
  const reply = yield* said(session, rset());
  if (!session.ending) return;
  const what = "EHLO and HELO were refused, and the server ended the session";
  const reaction = judge(session, reply, "RSET");
  throw refused(session, "SERVER_UNAVAILABLE", "ehlo", what, reply, reaction);
}

function* said(session: Session, command: Command): Script<Reply> {
  try {
    return yield* ask(session, command, "ehlo");
  } catch (error) {
    const because = whyLost(error);
    const unknown = command.asked === "EHLO" && session.greeted === "no" && !session.tls;
    if (unknown && because === "disconnected") {
      // A required feature needs EHLO, so HELO is no alternative: the connection is lost.
      const again = session.wishes.ESMTP === "require";
      if (again && session.closedOnEhlo) throw lost(session, error, "ehlo");
      session.closedOnEhlo = true;
      if (!again) yield* leaveEhlo(session, because);
      throw new Reopen();
    }
    throw lost(session, error, "ehlo");
  }
}

/** No later reply could be matched to its command. */
function strayBehind(session: Session): SmtpError {
  session.ending = true;
  const what = "It sent something behind its reply to EHLO that nobody asked for.";
  return lost(session, new OutOfStep(what), "ehlo");
}

function* leaveEhlo(session: Session, because: Because): Script<void> {
  yield* fallBack(session, {
    feature: "ESMTP",
    way: "EHLO",
    because,
    cost: costOfReopening(session),
    phase: "ehlo",
  });
}

function codeFor(reply: Reply): "SERVER_UNAVAILABLE" | "GREETING_REFUSED" {
  return reply.code < 500 ? "SERVER_UNAVAILABLE" : "GREETING_REFUSED";
}

/** Sets the present name aside; false asks for the next one, an error says that none is left. */
export function refuseName(session: Session, reply: Reply): false {
  const name = nameOf(session);
  session.namesRefused = [...session.namesRefused, name];
  session.roundTripsOnce += 1;
  if (namesOf(session).some((next) => !session.namesRefused.includes(next))) return false;
  const reaction = judge(session, reply, "EHLO");
  const what = `The server refused the name ${name} in EHLO; give a fully-qualified host name as \`name\``;
  throw refused(session, "GREETING_REFUSED", "ehlo", what, reply, reaction);
}
