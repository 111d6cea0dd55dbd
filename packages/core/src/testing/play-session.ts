/**
 * Runs the session that a transcript's head describes: opens it, delivers every message, asks every query in order,
 * and quits.
 */
import { checkMessage, type Message } from "../client/message/message.ts";
import {
  type Auth,
  type ClientOptions,
  type SecretAuth,
  toSessionConfig,
} from "../client/options/options.ts";
import { cramMd5 } from "../cram-md5.ts";
import { defaultMechanisms } from "../protocol/auth/mechanism-default.ts";
import { SmtpError } from "../protocol/errors/errors.ts";
import { allDecisions } from "../protocol/plan/session-plan.ts";
import { deliver } from "../protocol/scripts/deliver.ts";
import { deliverMany } from "../protocol/scripts/deliver-many.ts";
import { open } from "../protocol/scripts/open.ts";
import { type Question, queryServer } from "../protocol/scripts/query.ts";
import { quitAndClose } from "../protocol/scripts/quit.ts";
import type { ConnectionInfo, Script } from "../protocol/session/effects.ts";
import { createSession, type Session, type SessionConfig } from "../protocol/session/session.ts";
import { encodeLatin1, encodeUtf8 } from "./octets.ts";
import type { TranscriptHead } from "./transcript.ts";
import { withBody } from "./with-body.ts";
import { type MessageWithBody, withMessages } from "./with-messages.ts";

/** Options of a transcript in addition to those of `connect`. */
interface PlayOptions
  extends Partial<Omit<ClientOptions, "mechanisms" | "auth">>,
    Pick<SessionConfig, "hints" | "proven" | "offeredBefore" | "hasOtherServers"> {
  /** As for `connect`, with a list of tokens instead of a function. */
  readonly auth?: Omit<SecretAuth, "token"> & { readonly token?: string | readonly string[] };
  /** All messages are passed at once, as to `sendMany`. */
  readonly maxUnacknowledged?: number;
  /** SASL mechanisms by name, CRAM-MD5 among them. */
  readonly mechanisms?: readonly string[];
  /** Connection data for the replay. */
  readonly link?: Partial<ConnectionInfo>;
}

/** Message fields in addition to those of `send`. */
interface Special {
  /** This many lines of 76 letters follow the text in `raw`, and `tail` follows them. */
  readonly lines?: number;
  readonly tail?: string;
  /** The message is a stream: octets per piece, and whether it can be read again. */
  readonly stream?: { readonly octets: number; readonly replayable?: boolean };
  /** Every character is one byte, so the text can contain invalid UTF-8. */
  readonly latin1?: boolean;
  /** The message is made for the plan: the text if 8-bit, binary or UTF-8 in the header is allowed; `raw` for any server. */
  readonly forms?: Readonly<Record<string, string>>;
  /** The connection was idle before this message. */
  readonly idle?: boolean;
}

/** The replay has the tokens; the options only say whether another token can be requested. */
function authOf({ token, ...auth }: NonNullable<PlayOptions["auth"]>): Auth {
  if (token === undefined) return auth;
  return { ...auth, token: typeof token === "string" ? token : () => token[0] ?? "" };
}

/** A query instead of a message. */
interface Asking {
  readonly ask: Question;
  readonly about?: string;
}

/** One task of a transcript's client. */
type Task = (session: Session) => Script<unknown>;

const mechanisms = [...defaultMechanisms, cramMd5];

/**
 * Creates the session of a transcript, not yet opened.
 *
 * @param head options as for `connect` (host and name have defaults, mechanisms are named), with earlier knowledge as
 * `hints`, `proven` and `offeredBefore`, `elsewhere` if another server was named, and connection data as `link`
 * @param tables tables other than the default ones, for experiments
 * @throws {TypeError | RangeError} if an option is not valid
 */
export function sessionOf(
  { options }: Pick<TranscriptHead, "options">,
  tables?: SessionConfig["tables"],
): Session {
  const {
    hints,
    proven,
    offeredBefore,
    hasOtherServers,
    link: _link,
    maxUnacknowledged: _most,
    mechanisms: names,
    auth,
    ...given
  } = options as PlayOptions;
  const dial = (): never => {
    throw new TypeError("A script is not dialled for.");
  };
  const { config } = toSessionConfig({
    host: "mail.example.net",
    name: "client.example.org",
    ...given,
    ...(auth ? { auth: authOf(auth) } : {}),
    ...(names ? { mechanisms: mechanisms.filter(({ name }) => names.includes(name)) } : {}),
    dial,
  });
  return createSession({
    ...config,
    ...(hints ? { hints } : {}),
    ...(proven ? { proven } : {}),
    ...(offeredBefore ? { offeredBefore } : {}),
    ...(hasOtherServers ? { hasOtherServers } : {}),
    ...(tables ? { tables } : {}),
  });
}

