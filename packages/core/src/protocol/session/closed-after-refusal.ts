/**
 * Handles servers that close the connection right after a refusal. The refusal decides the next step, which needs a
 * new connection. The same refusal and close a second time, with nothing learned in between, would repeat without
 * end, so it is an error.
 */
import { ClosedAfterRefusalError } from "../errors/closed-after-refusal.ts";
import { type Phase, SmtpError, type SmtpErrorCode } from "../errors/errors.ts";
import { quoteReply } from "../errors/failure.ts";
import { decisionsUntil } from "../plan/session-plan.ts";
import { announcesClose, type Reply } from "../reply/reply.ts";
import type { LastRefusal } from "./connection-state.ts";
import type { Session } from "./session.ts";

/** Returns the reply as a refusal; `undefined` for any other reply. 221 is included, because it ends the session. */
export function refusalOf(reply: Reply, command: string): LastRefusal | undefined {
  return reply.code >= 400 || announcesClose(reply) ? { reply, command } : undefined;
}

/**
 * Returns the error to throw if the server closed after a refusal: the lost connection, or the refusal itself if it
 * was the same before.
 */
export function toClosedAfterRefusalError(session: Session): Error {
  const { closedAfterRefusals: before, connection } = session;
  const { refusal } = connection;
  const place = describeRefusalPoint(session);
  if (refusal && before.includes(place)) return refusedAndClosed(session, refusal);
  session.closedAfterRefusals = [...before, place];
  return new ClosedAfterRefusalError(refusal?.reply);
}

/** Describes the refusal, and everything that was learned before it. */
function describeRefusalPoint({ connection: { refusal }, serverKnowledge }: Session): string {
  const { inClearText, underTls, allExcludedMethods } = serverKnowledge;
  const methods = allExcludedMethods.filter(({ feature }) => feature !== "TRANSACTION");
  const learned = [inClearText, underTls].flatMap(({ namesRefused, demandedKeywords }) => [
    namesRefused.length,
    demandedKeywords.length,
  ]);
  return [refusal?.command, refusal?.reply.code, methods.length, ...learned].join(" ");
}

/** Creates the error of a session in which the server closed one connection after another after refusals. */
export function closedTooOften(
  session: Session,
  recipients?: SmtpError["recipients"],
): SmtpError | undefined {
  const { closedAfterRefusals, connection } = session;
  const { refusal } = connection;
  if (!refusal || closedAfterRefusals.length === 0) return undefined;
  return refusedAndClosed(session, refusal, recipients);
}

/**
 * Creates the error of a refusal after which the server closed every time.
 *
 * @param recipients the outcome of each recipient, if a message was being sent
 */
function refusedAndClosed(
  session: Session,
  { reply, command }: LastRefusal,
  recipients: SmtpError["recipients"] = [],
): SmtpError {
  const { host } = session.config;
  // The recipients behind a refused one were not sent.
  const temporary = reply.code < 500 || command.startsWith("RCPT ");
  const then = temporary
    ? "What was not refused may be sent later."
    : "Sending again does not help.";
  return new SmtpError(
    `${host} answered "${quoteReply(reply)}" and closed the connection, every time. ${then}`,
    {
      code: getRefusalErrorCode(session, command, temporary),
      phase: phaseOf(session, command),
      // A greeting answers no command, and is shown in parentheses.
      ...(command.startsWith("(") ? {} : { command }),
      reply,
      recipients,
      retry: temporary ? "later" : "never",
      decisions: decisionsUntil(session, phaseOf(session, command)),
    },
  );
}

const ENVELOPE_CODES: Readonly<Record<string, SmtpErrorCode>> = {
  MAIL: "SENDER_REFUSED",
  RCPT: "RECIPIENTS_REFUSED",
  DATA: "MESSAGE_REFUSED",
  BDAT: "MESSAGE_REFUSED",
};

function getRefusalErrorCode(
  { connection: { greeted } }: Session,
  command: string,
  temporary: boolean,
): SmtpErrorCode {
  if (isAuth(command)) return temporary ? "AUTH_TEMPORARY" : "AUTH_REFUSED";
  if (temporary || greeted !== "no") return envelopeCode(command) ?? "SERVER_UNAVAILABLE";
  return "GREETING_REFUSED";
}

function envelopeCode(command: string): SmtpErrorCode | undefined {
  return ENVELOPE_CODES[command.slice(0, 4)];
}

function isAuth(command: string): boolean {
  return command.startsWith("AUTH ");
}

function phaseOf({ connection: { greeted } }: Session, command: string): Phase {
  if (isAuth(command)) return "auth";
  if (envelopeCode(command)) return "envelope";
  return greeted === "no" ? "ehlo" : "ready";
}
