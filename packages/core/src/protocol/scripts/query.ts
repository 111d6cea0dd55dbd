/**
 * Sends VRFY, EXPN, HELP (RFC 5321 3.5, 4.1.1.8) and ETRN (RFC 1985), which servers may refuse to answer. Sends no
 * mail.
 */
import { type Command, etrn, expn, help, rset, vrfy } from "../command/command.ts";
import { ClosedAfterRefusalError } from "../errors/closed-after-refusal.ts";
import { createRefusalError, toConnectionError } from "../errors/failure.ts";
import { choiceOf } from "../plan/session-plan.ts";
import type { Reply } from "../reply/reply.ts";
import type { Script } from "../session/effects.ts";
import { checkLegal } from "../session/legality.ts";
import type { Session } from "../session/session.ts";
import { closeConnection, reactToReply, sendCommand } from "../session/wire.ts";
import { fallBack } from "./fallback.ts";
import { open } from "./open.ts";

/** A query, by its command. */
export type Question = "VRFY" | "EXPN" | "HELP" | "ETRN";

/**
 * The server's answer to a query. Plain frozen data.
 *
 * - `yes`: a positive answer, in `reply`.
 * - `no`: a refusal that is an answer, such as 550 to VRFY.
 * - `unknown`: the server does not answer the question.
 */
export interface EnquiryAnswer {
  /** The result, see above. */
  readonly answer: "yes" | "no" | "unknown";
  /** Absent if the server was not asked, because it had refused the command before. */
  readonly reply?: Reply;
}

/**
 * Sends a query that is not part of sending mail.
 *
 * @param question the command
 * @param about an address or list for VRFY and EXPN, a topic for HELP, a host for ETRN
 * @throws {SmtpError} if the connection breaks or the server closes it
 */
export function* queryServer(
  session: Session,
  question: Question,
  about: string,
): Script<EnquiryAnswer> {
  if (choiceOf(session, question).method !== "asked") return Object.freeze({ answer: "unknown" });
  const command = commandFor(question, about);
  if (checkLegal(session.connection.phase, command, session.tables.legality))
    yield* resetOrReconnect(session);
  const reply = yield* put(session, command);
  const reaction = reactToReply(session, reply, question);
  const { reason } = reaction;
  switch (reaction.action) {
    case "proceed":
      return Object.freeze({ answer: "yes", reply });
    case "fail-permanently":
      // The reply says who may ask, not whether the address exists.
      if (reason === "authentication-required" || reason === "tls-required") break;
      return Object.freeze({ answer: "no", reply });
    case "next-method":
      if (reaction.feature !== question) break;
      yield* fallBack(session, { feature: question, reason, reply, cost: 1, phase: "ready" });
      break;
    default:
  }
  // A query never causes TLS, authentication or a new connection; its answer is then unknown.
  if (!session.connection.unusable && reaction.scope !== "connection") {
    return Object.freeze({ answer: "unknown", reply });
  }
  yield* closeConnection(session, "the server is closing");
  throw createRefusalError(
    session,
    "SERVER_UNAVAILABLE",
    "ready",
    `${question} was refused`,
    reply,
    reaction,
  );
}

/** Resets the session after a refused chunk (RFC 3030 2). */
function* resetOrReconnect(session: Session): Script<void> {
  const reply = yield* put(session, rset());
  const { action, reason } = reactToReply(session, reply, "RSET");
  if (action === "proceed") return;
  yield* fallBack(session, { feature: "RSET", reason, reply, cost: 1, phase: "ready" });
  yield* closeConnection(session, "the server would not begin afresh");
  yield* open(session);
}

function commandFor(question: Question, about: string): Command {
  if (question === "VRFY") return vrfy(about);
  if (question === "ETRN") return etrn(about);
  return question === "EXPN" ? expn(about) : help(about === "" ? undefined : about);
}

function* put(session: Session, command: Command): Script<Reply> {
  try {
    return yield* sendCommand(session, command, "command");
  } catch (error) {
    yield* closeConnection(session, "the session broke");
    if (error instanceof ClosedAfterRefusalError) {
      yield* open(session);
      return yield* put(session, command);
    }
    throw toConnectionError(session, error, "ready");
  }
}