/**
 * Runs the client of a transcript.
 *
 * @param head options as for `connect` (host and name have defaults, mechanisms are named); messages as for `send`,
 * with `lines`, `stream` and `idle`, and `{ ask, about }` for VRFY, EXPN and HELP
 * @returns for each message its receipt or `{ error }`, for each query its answer; without messages and queries, the
 * decisions
 * @throws {TypeError | RangeError} if options or a message are not valid
 */
export function playSession(
  head: Pick<TranscriptHead, "options" | "messages">,
): Script<readonly unknown[]> {
  return playIn(sessionOf(head), head);
}

/** Like `playSession`, with a session of `sessionOf` that the caller can inspect meanwhile. */
export function* playIn(
  session: Session,
  head: Pick<TranscriptHead, "options" | "messages">,
): Script<readonly unknown[]> {
  const { maxUnacknowledged } = head.options as PlayOptions;
  if (maxUnacknowledged !== undefined) return yield* playMany(head, session, maxUnacknowledged);
  const tasks = head.messages.map(taskOf);
  try {
    yield* open(session);
  } catch (error) {
    return (tasks.length > 0 ? tasks : [undefined]).map(() => toJsonError(error));
  }
  const results: unknown[] = [];
  for (const task of tasks) results.push(yield* runTask(session, task));
  yield* quitAndClose(session);
  return tasks.length > 0 ? results : [{ decisions: allDecisions(session) }];
}

/** Sends all messages like `sendMany`. */
function* playMany(
  { messages }: Pick<TranscriptHead, "messages">,
  session: Session,
  most: number,
): Script<readonly unknown[]> {
  const settled = yield* withMessages(deliverMany(session, most), messages.map(messageOf));
  yield* quitAndClose(session);
  return settled.map(({ outcome }) =>
    "error" in outcome ? toJsonError(outcome.error) : outcome.receipt,
  );
}

function* runTask(session: Session, task: Task): Script<unknown> {
  try {
    return yield* task(session);
  } catch (error) {
    return toJsonError(error);
  }
}

function toJsonError(error: unknown): unknown {
  if (SmtpError.is(error)) return { error };
  throw error;
}

function taskOf(given: TranscriptHead["messages"][number]): Task {
  if (!("ask" in given)) return delivery(given);
  const { ask, about = "" } = given as unknown as Asking;
  return function* (session) {
    if (!session.connection.open || session.connection.unusable) yield* open(session);
    return yield* queryServer(session, ask, about);
  };
}

function delivery(given: TranscriptHead["messages"][number]): Task {
  const { message, body } = messageOf(given);
  return (session) => withBody(deliver(session, message), body);
}

/** Returns the message of a transcript in the form for a script. */
function messageOf(given: TranscriptHead["messages"][number]): MessageWithBody {
  const {
    lines = 0,
    tail = "",
    stream,
    idle,
    latin1: bytes,
    forms,
    ...message
  } = given as unknown as Message & Special;
  if (typeof message.raw !== "string") throw new TypeError("`raw` of a message is a string here.");
  const raw = message.raw + `${"x".repeat(76)}\r\n`.repeat(lines) + tail;
  const octets = bytes ? encodeLatin1(raw) : encodeUtf8(raw);
  const { outgoing } = checkMessage({ ...message, raw: octets });
  const rested = idle === undefined ? {} : { idle };
  if (forms) {
    const made = Object.entries(forms).map(([allows, text]) => [allows, encodeUtf8(text)]);
    const { size: _size, eightBit: _eightBit, ...unknown } = outgoing;
    return {
      message: { ...unknown, ...rested, adaptive: true },
      body: { pieces: [octets], forms: Object.fromEntries(made) },
    };
  }
  if (!stream) return { message: { ...outgoing, ...rested }, body: { pieces: [octets] } };
  if (!(Number.isSafeInteger(stream.octets) && stream.octets > 0)) {
    throw new RangeError("`stream.octets` of a message is a whole number from 1 on.");
  }
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < octets.length; at += stream.octets) {
    pieces.push(octets.subarray(at, at + stream.octets));
  }
  const { size: _size, eightBit: _eightBit, ...unknown } = outgoing;
  const { replayable = true } = stream;
  return { message: { ...unknown, ...rested }, body: { pieces, replayable } };
}
