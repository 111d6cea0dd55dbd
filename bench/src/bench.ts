/** What every part of the page is made from. */
import type { Contestant, Runner } from "./contest.ts";
import type { ClientName, SenderName, Sent, Target, WarmUp } from "./job.ts";
import { type Host, measure, startSession } from "./processes.ts";
import type { Sinks } from "./sinks/sinks.ts";

/** How much is done, and with what. */
export interface Bench {
  readonly sinks: Sinks;
  /** So few and short measurements that the numbers mean nothing: to see that all of it works. */
  readonly quick: boolean;
  /** How often processes that run on are replaced by fresh ones, at most. */
  readonly casts: number;
  /** How often each thing is measured, at most; for processes that run on: how often each of them. */
  readonly rounds: number;
  /** The part has used up its time: what was measured once is not measured again. */
  late(): boolean;
  /** Seconds that a measurement takes. */
  readonly seconds: number;
  /** Messages of 1 kB that a process sends before it is measured. */
  readonly warm: number;
  /** A built checkout of another version, which the goals compare with. */
  readonly base: string | undefined;
  /** The rows of the goals to measure; none: all of them. */
  readonly only: readonly string[];
}

/** A part of the page. */
export interface Part {
  readonly title: string;
  /** Seconds that it should take. */
  readonly budget: number;
  /** Returns what it says, in Markdown. Files beside the page are written by the part itself. */
  measure(bench: Bench): Promise<string>;
}

/** The clients of the tables, in order, with the name by which they go there. */
export const CLIENTS: Readonly<Record<ClientName, string>> = {
  parley: "Parley",
  "parley-overlap": "Parley, messages pipelined",
  nodemailer: "nodemailer",
  emailjs: "emailjs",
  upyo: "upyo",
};

/** The client with which the others are compared. */
export const AGAINST: string = CLIENTS.nodemailer;

/** Their names, as jobs have them. */
export const CLIENT_NAMES = Object.keys(CLIENTS) as readonly ClientName[];

/** The first messages of a process, which are measured apart from the later ones. */
export const FIRST = 500;

/** Seconds after which a client that waits most of the time is as warm as it gets. */
const WARM_SECONDS = 15;

/** Bytes after which more content changes nothing, and the fewest messages. */
const WARM_OCTETS = 300_000_000;
const WARM_LEAST = 20;

/** Returns how long a client warms up: the messages are fewer if they are large. */
export function warmUpFor({ warm, quick }: Bench, { octets }: Target): WarmUp {
  const fewer = Math.max(WARM_LEAST, Math.round(WARM_OCTETS / octets));
  if (quick) return { messages: fewer < warm ? 1 : warm, seconds: 1 };
  return { messages: Math.min(warm, fewer), seconds: WARM_SECONDS };
}

/** A client that goes on sending between its measurements. */
export function runnerOf(
  bench: Bench,
  client: SenderName,
  target: Target,
  { name = nameOf(client), ...host }: Host & { readonly name?: string } = {},
): Runner<Sent> {
  const warm = warmUpFor(bench, target);
  return {
    name,
    start: () => startSession({ work: "session", client, target, warm }, bench.seconds, host),
  };
}

/** The first messages of a process, in a fresh process each time. */
export function firstOf(
  { quick }: Bench,
  client: SenderName,
  target: Target,
  { name = nameOf(client), ...host }: Host & { readonly name?: string } = {},
): Contestant<Sent> {
  const messages = quick ? 20 : FIRST;
  return { name, measure: () => measure({ work: "first", client, target, messages }, host) };
}

/** Returns the name by which a client goes in the tables. */
export function nameOf(client: SenderName): string {
  return client === "bare-sockets" ? "bare sockets of Node" : CLIENTS[client];
}

/** The same with fewer rounds, for what takes long or varies little. */
export function atMost(bench: Bench, rounds: number): Bench {
  return { ...bench, rounds: Math.min(bench.rounds, rounds) };
}
