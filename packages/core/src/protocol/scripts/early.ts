/**
 * Early talk (PIPECONNECT, as Exim invites to it): EHLO is written without
 * waiting for the greeting, and behind it what the invitation lets the client
 * foresee: STARTTLS, or the envelope of the first message. It is a bet on what
 * the server said last time, so the real EHLO reply is compared with it, and it
 * never holds a credential or a whole message. Whatever goes otherwise than
 * foreseen, a new connection takes the ordinary way.
 */
import { NO_CAPABILITIES, parseEhlo } from "../capabilities.ts";
import { type Command, starttls } from "../command.ts";
import { perform, type Script } from "../effects.ts";
import { lost } from "../failure.ts";
import { concat } from "../octets.ts";
import type { Reply } from "../reply.ts";
import type { Invitation, Session } from "../session.ts";
import type { Because } from "../situation.ts";
import { choiceOf } from "../view.ts";
import {
  advance,
  announce,
  answer,
  encoded,
  judge,
  Reopen,
  receive,
  whyLost,
  write,
} from "../wire.ts";
import { costOfReopening, fallBack, settle } from "./fallback.ts";
import { hello } from "./hello.ts";

/** What the server offered last time in this state of TLS, where it is talked to early. */
export function invitationNow(session: Session): Invitation | undefined {
  if (choiceOf(session, "PIPECONNECT").way !== "early talk") return undefined;
  return session.invitations.find(({ tls }) => tls === session.tls);
}

/** Keeps what an EHLO reply offers for a next time, if it invites to that. */
export function noteInvitation(session: Session, { lines: [, ...lines] }: Reply): void {
  const { tls } = session;
  const others = session.invitationsNext.filter((invitation) => invitation.tls !== tls);
  const invites = lines.some((line) => line.toUpperCase() === "PIPECONNECT");
  session.invitationsNext = invites ? [...others, Object.freeze({ tls, lines })] : others;
}

/**
 * EHLO, and what may follow it, in the first flight of a connection or under fresh TLS.
 *
 * @param greeting whether the server's greeting is still to come
 * @throws {Reopen} when it did not go as foreseen
 */
export function* talkEarly(
  session: Session,
  invitation: Invitation,
  greeting: boolean,
): Script<void> {
  settle(session, "PIPECONNECT");
  settle(session, "ESMTP");
  const command = hello(session);
  try {
    yield* write(session, [yield* foreseen(session, invitation, command)], "ehlo");
    if (greeting) {
      const reply = yield* receive(session, "greeting", "(greeting)");
      advance(session, "GREETING", reply);
      yield* check(session, "GREETING", reply);
    }
    const reply = yield* answer(session, command, "ehlo");
    yield* check(session, "EHLO", reply);
    if (session.due > 0 && !sameOffer(reply, invitation)) {
      return yield* giveUp(session, "not-offered", reply);
    }
    session.greeted = "EHLO";
    session.capabilities = parseEhlo(reply);
    noteInvitation(session, reply);
  } catch (error) {
    if (error instanceof Reopen) throw error;
    const because = whyLost(error);
    if (!because) throw lost(session, error, "ehlo");
    return yield* giveUp(session, because);
  }
  const { capabilities } = session;
  yield* perform({ do: "tell", event: { type: "capabilities", capabilities } });
}

/** The octets of the flight, made as if the server had already said what it said last time. */
function* foreseen(session: Session, { lines }: Invitation, command: Command): Script<Uint8Array> {
  const pieces = [encoded(session, [command], "greeted")];
  if (session.observed) yield* announce(session, [command]);
  session.greeted = "EHLO";
  session.capabilities = parseEhlo({ code: 250, lines: ["", ...lines] });
  if (!session.tls && choiceOf(session, "TLS").way === "STARTTLS") {
    pieces.push(encoded(session, [starttls()], "ready"));
    if (session.observed) yield* announce(session, [starttls()]);
    session.due += 1;
  } else pieces.push(yield* session.ahead.fill([command]));
  session.greeted = "no";
  session.capabilities = NO_CAPABILITIES;
  return concat(pieces);
}

function* check(session: Session, asked: "GREETING" | "EHLO", reply: Reply): Script<void> {
  const { action, because } = judge(session, reply, asked, () => ({ grouped: true }));
  if (action !== "proceed") yield* giveUp(session, because, reply);
}

/** The bet is lost: the server is asked in the ordinary way, on another connection. */
function* giveUp(session: Session, because: Because, reply?: Reply): Script<never> {
  session.ending = true;
  session.invitationsNext = session.invitationsNext.filter(({ tls }) => tls !== session.tls);
  yield* fallBack(session, {
    feature: "PIPECONNECT",
    way: "early talk",
    because,
    ...(reply ? { reply } : {}),
    cost: costOfReopening(session),
    phase: "ehlo",
  });
  throw new Reopen();
}

/** The same keywords; some servers list them in another order every time. */
function sameOffer({ lines: [, ...lines] }: Reply, invitation: Invitation): boolean {
  return [...lines].sort().join("\n") === [...invitation.lines].sort().join("\n");
}
