/**
 * Runs one SASL exchange (RFC 4954 4): AUTH, challenges and responses, until a reply ends it. Choosing the
 * mechanism and the next one is in `auth.ts`.
 */

import {
  type Mechanism,
  MutualAuthenticationError,
  type MutualExchange,
  type Respond,
  type Secrets,
  TooCostlyError,
} from "../auth/mechanism.ts";
import { base64Decode } from "../bytes/base64.ts";
import { EMPTY_BYTES } from "../bytes/octets.ts";
import {
  authCancel,
  authResponse,
  type Command,
  commandName,
  createAuth,
  fitsInitialResponse,
} from "../command/command.ts";
import { SmtpError } from "../errors/errors.ts";
import { isTransportErrorKind, quoteReply, toConnectionError } from "../errors/failure.ts";
import { OutOfSyncError } from "../errors/out-of-sync.ts";
import { describeError, safeCause } from "../errors/safe-cause.ts";
import { TransportError } from "../errors/transport-error.ts";
import { decisionsUntil } from "../plan/session-plan.ts";
import { announcesClose, type Reply } from "../reply/reply.ts";
import type { Computing } from "../session/compute.ts";
import { perform, type Script } from "../session/effects.ts";
import { addSecret, hideSecrets, type Session } from "../session/session.ts";
import { lossReason, sendCommand } from "../session/wire.ts";

/** More challenges than any mechanism needs. A server that sends more ignores the responses. */
const MOST_CHALLENGES = 8;
const ENDLESS = "Its challenges never came to an end.";
const UNEXPECTED = "Its reply does not fit the exchange.";

/** A reply, and the command that it answers. */
interface Answered {
  readonly reply: Reply;
  readonly command: Command;
}

/** The end of an exchange. */
export interface SaslExchangeResult extends Answered {
  /** The server has to prove its identity in this exchange and has sent only a challenge so far. */
  readonly proofOwed: boolean;
  /** The mechanism requires the server to prove its identity. */
  readonly mutual: boolean;
  /** The client cancelled the exchange, because the challenge required too much computation. */
  readonly tooCostly?: TooCostlyError;
}

/**
 * Runs one exchange.
 *
 * @param speakFirst whether a client-first mechanism sends its response with AUTH
 * @returns the end; `undefined` if the mechanism could not begin and nothing was written
 * @throws {SmtpError} PROTOCOL_VIOLATION if the server does not prove its identity
 */
export function* runSaslExchange(
  session: Session,
  mechanism: Mechanism,
  secrets: Secrets,
  speakFirst: boolean,
): Script<SaslExchangeResult | undefined> {
  const { name, clientFirst } = mechanism;
  const begun = startExchange(session, mechanism, secrets);
  if (!begun) return undefined;
  const { respond, proven, mutual } = begun;
  let waiting: Uint8Array | undefined;
  if (clientFirst) {
    const first = yield* responded(session, respond, EMPTY_BYTES);
    if (first instanceof Error) return undefined;
    waiting = first;
  }
  // Over 512 octets the response waits for the server's 334 (RFC 4954 4).
  const initial = waiting && speakFirst && fitsInitialResponse(name, waiting) ? waiting : undefined;
  if (initial) waiting = undefined;
  let command = createAuth(name, initial);
  let challenged = false;
  let cancelled: Error | undefined;
  for (let challenges = 0; ; challenges += 1) {
    const reply = yield* sendAuthLine(session, command);
    const { code } = reply;
    if (code >= 400 || announcesClose(reply)) {
      const proofOwed = mutual && challenged && !proven();
      const tooCostly = cancelled instanceof TooCostlyError ? cancelled : undefined;
      return { reply, command, mutual, proofOwed, ...(tooCostly ? { tooCostly } : {}) };
    }
    if (cancelled || code < 200) throw createOutOfSyncError(session, command, UNEXPECTED);
    if (code < 300) {
      if (!proven())
        throw createMutualAuthenticationError(session, new MutualAuthenticationError(UNPROVEN), {
          reply,
          command,
        });
      return { reply, command, mutual, proofOwed: false };
    }
    if (challenges === MOST_CHALLENGES) throw createOutOfSyncError(session, command, ENDLESS);
    let response: Uint8Array | Error | undefined = waiting;
    waiting = undefined;
    if (!response) {
      // Some servers send words instead of a challenge. LOGIN answers any text.
      const challenge = base64Decode(session.connection.challenge.trim()) ?? EMPTY_BYTES;
      challenged = true;
      response = yield* responded(session, respond, challenge, { reply, command, mutual });
    }
    cancelled = response instanceof Error ? response : undefined;
    command = response instanceof Error ? authCancel(name) : authResponse(name, response);
  }
}

