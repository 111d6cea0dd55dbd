/** AUTH (RFC 4954): the plan's mechanism, then the next one where the ladder allows. */
import { base64Decode } from "../base64.ts";
import { auth, authCancel, authResponse, type Command, fitsInitialResponse } from "../command.ts";
import { perform, type Script } from "../effects.ts";
import { SmtpError, type SmtpErrorCode } from "../errors.ts";
import { allDecisions, lost, refused, unmet } from "../failure.ts";
import type { Mechanism } from "../mechanism.ts";
import { OutOfStep } from "../out-of-step.ts";
import { chooseWay } from "../plan.ts";
import type { Reply } from "../reply.ts";
import { choiceOf, conceal, evidenceOf, type Session } from "../session.ts";
import type { Reaction } from "../situation.ts";
import { MECHANISM_STRENGTH } from "../tables/reactions.ts";
import { TransportError } from "../transport-error.ts";
import { ask, judge } from "../wire.ts";
import { fallBack, settle } from "./fallback.ts";
import { greetAgain } from "./greet.ts";
import { secure } from "./secure.ts";

const NONE = "no authentication";

/** More challenges than any mechanism has; a server that goes on is not listening. */
const MOST_CHALLENGES = 8;
const ENDLESS = "Its challenges never came to an end.";

/** What came of one mechanism: done, or the mechanism is to be asked once more, or the plan or the greeting again. */
type Attempt = "done" | "speak-second" | "replan" | "greet-again";

/**
 * Authenticates by the plan's mechanism; does nothing without credentials.
 *
 * @throws {SmtpError} AUTH_REFUSED, AUTH_TEMPORARY or AUTH_UNAVAILABLE
 */
export function* authenticate(session: Session): Script<void> {
  if (!session.config.credentials || session.wishes.AUTH === "avoid") return;
  settle(session, "AUTH");
  if (!safe(session)) return yield* goWithout(session);
  let speakFirst = true;
  let greetedAgain = false;
  for (;;) {
    const choice = choiceOf(session, "AUTH");
    if (choice.outcome === "unmet") throw unmet(session, [choice], "auth");
    const mechanism = session.mechanisms.find(({ name }) => name === choice.way);
    if (!mechanism) return;
    const attempt: Attempt = yield* tryOne(session, mechanism, speakFirst, greetedAgain);
    if (attempt === "done") {
      session.authenticated = true;
      session.mechanism = mechanism.name;
      const event = { type: "authenticated", mechanism: mechanism.name } as const;
      return yield* perform({ do: "tell", event });
    }
    if (attempt === "greet-again") {
      greetedAgain = true;
      yield* greetAgain(session);
    } else speakFirst = attempt === "replan";
  }
}

/** Whatever the plan says, nothing secret goes out in clear without the opt-in. */
function safe({ tls, config }: Session): boolean {
  return tls || config.credentials?.allowCleartext === true;
}

/** Where authentication is only preferred, the session goes on without it; nothing was sent. */
function* goWithout(session: Session): Script<void> {
  const { way } = choiceOf(session, "AUTH");
  if (session.wishes.AUTH === "require") throw unmet(session, [choiceOf(session, "TLS")], "auth");
  if (way === undefined || way === NONE) return;
  const because = "tls-unavailable";
  for (const each of [way, ...mechanismsAfter(session, way)]) {
    yield* fallBack(session, { feature: "AUTH", way: each, because, cost: 0, phase: "auth" });
  }
}

function* tryOne(
  session: Session,
  mechanism: Mechanism,
  speakFirst: boolean,
  again: boolean,
): Script<Attempt> {
  const { credentials } = session.config;
  if (!credentials || !safe(session)) throw new TypeError("Credentials must not go out here.");
  const token = mechanism.uses === "token" ? yield* fetched(session) : undefined;
  const secrets = {
    user: credentials.user,
    ...(credentials.pass === undefined ? {} : { pass: credentials.pass }),
    ...(token === undefined ? {} : { token }),
  };
  const exchange = mechanism.start(secrets);
  const respond = (challenge: Uint8Array): Uint8Array => {
    const response = exchange(challenge);
    conceal(session, new TextDecoder().decode(response));
    return response;
  };
  let initial = mechanism.clientFirst && speakFirst ? respond(new Uint8Array(0)) : undefined;
  // Over 512 octets the response waits for the server's 334 (RFC 4954 4).
  const held = initial && !fitsInitialResponse(mechanism.name, initial) ? initial : undefined;
  if (held) initial = undefined;
  let command: Command = auth(mechanism.name, initial);
  let waiting =
    held ?? (mechanism.clientFirst && !speakFirst ? respond(new Uint8Array(0)) : undefined);
  for (let challenges = 0; ; challenges += 1) {
    const reply = yield* heard(session, command);
    if (reply.code >= 200 && reply.code < 300) return "done";
    if (reply.code >= 300 && reply.code < 400) {
      if (challenges === MOST_CHALLENGES) {
        session.ending = true;
        throw lost(session, new OutOfStep(ENDLESS), "auth", { command: command.shown });
      }
      command = waiting
        ? authResponse(mechanism.name, waiting)
        : responseTo(session.challenge, mechanism, respond);
      waiting = undefined;
      continue;
    }
    return yield* refusedBy(session, mechanism, command, reply, again);
  }
}

