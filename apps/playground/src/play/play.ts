/** Plays a scene with the real core, at once: the page shows what comes of it and nothing else. */
import {
  type Capabilities,
  type ClientEvent,
  type Decision,
  type Receipt,
  SmtpError,
} from "@parley-smtp/core";
import {
  type AcceptedMessage,
  createVirtualWorld,
  type Difference,
  type Json,
  type Moment,
  type Performed,
  type Personality,
  parseTranscript,
  playSession,
  printTranscript,
  recordTranscript,
  replayTranscript,
  runSession,
  type Script,
  type TranscriptHead,
} from "@parley-smtp/core/testing";
import { hider } from "./hide.ts";
import { type Line, linesOf } from "./line.ts";
import { messageOf, optionsOf, type Scene, type Secrets } from "./scene.ts";

/** What became of one message: a receipt, or the error that was thrown. */
export type Outcome = Receipt | SmtpError;

/** What a session took up to its last message, without taking leave. */
export interface Cost {
  readonly roundTrips: number;
  readonly clock: number;
}

/** A scene that was played. */
export interface Run {
  readonly lines: readonly Line[];
  readonly outcomes: readonly Outcome[];
  readonly decisions: readonly Decision[];
  /** The EHLO replies that came, in order. */
  readonly offers: readonly { readonly tls: boolean; readonly capabilities: Capabilities }[];
  readonly cost: Cost;
  /** The least that such a session can take: this client, with a server that keeps what it offers. */
  readonly floor?: Cost;
  /** What the server took, whatever the client heard of it; absent where a transcript speaks. */
  readonly accepted?: readonly AcceptedMessage[];
  readonly history: readonly Moment[];
  /** Head and steps for a transcript; absent where a transcript speaks already. */
  readonly head: Pick<TranscriptHead, "options" | "messages">;
  /** Where the transcript and the session parted. */
  readonly difference?: Difference;
}

/** A scene cannot be played: the sentence says why. */
export interface Unplayable {
  readonly problem: string;
}

/**
 * Plays a scene.
 *
 * @param scene what to play
 * @param secrets credentials, for scenes that need some
 * @returns what came of it, or why it cannot be played
 */
export function play(scene: Scene, secrets: Secrets): Run | Unplayable {
  try {
    return scene.transcript === undefined
      ? { ...playServer(scene, secrets), ...floorOf(scene, secrets) }
      : playTranscript(scene.transcript, scene.roundTripTime);
  } catch (error) {
    // Local misuse, such as an address that is none, is the user's to read.
    if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError)
      return { problem: error.message };
    throw error;
  }
}

function playServer(scene: Scene, secrets: Secrets): Run {
  const { server, roundTripTime, pieces, client, mail } = scene;
  const options = optionsOf(client, secrets);
  const message = messageOf(mail);
  const head = { options, messages: Array.from({ length: mail.count }, () => message) };
  const world = createVirtualWorld(server);
  const all: Performed[] = [];
  const { outcome } = runSession(playSession(head), world, {
    delay: roundTripTime / 2,
    token: secrets.token,
    onPerformed: (performed) => void all.push(performed),
    ...(pieces === undefined ? {} : { chunk: pieces }),
  });
  if ("error" in outcome) throw outcome.error;
  return {
    ...told(all, outcome.result, hider(options.auth)),
    accepted: world.mailbox.accepted,
    history: world.history,
    head,
  };
}

function playTranscript(text: string, roundTripTime: number): Run {
  const { head, steps } = parseTranscript(text);
  const all: Performed[] = [];
  const first: { results?: readonly unknown[] } = {};
  // It is played twice, the second time octet by octet; what is shown is the first.
  const watched = function* (): Script<readonly unknown[]> {
    const results = yield* playSession(head);
    first.results ??= results;
    return results;
  };
  const { difference } = replayTranscript({ head, steps }, watched, {
    delay: roundTripTime / 2,
    onPerformed: (performed) => void all.push(performed),
  });
  return {
    ...told(all, first.results ?? [], hider(head.options["auth"])),
    history: [],
    head,
    ...(difference ? { difference } : {}),
  };
}

