/** TLS: implicit, by STARTTLS, on the other port, or not at all (RFC 3207, RFC 8314). */
import { NO_CAPABILITIES } from "../capabilities.ts";
import { starttls } from "../command.ts";
import { perform, type Script } from "../effects.ts";
import { SmtpError } from "../errors.ts";
import { lost, refused, unmet } from "../failure.ts";
import type { Reply } from "../reply.ts";
import type { Session } from "../session.ts";
import type { Because } from "../situation.ts";
import { TransportError, type TransportErrorKind } from "../transport-error.ts";
import { choiceOf, decisionOf, decisionsUntil } from "../view.ts";
import { answer, ask, judge, Reopen, whyLost } from "../wire.ts";
import { BESIDE } from "./beside.ts";
import { invitationNow, talkEarly } from "./early.ts";
import { costOfReopening, fallBack, settle } from "./fallback.ts";
import { greet } from "./greet.ts";

/** The port for submission under TLS from the first byte (RFC 8314 7.3). */
const IMPLICIT_PORT = 465;
const OTHER_PORT = "implicit TLS on port 465";
const ELSEWHERE: readonly (string | undefined)[] = [OTHER_PORT, BESIDE];

/**
 * Brings the connection under TLS by the plan's way.
 *
 * @throws {Reopen} when the next way needs a new connection
 * @throws {SmtpError} CERTIFICATE_REFUSED always when the peer cannot prove its name
 */
export function* secure(session: Session): Script<void> {
  // On the other port or connection the way is still the one that led there.
  if (!session.tls || !ELSEWHERE.includes(session.settled.TLS)) settle(session, "TLS");
  while (!session.tls) {
    const choice = choiceOf(session, "TLS");
    if (choice.because === "withdrawn") {
      const decision = decisionOf(session, choice);
      yield* perform({ do: "tell", event: { type: "decision", decision } });
    }
    if (choice.way === undefined || choice.outcome === "unmet")
      throw unmet(session, [choice], "tls");
    if (choice.way === OTHER_PORT) {
      session.target = { ...session.target, port: IMPLICIT_PORT, tls: "implicit" };
      session.avoid = [];
      throw new Reopen();
    }
    if (choice.way !== "STARTTLS") return;
    yield* startTls(session);
  }
}

const WHY_NOT: Partial<Record<TransportErrorKind, Because>> = {
  timeout: "silence",
  handshake: "handshake-failed",
};

/** When the second endpoint cannot be reached either, the first one is gone back to without TLS. */
export function* implicitAfterAll(session: Session, error: unknown): Script<void> {
  const { config, target } = session;
  const second =
    config.port === undefined && config.tls !== "implicit" && target.port === IMPLICIT_PORT;
  const reachable = error instanceof TransportError && error.kind === "certificate";
  if (
    !second ||
    reachable ||
    !(error instanceof TransportError) ||
    ["aborted", "expired"].includes(error.kind)
  )
    return;
  session.target = { ...target, port: 587, tls: "starttls" };
  session.avoid = [];
  const because = WHY_NOT[error.kind] ?? "disconnected";
  const cost = costOfReopening(session) + 1;
  yield* fallBack(session, { feature: "TLS", way: OTHER_PORT, because, cost, phase: "tls" });
  throw new Reopen();
}

function* startTls(session: Session): Script<void> {
  const reply = yield* asked(session);
  const reaction = judge(session, reply, "STARTTLS");
  if (reaction.action === "next-way") {
    const { because } = reaction;
    const leaving = {
      feature: "TLS",
      way: "STARTTLS",
      because,
      reply,
      cost: 1,
      phase: "tls",
    } as const;
    return yield* fallBack(session, leaving);
  }
  if (reaction.action !== "proceed") {
    const code = reaction.action === "abort" ? "PROTOCOL_VIOLATION" : "SERVER_UNAVAILABLE";
    throw refused(session, code, "tls", "STARTTLS was refused", reply, reaction);
  }
  if (session.parser.unread > 0) {
    session.ending = true;
    throw injected(session);
  }
  yield* handshake(session);
  // What was learned in clear is worth nothing under TLS (RFC 3207 4.2).
  session.capabilities = NO_CAPABILITIES;
  session.greeted = "no";
  session.authenticated = false;
  session.proven = session.config.proven ?? [];
  yield* perform({ do: "tell", event: { type: "secured", verified: session.link.verified } });
  const invitation = invitationNow(session);
  if (invitation) yield* talkEarly(session, invitation, false);
  else yield* greet(session);
}

function* asked(session: Session): Script<Reply> {
  try {
    if (session.due > 0) {
      session.due -= 1;
      return yield* answer(session, starttls(), "tls");
    }
    return yield* ask(session, starttls(), "tls");
  } catch (error) {
    return yield* handshakeFailed(session, error);
  }
}

function* handshake(session: Session): Script<void> {
  try {
    session.link = yield* perform({ do: "starttls" });
    session.tls = true;
    session.roundTrips += 1;
  } catch (error) {
    session.ending = true;
    yield* handshakeFailed(session, error);
  }
}

/** A failed handshake leaves a dead socket; a peer that cannot prove its name is always an error. */
function* handshakeFailed(session: Session, error: unknown): Script<never> {
  const handshake = error instanceof TransportError && error.kind === "handshake";
  const because = handshake ? "handshake-failed" : whyLost(error);
  if (!because) throw lost(session, error, "tls");
  const required = session.wishes.TLS === "require";
  const elsewhere =
    choiceOf(session, "TLS").way === "STARTTLS" && session.config.port === undefined;
  if (required && !elsewhere) throw lost(session, error, "tls");
  const cost = costOfReopening(session);
  yield* fallBack(session, { feature: "TLS", way: "STARTTLS", because, cost, phase: "tls" });
  throw new Reopen();
}

/** Bytes behind the 220 would be taken for an answer given under TLS (CVE-2011-0411, CVE-2021-38371). */
function injected(session: Session): SmtpError {
  return new SmtpError(
    "Bytes came in clear text behind the server's consent to STARTTLS. Somebody may be injecting replies; nothing was sent.",
    {
      code: "PROTOCOL_VIOLATION",
      phase: "tls",
      command: "STARTTLS",
      retry: "never",
      decisions: decisionsUntil(session, "tls"),
    },
  );
}
