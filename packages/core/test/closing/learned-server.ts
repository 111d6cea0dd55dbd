/** A virtual server that says what the server of a transcript said, for as many connections as a client needs. */

import type { Reply } from "../../src/protocol/reply/reply.ts";
import type { ClientEvent } from "../../src/protocol/session/events.ts";
import type { Receipt } from "../../src/protocol/session/outcome.ts";
import type { Answer, AnswerTo, Personality, Refusal } from "../../src/testing/personality.ts";
import { playSession } from "../../src/testing/play-session.ts";
import { type Play, replayTranscript } from "../../src/testing/replay.ts";
import type { Json, Transcript } from "../../src/testing/transcript.ts";

/** A reply of the transcript's server, and when it came. */
interface Heard {
  readonly to: AnswerTo;
  readonly reply: Reply;
  readonly when: NonNullable<Answer["when"]>;
  readonly words: readonly string[];
  readonly connection: number;
}

const MOMENTS: Readonly<Record<string, AnswerTo>> = {
  "(greeting)": "GREETING",
  "(message content)": "CONTENT",
  "***": "AUTH-RESPONSE",
  "*": "AUTH-RESPONSE",
  LHLO: "EHLO",
};

/**
 * Learns a server from a transcript.
 *
 * @returns its personality: what it offers, and an answer for each thing that it refused; absent when it refused nothing
 */
export function learnServer(transcript: Transcript): Personality | undefined {
  const { events, results } = played(transcript);
  const heard = repliesOf(events);
  if (!heard.some(({ reply }) => reply.code >= 400)) return undefined;
  const connected = events.filter((event) => event.type === "connected");
  const implicit = connected[0]?.tls === true;
  const secured = events.some(({ type }) => type === "secured");
  const { auth, protocol } = transcript.head.options as {
    readonly auth?: { readonly user?: string; readonly pass?: string };
    readonly protocol?: string;
  };
  const lmtp = protocol === "lmtp";
  const offered = offers(heard);
  return {
    name: "mail.example.net",
    capabilities: offered.clear ?? offered.tls ?? [],
    ...(offered.tls ? { capabilitiesTls: offered.tls } : {}),
    ...(offered.authenticated ? { capabilitiesAuth: offered.authenticated } : {}),
    ...(lmtp ? { lmtp } : {}),
    tls: implicit ? "implicit" : secured ? "starttls" : "none",
    ...(connected.some(({ to }) => to.port === 465) && !implicit
      ? { ports: { 465: { tls: "implicit" as const } } }
      : {}),
    ...(auth?.user && auth.pass ? { users: { [auth.user]: auth.pass } } : {}),
    ...(heard.some(({ to, reply }) => to === "BDAT" && [500, 502].includes(reply.code))
      ? { bdat: "unaware" as const }
      : {}),
    ...(lmtp ? { refuse: refusedForEach(results) } : {}),
    answers: answersOf(lmtp ? heard.filter(({ to }) => to !== "CONTENT") : heard),
  };
}

function played(transcript: Transcript): {
  readonly events: readonly ClientEvent[];
  readonly results: readonly Json[];
} {
  const events: ClientEvent[] = [];
  const play: Play = (head) => playSession(head);
  const whole = { ...transcript, head: { ...transcript.head, play: "whole" } } as const;
  const { results } = replayTranscript(whole, play, {
    onPerformed: ({ effect }) => {
      if (effect.do === "emit") events.push(effect.event);
    },
  });
  return { events, results };
}

/** In LMTP the answer to the content of each recipient (RFC 2033 4.2). */
function refusedForEach(results: readonly Json[]): readonly Refusal[] {
  const told = results as readonly (Partial<Receipt> & { readonly error?: Partial<Receipt> })[];
  return told
    .flatMap(({ error, recipients = error?.recipients ?? [] }) => recipients)
    .filter(({ reply }) => (reply?.code ?? 0) >= 400)
    .map(({ address, reply }) => ({
      recipient: address,
      reply: `${reply?.code} ${reply?.lines.join(" ")}`,
      afterContent: true as const,
    }));
}

