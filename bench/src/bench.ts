/** The types and helpers that all parts of the page share. */
import type { Contestant, Runner } from "./contest.ts";
import type { ClientName, SenderName, Sent, Target, WarmUp } from "./job.ts";
import { type Host, measure, startSession } from "./processes.ts";
import type { Sinks } from "./sinks/sinks.ts";

/** The amount and conditions of the measurements. */
export interface Bench {
  readonly sinks: Sinks;
  /** Few and short measurements without meaningful numbers: to see that everything works. */
  readonly quick: boolean;
  /** How often long-running processes are replaced by new ones, at most. */
  readonly casts: number;
  /** How often each thing is measured, at most; for long-running processes: each of them. */
  readonly rounds: number;
  /** Returns whether the part has used up its time: everything is then measured only once. */
  late(): boolean;
  /** Seconds of a measurement. */
  readonly seconds: number;
  /** Number of 1 kB messages that a process sends before it is measured. */
  readonly warm: number;
  /** A built checkout of another version to compare the goals with. */
  readonly base: string | undefined;
  /** The rows of the goals to measure; empty: all. */
  readonly only: readonly string[];
}

/** A part of the page. */
export interface Part {
  readonly title: string;
  /** The seconds it should take. */
  readonly budget: number;
  /** Returns the part's text in Markdown. The part itself writes other files. */
  measure(bench: Bench): Promise<string>;
}

/** The clients of the tables, in order, with their names there. */
export const CLIENTS: Readonly<Record<ClientName, string>> = {
  parley: "Parley",
  "parley-overlap": "Parley, messages pipelined",
  nodemailer: "nodemailer",
  emailjs: "emailjs",
  upyo: "upyo",
};

/** The client with which the others are compared. */
export const AGAINST: string = CLIENTS.nodemailer;

/** The names of the clients in jobs. */
export const CLIENT_NAMES = Object.keys(CLIENTS) as readonly ClientName[];

/** The number of first messages of a process that are measured separately from later ones. */
export const FIRST = 500;

/** Seconds after which a client that mostly waits does not get faster any more. */
const WARM_SECONDS = 15;

/** Bytes after which more content has no effect, and the fewest messages. */
const WARM_OCTETS = 300_000_000;
const WARM_LEAST = 20;

/** Returns how long a client warms up: fewer messages if they are large. */
export function warmUpFor({ warm, quick }: Bench, { octets }: Target): WarmUp {
  const fewer = Math.max(WARM_LEAST, Math.round(WARM_OCTETS / octets));
  if (quick) return { messages: fewer < warm ? 1 : warm, seconds: 1 };
  return { messages: Math.min(warm, fewer), seconds: WARM_SECONDS };
}

/** Creates a client that keeps sending between its measurements. */
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

/** Measures the first messages of a process, in a new process each time. */
export function firstOf(
  { quick }: Bench,
  client: SenderName,
  target: Target,
  { name = nameOf(client), ...host }: Host & { readonly name?: string } = {},
): Contestant<Sent> {
  const messages = quick ? 20 : FIRST;
  return { name, measure: () => measure({ work: "first", client, target, messages }, host) };
}

/** Returns the client's name in the tables. */
export function nameOf(client: SenderName): string {
  return client === "bare-sockets" ? "bare sockets of Node" : CLIENTS[client];
}

/** Returns the bench with fewer rounds, for measurements that take long or vary little. */
export function atMost(bench: Bench, rounds: number): Bench {
  return { ...bench, rounds: Math.min(bench.rounds, rounds) };
}