function told(
  all: readonly Performed[],
  results: readonly unknown[],
  mask: (text: string) => string,
): Pick<Run, "lines" | "outcomes" | "decisions" | "offers" | "cost"> {
  const lines = linesOf(all, mask);
  const events = all.flatMap(({ effect }) => (effect.do === "tell" ? [effect.event] : []));
  const outcomes = results.flatMap(outcomeOf);
  return {
    lines,
    outcomes,
    decisions: outcomes.at(-1)?.decisions ?? decisionsOf(results),
    offers: offersOf(events),
    cost: costOf(lines),
  };
}

/** A question's answer is none; it is read off the conversation. */
function outcomeOf(result: unknown): Outcome[] {
  if (typeof result !== "object" || result === null) return [];
  if ("error" in result && SmtpError.is(result.error)) return [result.error];
  return "recipients" in result ? [result as Receipt] : [];
}

function decisionsOf(results: readonly unknown[]): readonly Decision[] {
  const [only] = results as readonly { readonly decisions?: readonly Decision[] }[];
  return only?.decisions ?? [];
}

function offersOf(events: readonly ClientEvent[]): Run["offers"] {
  let tls = false;
  return events.flatMap((event) => {
    if (event.type === "connected") tls = event.tls;
    if (event.type === "secured") tls = true;
    return event.type === "capabilities" ? [{ tls, capabilities: event.capabilities }] : [];
  });
}

/** Taking leave costs the user nothing, for the outcome is known before. */
function costOf(lines: readonly Line[]): Cost {
  const quit = lines.findLastIndex((line) => line.kind === "command" && line.line === "QUIT");
  const last = lines[quit < 0 ? lines.length - 1 : quit - 1];
  return { roundTrips: last?.roundTrips ?? 0, clock: last?.clock ?? 0 };
}

/** The server as its offers describe it, without anything that it does otherwise. */
function honest(server: Personality): Personality {
  const { name, capabilities, capabilitiesTls, capabilitiesAuth, tls, mechanisms, size } = server;
  const kept = { name, capabilitiesTls, capabilitiesAuth, mechanisms, size };
  const given = Object.entries(kept).filter(([, value]) => value !== undefined);
  return { capabilities, tls, ...Object.fromEntries(given) };
}

function floorOf(scene: Scene, secrets: Secrets): Pick<Run, "floor"> {
  const { cost, outcomes } = playServer({ ...scene, server: honest(scene.server) }, secrets);
  // Where even that server cannot be used, nothing can be told.
  return outcomes.every((outcome) => !SmtpError.is(outcome)) ? { floor: cost } : {};
}

/** A run as a transcript that replays the same; the credentials in it stand for themselves. */
export function transcriptOf(run: Run, title: string): string {
  const { history, head, outcomes } = run;
  return printTranscript({
    head: {
      title,
      shows: [],
      notes: [],
      options: withoutSecrets(head.options),
      messages: head.messages,
      expectations: outcomes.map((outcome) => ({ line: 0, value: expectationOf(outcome) })),
      play: "any",
    },
    steps: recordTranscript(history),
  });
}

function withoutSecrets(options: TranscriptHead["options"]): TranscriptHead["options"] {
  const { auth, ...others } = options;
  if (typeof auth !== "object" || auth === null) return others;
  const hidden = Object.entries(auth).map(([key, value]) => [
    key,
    key === "pass" || key === "token" ? "a secret" : value,
  ]);
  return { ...others, auth: Object.fromEntries(hidden) as Json };
}

/** What a transcript or a test expects of a message that ended so. */
export function expectationOf(outcome: Outcome): { readonly [key: string]: Json } {
  if (SmtpError.is(outcome)) return { error: { code: outcome.code, retry: outcome.retry } };
  const fallbacks = outcome.fallbacks.map(({ feature, instead, because }) => ({
    feature,
    instead,
    ...(because === undefined ? {} : { because }),
  }));
  return { reply: { code: outcome.reply.code }, fallbacks };
}
