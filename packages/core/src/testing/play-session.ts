/** The session that a transcript's head describes: open, deliver every message, leave. */
import { checkMessage, type Message } from "../client/message.ts";
import { type ClientOptions, configOf } from "../client/options.ts";
import type { Script } from "../protocol/effects.ts";
import { SmtpError } from "../protocol/errors.ts";
import { allDecisions } from "../protocol/failure.ts";
import { deliver } from "../protocol/scripts/deliver.ts";
import { leave } from "../protocol/scripts/leave.ts";
import { open } from "../protocol/scripts/open.ts";
import { createSession, type Session, type SessionConfig } from "../protocol/session.ts";
import { utf8 } from "./octets.ts";
import type { TranscriptHead } from "./transcript.ts";
import { withBody } from "./with-body.ts";

/** What `options` may hold beside the options of `connect`. */
type Learned = Pick<SessionConfig, "hints" | "proven" | "tables">;

/** What a message may hold beside that of `send`. */
interface Streamed {
  /** The message comes as a stream: octets per piece, and whether it can be made anew. */
  readonly stream?: { readonly octets: number; readonly replayable?: boolean };
}

/**
 * Plays the client of a transcript.
 *
 * @param head options as for `connect` (host and name have defaults), with what was learned
 *   before as `hints` and `proven`; messages as for `send`, with `stream` for one that comes in pieces
 * @param tables other tables than this version's, for experiments
 * @returns for each message its receipt or `{ error }`; without messages, what was decided
 * @throws {TypeError | RangeError} when options or a message are not valid
 */
export function* playSession(
  head: Pick<TranscriptHead, "options" | "messages">,
  tables?: SessionConfig["tables"],
): Script<readonly unknown[]> {
  const session = createSession({ ...readOptions(head.options), ...(tables ? { tables } : {}) });
  const messages = head.messages.map(readMessage);
  try {
    yield* open(session);
  } catch (error) {
    return (messages.length > 0 ? messages : [undefined]).map(() => told(error));
  }
  const results: unknown[] = [];
  for (const message of messages) results.push(yield* sent(session, message));
  yield* leave(session);
  return messages.length > 0 ? results : [{ decisions: allDecisions(session) }];
}

function* sent(
  session: Session,
  { outgoing, body }: ReturnType<typeof readMessage>,
): Script<unknown> {
  try {
    return yield* withBody(deliver(session, outgoing), body);
  } catch (error) {
    return told(error);
  }
}

function told(error: unknown): unknown {
  if (SmtpError.is(error)) return { error };
  throw error;
}

function readOptions(options: TranscriptHead["options"]): SessionConfig {
  const { hints, proven, ...given } = options as Partial<ClientOptions> & Learned;
  const dial = (): never => {
    throw new TypeError("A script is not dialled for.");
  };
  const defaults = { host: "mail.example.net", name: "client.example.org" };
  const { config } = configOf({ ...defaults, ...given, dial });
  return { ...config, ...(hints ? { hints } : {}), ...(proven ? { proven } : {}) };
}

function readMessage(given: TranscriptHead["messages"][number]) {
  const { stream, ...message } = given as unknown as Message & Streamed;
  if (typeof message.raw !== "string") throw new TypeError("`raw` of a message is a string here.");
  const { outgoing } = checkMessage(message);
  const octets = utf8(message.raw);
  if (!stream) return { outgoing, body: { pieces: [octets] } };
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < octets.length; at += stream.octets) {
    pieces.push(octets.subarray(at, at + stream.octets));
  }
  const { size: _size, eightBit: _eightBit, ...unknown } = outgoing;
  return { outgoing: unknown, body: { pieces, replayable: stream.replayable ?? true } };
}