/** The token of now. What the caller's function throws is a cause, and is not repeated: it may hold secrets. */
function* fetched(session: Session): Script<string> {
  try {
    const token = yield* perform({ do: "token" });
    conceal(session, token);
    return token;
  } catch (error) {
    if (error instanceof TransportError) throw lost(session, error, "auth");
    throw new SmtpError("No token could be had for authentication: `auth.token` failed.", {
      code: "AUTH_TEMPORARY",
      phase: "auth",
      retry: "later",
      decisions: allDecisions(session),
      cause: error,
    });
  }
}

/** A challenge that is no base64 or that the mechanism cannot answer cancels the exchange (RFC 4954 4). */
function responseTo(
  text: string,
  mechanism: Mechanism,
  respond: (challenge: Uint8Array) => Uint8Array,
): Command {
  // Some servers put words where the challenge belongs; LOGIN answers whatever it is asked.
  const challenge = base64Decode(text.trim()) ?? new Uint8Array(0);
  try {
    return authResponse(mechanism.name, respond(challenge));
  } catch {
    return authCancel(mechanism.name);
  }
}

function* refusedBy(
  session: Session,
  mechanism: Mechanism,
  command: Command,
  reply: Reply,
  again: boolean,
): Script<Attempt> {
  const { name } = mechanism;
  const reaction = judge(session, reply, command.asked, {
    mechanism: name,
    initialResponse: command.initialResponse === true,
    again,
    mechanismsLeft: mechanismsAfter(session, name),
  });
  const { because } = reaction;
  const leaving = { feature: "AUTH", way: name, because, reply, cost: 1, phase: "auth" } as const;
  switch (reaction.action) {
    case "already-authenticated":
      return "done";
    case "without-initial-response":
      return "speak-second";
    case "resynchronize":
      if (again) break;
      return "greet-again";
    case "next-way":
      if (because === "mechanism-too-weak") {
        for (const other of mechanismsAfter(session, name).filter(notStrongerThan(name))) {
          yield* fallBack(session, { ...leaving, way: other, cost: 0 });
        }
      }
      yield* fallBack(session, leaving);
      return "replan";
    case "secure-first":
      if (session.tls || session.demanded.includes("STARTTLS")) break;
      session.demanded = [...session.demanded, "STARTTLS"];
      yield* secure(session);
      if (session.tls) return "replan";
      break;
    default:
  }
  if (because === "closing") {
    const what = `${session.config.host} closed the session`;
    throw refused(session, "SERVER_UNAVAILABLE", "auth", what, reply, reaction);
  }
  if (session.wishes.AUTH !== "require") {
    yield* fallBack(session, leaving);
    for (const other of mechanismsAfter(session, name)) {
      yield* fallBack(session, { ...leaving, way: other, cost: 0 });
    }
    return "replan";
  }
  throw refused(session, codeOf(reply, reaction), "auth", sentence(session, name), reply, reaction);
}

function notStrongerThan(name: string): (other: string) => boolean {
  const strength = (mechanism: string): number => MECHANISM_STRENGTH[mechanism] ?? 0;
  return (other) => strength(other) <= strength(name);
}

function codeOf(reply: Reply, { because }: Reaction): SmtpErrorCode {
  if (reply.code < 500) return "AUTH_TEMPORARY";
  return because === "authentication-unavailable" ? "AUTH_UNAVAILABLE" : "AUTH_REFUSED";
}

function sentence(session: Session, mechanism: string): string {
  return `${session.config.host} did not accept the credentials by ${mechanism}; they were not tried again`;
}

/** What the plan would try if this mechanism were out of the question, and so on down the ladder. */
function mechanismsAfter(session: Session, name: string): string[] {
  const names: string[] = [];
  let evidence = evidenceOf(session);
  for (let way: string | undefined = name; way !== undefined && way !== NONE; ) {
    const left = { feature: "AUTH", way, because: "unsupported", extraRoundTrips: 0 } as const;
    evidence = { ...evidence, left: [...evidence.left, left] };
    way = chooseWay("AUTH", evidence, session.wishes, session.tables.ladders).way;
    if (way !== undefined && way !== NONE) names.push(way);
  }
  return names;
}

function* heard(session: Session, command: Command): Script<Reply> {
  try {
    return yield* ask(session, command, "auth");
  } catch (error) {
    throw lost(session, error, "auth", { command: command.shown });
  }
}