/** Starts the client's side of the mechanism; `undefined` if the mechanism is not possible here. */
function startExchange(
  session: Session,
  mechanism: Mechanism,
  secrets: Secrets,
): (MutualExchange & { readonly mutual: boolean }) | undefined {
  const { host, port } = session.target;
  const { channelBindings = {} } = session.connection.connectionInfo;
  const offered = session.connection.capabilities.auth;
  try {
    const begun = mechanism.start(secrets, { host, port, offered, channelBindings });
    if (typeof begun === "function") return { respond: begun, proven: () => true, mutual: false };
    return { respond: begun.respond, proven: () => begun.proven(), mutual: true };
  } catch {
    return undefined;
  }
}

/**
 * Returns the mechanism's response, which is masked as a secret from now on. Returns an error if there is no response
 * and the exchange must be cancelled.
 *
 * @param so the server's challenge; absent if the client speaks first
 */
function* responded(
  session: Session,
  respond: Respond,
  challenge: Uint8Array,
  so?: Answered & { readonly mutual: boolean },
): Script<Uint8Array | Error> {
  try {
    const response = yield* finished(respond(challenge));
    const text = new TextDecoder().decode(response);
    addSecret(session, text);
    // The proof at the end of CRAM-MD5 and SCRAM is as sensitive as a hash of the password.
    const [, proof = ""] = /[ ,](?:p=)?([^ ,]{20,})$/.exec(text) ?? [];
    addSecret(session, proof);
    return response;
  } catch (thrown) {
    const error = toError(session, thrown);
    if (error instanceof TransportError) throw toConnectionError(session, error, "auth");
    if (error instanceof MutualAuthenticationError)
      throw createMutualAuthenticationError(session, error, so);
    if (error instanceof TooCostlyError && so) {
      if (session.connection.tls && session.connection.connectionInfo.verified) return error;
      throw tooCostlyHere(session, error, so);
    }
    // A server that knows the mechanism does not send a challenge without a valid response.
    if (so?.mutual)
      throw createMutualAuthenticationError(
        session,
        new MutualAuthenticationError(UNREADABLE, { cause: error }),
        so,
      );
    return error;
  }
}

/** Returns an error that can be read: a user's mechanism may throw anything, such as a revoked proxy. */
function toError(session: Session, thrown: unknown): Error {
  try {
    if (!(thrown instanceof Error)) return new Error(UNREADABLE);
    if (!(thrown instanceof TransportError)) return thrown;
    // The errors of waits are safe already.
    const isOurs = isTransportErrorKind(thrown.kind);
    if (isOurs && hideInError(session, thrown).cause === thrown) return thrown;
  } catch {}
  return new Error(UNREADABLE);
}

function* finished(answer: Uint8Array | Computing<Uint8Array>): Script<Uint8Array> {
  return answer instanceof Uint8Array ? answer : yield* answer;
}

function createOutOfSyncError(session: Session, command: Command, why: string): SmtpError {
  session.connection.unusable = true;
  return toConnectionError(session, new OutOfSyncError(why), "auth", {
    command: commandName(command),
  });
}

function* sendAuthLine(session: Session, command: Command): Script<Reply> {
  try {
    return yield* sendCommand(session, command, "auth");
  } catch (error) {
    const secret = command.name === "AUTH-RESPONSE" || command.initialResponse === true;
    if (secret && lossReason(error) === "disconnected")
      throw closedOnCredentials(session, command, error);
    throw toConnectionError(session, error, "auth", { command: commandName(command) });
  }
}

