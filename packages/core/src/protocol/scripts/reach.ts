/**
 * Connects and waits for the greeting. If an address of the host does not serve, another address is tried (RFC
 * 5321 5.1), except if other connections to the host work: then the server only accepts no more connections. EHLO
 * is in `greet.ts`.
 */

import type { SmtpError } from "../errors/errors.ts";
import { createRefusalError, toConnectionError } from "../errors/failure.ts";
import { TransportError } from "../errors/transport-error.ts";
import { saysTooManyConnections, whyUnserved } from "../errors/unserved.ts";
import type { Reply } from "../reply/reply.ts";
import { perform, type Script } from "../session/effects.ts";
import type { NextAddress } from "../session/events.ts";
import type { Session } from "../session/session.ts";
import { advancePhase, openConnection, reactToReply, receiveReply } from "../session/wire.ts";
import { sendEhloOrHelo } from "./greet.ts";
import { isRetry, type NextStep } from "./next-step.ts";
import { quitAndClose } from "./quit.ts";
import { connectWithImplicitTls } from "./second-connection.ts";
import { returnToStarttlsPort } from "./secure.ts";

/** Number of further addresses that a session tries after the first one. */
const MAX_OTHER_ADDRESSES = 2;

/** An address that failed, and the error to throw if there is no other address. */
interface Miss extends Omit<NextAddress, "address"> {
  readonly error: SmtpError;
}

/**
 * Connects, waits for the greeting and sends EHLO or HELO.
 *
 * @returns where to try again, if the next method needs a new connection
 * @throws {SmtpError} if no address of the server works
 */
export function* reach(session: Session): Script<NextStep> {
  const misses: Miss[] = [];
  for (let reported = 0; ; ) {
    const unreached = yield* connectTo(session, misses.slice(reported), misses.at(-1)?.error);
    if (isRetry(unreached)) return unreached;
    if (!unreached) reported = misses.length;
    const miss = unreached ?? (yield* awaitGreeting(session));
    if (!miss) return yield* sendEhloOrHelo(session);
    session.avoid = [...session.avoid, miss.failed];
    misses.push(miss);
    yield* quitAndClose(session, "another address of the host is tried");
  }
}

/**
 * Connects. Returns the address if the server accepted the connection and closed it before the greeting.
 *
 * @param misses addresses that failed since the last connection
 * @param before why the last address failed
 */
function* connectTo(
  session: Session,
  misses: readonly Miss[],
  before: SmtpError | undefined,
): Script<NextStep<Miss | undefined>> {
  try {
    yield* openConnection(session);
  } catch (error) {
    if (yield* returnToStarttlsPort(session, error)) return "on a new connection";
    const failure = toConnectionError(session, error, "connect");
    const address = error instanceof TransportError ? error.remoteAddress : undefined;
    const miss = missOf(session, address, failure, whyUnserved(error, "connect"));
    if (miss) return miss;
    // The errors of the earlier addresses are more helpful than "no other address".
    const refused = error instanceof TransportError && error.kind === "certificate";
    const ended = failure.code === "ABORTED" || refused || isExpired(error);
    throw (ended ? undefined : before) ?? failure;
  }
  const { remoteAddress: address = session.config.host } = session.connection.connectionInfo;
  for (const { error: _, ...miss } of misses) {
    yield* perform({ do: "emit", event: { type: "next-address", ...miss, address } });
  }
  return undefined;
}

/** Waits for the greeting. Returns the address if it failed and another address may be tried. */
function* awaitGreeting(session: Session): Script<Miss | undefined> {
  let reply: Reply;
  try {
    yield* connectWithImplicitTls(session);
    reply = yield* receiveReply(session, "greeting", "(greeting)");
  } catch (error) {
    const failure = toConnectionError(session, error, "greeting");
    const miss = missOf(
      session,
      session.connection.connectionInfo.remoteAddress,
      failure,
      whyUnserved(error, "greeting"),
    );
    if (!miss) throw failure;
    return miss;
  }
  advancePhase(session, "GREETING", reply);
  const reaction = reactToReply(session, reply, "GREETING");
  if (reaction.action === "proceed") return undefined;
  const code = reply.code < 500 ? "SERVER_UNAVAILABLE" : "GREETING_REFUSED";
  const what = `${session.config.host} takes no mail now`;
  const failure = createRefusalError(session, code, "greeting", what, reply, reaction);
  const temporary = reply.code < 500 && !saysTooManyConnections(reply);
  const because = reply.code === 421 ? "closing" : "temporary";
  const reason = temporary ? because : undefined;
  const miss = missOf(
    session,
    session.connection.connectionInfo.remoteAddress,
    failure,
    reason,
    reply,
  );
  if (!miss) throw failure;
  return miss;
}

/** Returns the address, if there is a reason to exclude it and another one may be tried. */
function missOf(
  session: Session,
  failed: string | undefined,
  error: SmtpError,
  reason: Miss["reason"] | undefined,
  reply?: Reply,
): Miss | undefined {
  const { avoid, config } = session;
  if (failed === undefined || reason === undefined || avoid.includes(failed)) return undefined;
  if (avoid.length >= MAX_OTHER_ADDRESSES || config.othersWork?.()) return undefined;
  return { failed, reason, error, ...(reply ? { reply } : {}) };
}

function isExpired(error: unknown): boolean {
  return error instanceof TransportError && error.kind === "expired";
}
