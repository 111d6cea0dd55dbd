/**
 * A mail server without a network.
 *
 * It is a pure reducer: octets from the client and a state go in, a new state and the outputs come out. No state ever
 * changes. The same server therefore works for a script in a unit test, an application in memory, a web page that
 * steps back in time, and a real socket.
 *
 * `receiveBytes` splits octets into lines and content. The table of commands decides the result of a line, and
 * `respond` returns that reply or the personality's answer. State that changes is in `virtual-world.ts`.
 */

import { scanDots } from "./dot-scanner.ts";
import { decodeUtf8, encodeUtf8, findCrlf, fromBase64, join, nothing } from "./octets.ts";
import type { ReplyName } from "./ordinary-replies.ts";
import { type AnswerTo, checkPersonality, lines, type Personality } from "./personality.ts";
import { type Occasion, respond } from "./virtual-answers.ts";
import { answerChallenge, commands, type VirtualCommandRow } from "./virtual-commands.ts";
import { longestLine, readPath } from "./virtual-parameters.ts";
import { getObjection, say } from "./virtual-replies.ts";
import type { Choose, VirtualServer } from "./virtual-state.ts";
import {
  type CommandResult,
  note,
  type Output,
  type ServerStep,
  type SharedServerState,
  type State,
  unshared,
  withoutContent,
  withoutTransaction,
} from "./virtual-state.ts";
import { endOfChunk, endOfData } from "./virtual-transaction.ts";

/**
 * Creates a server from a personality.
 *
 * @param personality the server's behaviour; copied, so later changes have no effect
 * @throws {TypeError} if the personality has an answer that can never be used
 *
 * @example
 * const server = createVirtualServer({ capabilities: ["PIPELINING"], tls: "none" });
 * const [state, outputs] = start(server, { tls: false });
 */
export function createVirtualServer(personality: Personality, choose?: Choose): VirtualServer {
  checkPersonality(personality);
  const { capabilities, capabilitiesTls = [], capabilitiesAuth = [], bdat, name } = personality;
  const all = [...capabilities, ...capabilitiesTls, ...capabilitiesAuth];
  const keywords = all.map((line) => line.toUpperCase());
  return freeze({
    personality: structuredClone(personality),
    host: name ?? "mail.example.test",
    enhanced: keywords.includes("ENHANCEDSTATUSCODES"),
    chunks: bdat === undefined ? keywords.includes("CHUNKING") : bdat === "aware",
    ...(choose && { choose }),
  });
}

function freeze<T>(value: T): T {
  for (const part of Object.values(value ?? {})) if (typeof part === "object") freeze(part);
  return Object.freeze(value);
}

/** Returns the state of a new connection without any data. */
export function accepted(server: VirtualServer, shared: SharedServerState = unshared): State {
  const connection = shared.connections + 1;
  return {
    server,
    shared: { ...shared, connections: connection },
    connection,
    phase: "open",
    tls: false,
    upgraded: false,
    greeted: "no",
    turnedAway: false,
    offered: [],
    user: undefined,
    exchange: undefined,
    transaction: undefined,
    reading: { as: "commands" },
    pending: nothing,
    ...withoutContent,
    errors: 0,
    lastVerb: "GREETING",
    fitted: [],
  };
}

/**
 * Returns the server's first output: its greeting, or nothing if TLS comes first.
 *
 * @param state a state from `accepted`
 */
export function begin(state: State): ServerStep {
  const { greetsAfter, tls } = state.server.personality;
  if (tls === "implicit" && !state.tls) return [{ ...state, phase: "handshake" }, []];
  if (greetsAfter !== undefined) return [{ ...state, phase: "silent" }, []];
  return sendGreeting(state);
}

/** Sends the delayed greeting. */
export function greetLate(state: State): ServerStep {
  return state.phase === "silent" ? sendGreeting({ ...state, phase: "open" }) : [state, []];
}

function sendGreeting(state: State): ServerStep {
  const { greeting } = state.server.personality;
  const ordinary = `220 ${state.server.host} ESMTP`;
  const verdict: CommandResult = {
    lines: greeting === undefined ? [ordinary] : lines(greeting),
    effect: (before, code) => ({ ...before, turnedAway: code >= 400 }),
  };
  return respond(state, { as: ["GREETING"] }, verdict);
}