/**
 * Returns the error for a connection closed after credentials. The reason is unknown, but repeated logins lock
 * accounts.
 */
function closedOnCredentials(session: Session, command: Command, cause: unknown): SmtpError {
  return new SmtpError(
    `${session.config.host} closed the connection when it got the credentials, without a reply; they were not sent again. Check user and password before the next try.`,
    {
      code: "AUTH_REFUSED",
      phase: "auth",
      command: commandName(command),
      retry: "never",
      decisions: decisionsUntil(session, "auth"),
      cause,
    },
  );
}

const UNREADABLE = "Its challenge could not be answered";
const UNPROVEN = "It said so without proving that it knows the secret";

/**
 * Creates the error for a server that did not prove that it knows the secret. It may be an attacker, so nothing more
 * is sent.
 */
function createMutualAuthenticationError(
  session: Session,
  error: MutualAuthenticationError,
  so?: Answered,
): SmtpError {
  session.connection.unusable = true;
  const { why, cause: safe } = hideInError(session, error);
  // Failover knows the error by its class.
  const cause = safe === error ? error : new MutualAuthenticationError(why, { cause: safe });
  // A challenge is base64, which a reader cannot understand.
  const said = so && so.reply.code < 300 ? ` when it answered "${quoteReply(so.reply)}"` : "";
  return new SmtpError(
    `${session.config.host} did not prove who it is${said}. ${why}. Somebody may be in the middle; no mail was sent.`,
    {
      code: "PROTOCOL_VIOLATION",
      phase: "auth",
      ...(so ? { command: commandName(so.command), reply: so.reply } : {}),
      retry: "never",
      decisions: decisionsUntil(session, "auth"),
      cause,
    },
  );
}

/** Returns the error of a mechanism without secrets: a user's mechanism may put the password into it. */
function hideInError(session: Session, error: Error) {
  const hide = (line: string): string => hideSecrets(session, line);
  return { why: describeError(error, hide), cause: safeCause(error, hide) };
}

/**
 * Creates the error for stopping instead of using a weaker mechanism: that would send the password to a server whose
 * certificate nobody has checked.
 */
function tooCostlyHere(session: Session, error: TooCostlyError, so: Answered): SmtpError {
  session.connection.unusable = true;
  const { why, cause } = hideInError(session, error);
  return new SmtpError(
    `Authentication with ${session.config.host} was given up. ${why}. A weaker mechanism is tried only over TLS with a verified certificate, so nothing more was sent. Use TLS without \`verify: false\`, or ask the server's administrator for fewer iterations.`,
    {
      code: "AUTH_UNAVAILABLE",
      phase: "auth",
      command: commandName(so.command),
      reply: so.reply,
      retry: "never",
      decisions: decisionsUntil(session, "auth"),
      cause,
    },
  );
}

/**
 * Returns the current token. An error of the caller's function may contain secrets: the message does not repeat it,
 * and credentials in `cause` are masked.
 *
 * @param refused the token that the server refused
 * @throws {SmtpError} if the user's function returns no token: AUTH_TEMPORARY, or AUTH_REFUSED if the function's
 *   error says that another try does not help
 */
export function* fetchToken(session: Session, refused?: string): Script<string> {
  try {
    const token = yield* perform({ do: "token", ...(refused === undefined ? {} : { refused }) });
    addSecret(session, token);
    return token;
  } catch (error) {
    if (error instanceof TransportError) throw toConnectionError(session, error, "auth");
    const permanent = isPermanent(error);
    const why = "`auth.token` failed, so there is no token for authentication; `cause` says why.";
    throw new SmtpError(why, {
      code: permanent ? "AUTH_REFUSED" : "AUTH_TEMPORARY",
      phase: "auth",
      retry: permanent ? "never" : "later",
      decisions: decisionsUntil(session, "auth"),
      cause: error,
    });
  }
}

/** Such as `OAuth2Error` when the owner of the mailbox has revoked the consent. */
function isPermanent(error: unknown): boolean {
  return error instanceof Error && "retry" in error && error.retry === "never";
}
