/** Replays transcripts with scripts and reports the first difference. The server's side is in `replay-network.ts`. */
import type { ConnectionInfo, Script } from "../protocol/session/effects.ts";
import { type DriveOptions, driveScript } from "./drive-script.ts";
import { encodeUtf8 } from "./octets.ts";
import { playSession } from "./play-session.ts";
import { createReplayNetwork, type Difference, Differs } from "./replay-network.ts";
import type { Json, Transcript, TranscriptHead } from "./transcript.ts";

/** The result of a replay. */
export interface Replay {
  /** The first difference; absent if there is none. */
  readonly difference?: Difference & {
    /** How the server's octets were split when the difference was found. */
    readonly split: "whole" | "octet by octet";
  };
  /** The client's actions up to the difference, as lines of a transcript. */
  readonly client: readonly string[];
  /** The outcome of each message; empty if the dialogue differed. */
  readonly results: readonly Json[];
}

/** Options of a replay. */
export interface ReplayOptions extends Pick<DriveOptions, "delay" | "onPerformed"> {}

/** Creates the script to play from a transcript's head. Its result has one entry for each message. */
export type Play = (head: TranscriptHead) => Script<readonly unknown[]>;

/**
 * Plays the server's side of a transcript, first in the packets of the transcript, then octet by octet, and compares
 * the client's output and the outcomes.
 *
 * @param transcript the expected session
 * @param play the client; default: open a session, deliver every message, quit
 * @param options `delay` of a packet, and an observer of every effect; both for the first play only
 * @throws errors of the script other than SmtpError, and violations of the contract of an effect
 *
 * @example
 * ```ts run
 * for (const [name, text] of Object.entries(transcripts)) {
 *   const { difference } = replayTranscript(parseTranscript(text));
 *   if (difference) throw new Error(`${name}, line ${difference.line}: ${difference.got}`);
 * }
 * ```
 */
export function replayTranscript(
  transcript: Transcript,
  play: Play = playSession,
  options: ReplayOptions = {},
): Replay {
  const whole = replayOnce(transcript, play, options);
  if (whole.difference || transcript.head.play === "whole") return whole;
  const split = replayOnce(transcript, play, { chunk: 1 });
  return split.difference ? split : whole;
}

function replayOnce({ head, steps }: Transcript, play: Play, options: DriveOptions): Replay {
  const network = createReplayNetwork(steps);
  const { client } = network;
  const token = readToken(head);
  const link = readLink(head);
  let results: readonly Json[] = [];
  try {
    const { outcome } = driveScript(play(head), network, {
      ...options,
      ...(token === undefined ? {} : { token }),
      ...(link === undefined ? {} : { link }),
    });
    if ("error" in outcome) throw outcome.error;
    network.end();
    results = JSON.parse(JSON.stringify(outcome.result)) as readonly Json[];
    checkExpectations(head, results);
    return { client, results };
  } catch (error) {
    if (!(error instanceof Differs)) throw error;
    const split = options.chunk === undefined ? "whole" : "octet by octet";
    return { difference: { ...error.difference, split }, client, results };
  }
}

/** Returns the token, or a function that returns one token after the other. */
export function readToken({ options }: TranscriptHead): string | (() => string) | undefined {
  const auth = options["auth"];
  const token = auth && typeof auth === "object" && "token" in auth ? auth["token"] : undefined;
  if (typeof token === "string") return token;
  if (!Array.isArray(token)) return undefined;
  const tokens = token.filter((each) => typeof each === "string");
  return () => (tokens.length > 1 ? tokens.shift() : tokens[0]) ?? "";
}

/** Returns the connection data; channel bindings are written as text. */
export function readLink({ options }: TranscriptHead): Partial<ConnectionInfo> | undefined {
  const { link } = options as {
    readonly link?: Partial<Omit<ConnectionInfo, "channelBindings">> & {
      readonly channelBindings?: Readonly<Record<string, string>>;
    };
  };
  if (!link) return undefined;
  const { channelBindings, ...rest } = link;
  if (!channelBindings) return rest;
  const bindings = Object.entries(channelBindings).map(([name, text]) => [name, encodeUtf8(text)]);
  return { ...rest, channelBindings: Object.fromEntries(bindings) };
}

function checkExpectations({ expectations }: TranscriptHead, results: readonly Json[]): void {
  for (const [at, { line, value }] of expectations.entries()) {
    const unlike = firstUnlike(value, results[at] ?? null, "");
    if (unlike) throw new Differs({ line, ...unlike });
  }
}

/** Returns where `got` lacks something expected. Objects may contain more; lists may not. */
function firstUnlike(
  expected: Json,
  got: Json | undefined,
  path: string,
): Pick<Difference, "expected" | "got"> | undefined {
  const describe = (value: Json | undefined): string =>
    `${path || "result"} ${JSON.stringify(value)}`;
  const unlike = { expected: describe(expected), got: describe(got) };
  if (expected === null || typeof expected !== "object")
    return expected === got ? undefined : unlike;
  if (got === null || typeof got !== "object") return unlike;
  const list = Array.isArray(expected);
  if (list !== Array.isArray(got)) return unlike;
  if (list && expected.length !== (got as readonly Json[]).length) return unlike;
  const there = got as { readonly [key: string]: Json };
  for (const [key, value] of Object.entries(expected)) {
    const at = list ? `${path}[${key}]` : path ? `${path}.${key}` : key;
    const inner = firstUnlike(value, there[key], at);
    if (inner) return inner;
  }
  return undefined;
}