/**
 * Connects a client.
 *
 * @param server the server
 * @param options `tls`: the handshake is done; `shared`: the state shared with earlier connections, so that counts
 * continue and the mailbox is kept
 * @returns the state of the connection, and the greeting
 */
export function start(
  server: VirtualServer,
  { tls, shared }: { readonly tls: boolean; readonly shared?: SharedServerState },
): ServerStep {
  return begin({ ...accepted(server, shared), tls });
}

/**
 * Completes the TLS handshake. After STARTTLS, everything learned before is discarded (RFC 3207 4.2); with implicit
 * TLS, the greeting follows.
 */
export function secured(state: State): ServerStep {
  const fresh = { greeted: "no", offered: [], user: undefined, pending: nothing } as const;
  const safe: State = { ...withoutTransaction(state), ...fresh, phase: "open", tls: true };
  return state.server.personality.tls === "implicit"
    ? begin(safe)
    : [{ ...safe, upgraded: true }, []];
}

/** Handles a close by the client. */
export function peerClosed(state: State): ServerStep {
  if (state.phase === "closed") return [state, []];
  return [{ ...state, phase: "closed" }, [{ close: true }]];
}

/**
 * Handles octets from the client.
 *
 * @param state the state before
 * @param bytes octets, split anywhere
 * @returns the state after, and the outputs in order
 */
export function receiveBytes(state: State, bytes: Uint8Array): ServerStep {
  if (state.phase === "silent") return turnAway(state);
  if (state.phase !== "open") return [state, []];
  const { pipelining } = state.server.personality;
  const outputs: Output[] = [];
  let now: State = { ...state, pending: nothing };
  let rest = join([state.pending, bytes]);
  let replied = false;
  while (now.phase === "open") {
    const taken = consumeBytes(now, rest);
    if (!taken) break;
    const [[next, made], used] = taken;
    now = next;
    rest = rest.subarray(used);
    outputs.push(...(pipelining && replied ? made.filter((output) => !("send" in output)) : made));
    replied ||= made.some((output) => "send" in output);
    if (replied && pipelining === "discards") rest = nothing;
  }
  return [{ ...now, pending: now.phase === "open" ? rest.slice() : nothing }, outputs];
}

/** Refuses a client that sends data before the greeting, which is typical of spam programs (RFC 5321 3.1). */
function turnAway(state: State): ServerStep {
  const reply = encodeUtf8(
    `554 5.5.1 ${state.server.host} Error: you spoke before the greeting\r\n`,
  );
  return [{ ...state, phase: "closed" }, [{ send: reply }, { close: true }]];
}

/** Processes the first of these octets and returns how many were used; nothing if more octets are needed. */
function consumeBytes(state: State, octets: Uint8Array): [ServerStep, number] | undefined {
  const { reading } = state;
  if (reading.as === "commands") {
    const end = findCrlf(octets);
    return end < 0 ? undefined : [line(state, octets.subarray(0, end)), end + 2];
  }
  if (octets.length === 0) return undefined;
  if (reading.as === "chunk") {
    const piece = octets.slice(0, reading.left);
    const left = reading.left - piece.length;
    const uploaded = upload({ ...state, reading: { ...reading, left } }, piece);
    return [left > 0 ? uploaded : andThen(uploaded, endChunk), piece.length];
  }
  const { content, at, used, ended } = scanDots(reading.at, octets);
  const uploaded = upload({ ...state, reading: { ...reading, at } }, content);
  return [ended ? andThen(uploaded, endLines) : uploaded, used];
}

function andThen([state, outputs]: ServerStep, more: (state: State) => ServerStep): ServerStep {
  if (state.phase !== "open") return [state, outputs];
  const [after, further] = more(state);
  return [after, [...outputs, ...further]];
}

function upload(state: State, piece: Uint8Array): ServerStep {
  if (piece.length === 0) return [state, []];
  const octets = { before: state.octets, now: state.octets + piece.length };
  const grown = { ...state, octets: octets.now, content: { piece, before: state.content } };
  return respond(
    grown,
    { as: ["UPLOAD"], octets },
    {
      lines: [],
      effect: (before, _code, given) =>
        given.length > 0 ? { ...before, answeredEarly: true } : before,
    },
  );
}

function endLines(state: State): ServerStep {
  const commanded: State = { ...state, reading: { as: "commands" } };
  if (state.answeredEarly) return [withoutTransaction(commanded), []];
  return respond(commanded, { as: ["CONTENT"] }, endOfData(state));
}