function repliesOf(events: readonly ClientEvent[]): readonly Heard[] {
  const heard: Heard[] = [];
  let tls = false;
  let authenticated = false;
  let mechanism = "";
  let connection = 0;
  for (const event of events) {
    if (event.type === "connected") {
      tls = event.tls;
      authenticated = false;
      connection += 1;
    }
    if (event.type === "secured") tls = true;
    if (event.type !== "reply") continue;
    const { reply, answers } = event;
    const [verb = "", ...words] = answers.split(" ");
    const to = MOMENTS[answers] ?? MOMENTS[verb] ?? (verb as AnswerTo);
    if (to === "AUTH") mechanism = words[0] ?? "";
    const auth = to === "AUTH" || to === "AUTH-RESPONSE";
    const [, address] = /^(?:MAIL FROM|RCPT TO):<(.*?)>/i.exec(answers) ?? [];
    const parameter = auth ? mechanism : to === "EHLO" || to === "HELO" ? words[0] : undefined;
    heard.push({
      to,
      reply,
      connection,
      words: words.slice(1),
      when: {
        tls,
        authenticated,
        ...(address === undefined ? {} : { address }),
        ...(parameter === undefined ? {} : { parameter }),
        ...(to === "AUTH" ? { initialResponse: words.length > 1 } : {}),
      },
    });
    if (auth && reply.code === 235) authenticated = true;
  }
  return heard;
}

type Offers = Partial<Record<"clear" | "tls" | "authenticated", readonly string[]>>;

/** What EHLO listed, by the state of the connection; the first time counts. */
function offers(heard: readonly Heard[]): Offers {
  const found: Offers = {};
  for (const { to, reply, when } of heard) {
    if (to !== "EHLO" || reply.code >= 300) continue;
    const state = when.authenticated ? "authenticated" : when.tls ? "tls" : "clear";
    found[state] ??= reply.lines.slice(1);
  }
  return found;
}

/** An answer for every refusal; one that was taken back later is given only so many times. */
function answersOf(heard: readonly Heard[]): readonly Answer[] {
  const answers: Answer[] = [];
  for (const one of heard) {
    if (one.reply.code < 400) continue;
    const same = heard.filter((other) => isSame(one, other));
    const parameter = refusedParameter(one, same);
    const when = { ...one.when, ...(parameter === undefined ? {} : { parameter }) };
    const alike = parameter === undefined ? same : same.filter(has(parameter));
    const forGood = alike.every(({ reply }) => reply.code === one.reply.code);
    if (forGood && alike[0] !== one) continue;
    const counted = { nth: alike.indexOf(one) + 1 };
    const once = alike.every(({ connection }) => connection === one.connection);
    // A second EHLO or HELO is another thing than the first one on another connection.
    const hello = once && (one.to === "EHLO" || one.to === "HELO");
    answers.push({
      to: one.to,
      when,
      ...(forGood ? {} : counted),
      ...(hello ? { perConnection: true } : {}),
      reply: one.reply.lines.map((text, line) => {
        const { code, lines } = one.reply;
        return `${code}${line === lines.length - 1 ? " " : "-"}${text}`;
      }),
    });
  }
  return answers;
}

function isSame(one: Heard, other: Heard): boolean {
  return one.to === other.to && JSON.stringify(one.when) === JSON.stringify(other.when);
}

/** The parameter without which the same command was accepted. */
function refusedParameter(one: Heard, same: readonly Heard[]): string | undefined {
  if (one.to !== "MAIL" && one.to !== "RCPT") return undefined;
  const accepted = same.find(({ reply }) => reply.code < 300);
  if (accepted) return one.words.find((word) => !accepted.words.includes(word));
  return [501, 504, 555].includes(one.reply.code) ? one.words[0] : undefined;
}

function has(parameter: string): (heard: Heard) => boolean {
  return ({ words }) => words.includes(parameter);
}