function endChunk(state: State): ServerStep {
  const argument = state.reading.as === "chunk" ? state.reading.argument : "";
  const verdict = endOfChunk(state, / LAST$/i.test(argument));
  const commanded: State = { ...state, reading: { as: "commands" } };
  if (state.answeredEarly) return [verdict.effect?.(commanded, 554, []) ?? commanded, []];
  return respond(commanded, { as: ["BDAT"], words: argument.split(" ") }, verdict);
}

/** Handles a complete line, without its CRLF. */
function line(state: State, octets: Uint8Array): ServerStep {
  const text = decodeUtf8(octets);
  if (state.exchange) {
    const { mechanism } = state.exchange;
    const known = text === "*" ? state : noteCredentials(state, mechanism, text);
    return respond(
      known,
      { as: ["AUTH-RESPONSE"], words: [mechanism] },
      answerChallenge(state, text),
    );
  }
  const [, name = "", argument = ""] = /^([A-Za-z][A-Za-z0-9-]*)(?: (.*))?$/s.exec(text) ?? [];
  const verb = name.toUpperCase();
  const words = argument.split(" ");
  const known = { ...state, lastVerb: verb };
  if (verb === "BDAT") return runBdat(known, argument);
  const row = commands.find((command) => command.verb === verb);
  if (!row) {
    const entry = { line: text, after: state.lastVerb, connection: state.connection };
    const unknown: CommandResult = { lines: say(state, "OTHER", text) };
    return respond(note(state, "stray", entry), { as: ["OTHER"], words }, unknown);
  }
  const address = readPath(verb === "MAIL" ? "FROM:" : "TO:", argument)?.address;
  const occasion: Occasion = {
    as: getAnswerNames(verb === "LHLO" ? "EHLO" : verb, state),
    words,
    ...(address === undefined ? {} : { address }),
  };
  const [mechanism = "", response] = words;
  const noted =
    verb === "AUTH" && response ? noteCredentials(known, mechanism.toUpperCase(), response) : known;
  const wrong = objectionTo(noted, row, argument, octets.length + 2);
  return respond(noted, occasion, wrong ?? row.run(noted, argument));
}

/** Returns the names of a command in a personality's answers. */
function getAnswerNames(verb: string, { upgraded }: State): AnswerTo[] {
  return verb === "EHLO" && upgraded ? ["EHLO-AFTER-TLS", "EHLO"] : [verb as AnswerTo];
}

function objectionTo(
  state: State,
  { verb, ungreeted, inClear, argument: wanted }: VirtualCommandRow,
  argument: string,
  length: number,
): Pick<CommandResult, "lines"> | undefined {
  const { requireTls, parameters } = state.server.personality;
  const wrong: readonly (readonly [boolean, ReplyName])[] = [
    [length > longestLine(verb, state.offered, parameters), "line too long"],
    [state.turnedAway && verb !== "QUIT", "turned away"],
    [wanted === "none" && argument !== "", "argument too much"],
    [wanted === "needed" && argument.trim() === "", "argument missing"],
    [!ungreeted && state.greeted === "no", "before EHLO"],
    [!inClear && requireTls === true && !state.tls, "before STARTTLS"],
  ];
  for (const [holds, name] of wrong) {
    const objected = holds ? getObjection(state, name, verb) : undefined;
    if (objected) return objected;
  }
  return undefined;
}

/** Handles BDAT: its octets are read first, whether or not it is refused (RFC 3030 2). */
function runBdat(state: State, argument: string): ServerStep {
  const occasion: Occasion = { as: ["BDAT"], words: argument.split(" ") };
  if (!state.server.chunks) {
    return respond(state, occasion, { lines: say(state, "BDAT unserved", argument) });
  }
  const [, size] = /^(\d{1,20})(?: LAST)?$/i.exec(argument) ?? [];
  if (size === undefined) {
    return respond(state, occasion, { lines: say(state, "BDAT syntax") });
  }
  const reading = { as: "chunk", left: Number(size), argument } as const;
  return reading.left === 0 ? endChunk({ ...state, reading }) : [{ ...state, reading }, []];
}

function noteCredentials(state: State, mechanism: string, response: string): State {
  const { tls, connection } = state;
  const decoded = fromBase64(response) ?? response;
  return note(state, "credentials", { mechanism, response: decoded, tls, connection });
}
