/** What every part of the page is made from. */
import type { ClientName, SenderName, SendJob, Target } from "./job.ts";
import type { Sinks } from "./sinks/sinks.ts";

/** How much is done, and with what. */
export interface Bench {
  readonly sinks: Sinks;
  /** So few and short measurements that the numbers mean nothing: to see that all of it works. */
  readonly quick: boolean;
  /** How often each thing is measured, at most. */
  readonly rounds: number;
  /** The part has used up its time: what was measured once is not measured again. */
  late(): boolean;
  /** How long a measurement takes, in seconds, after it has warmed up. */
  readonly seconds: number;
  readonly warm: number;
}

/** A part of the page. */
export interface Part {
  readonly title: string;
  /** Seconds that it should take. */
  readonly budget: number;
  /** What it says, in Markdown. Files beside the page are written by the part itself. */
  measure(bench: Bench): Promise<string>;
}

/** The clients of the tables, in order, with the name by which they go there. */
export const CLIENTS: Readonly<Record<ClientName, string>> = {
  parley: "Parley",
  "parley-overlap": "Parley, messages overlap",
  nodemailer: "nodemailer",
  emailjs: "emailjs",
  upyo: "upyo",
};

/** The client against whom the others are held. */
export const AGAINST: string = CLIENTS.nodemailer;

/** Their names, as jobs have them. */
export const CLIENT_NAMES = Object.keys(CLIENTS) as readonly ClientName[];

/** A job that sends for as long as this run of the benchmark has it. */
export function sendJob({ warm, seconds }: Bench, client: SenderName, target: Target): SendJob {
  return { work: "send", client, target, warm, seconds };
}

/** The same with fewer rounds, for what takes long or varies little. */
export function atMost(bench: Bench, rounds: number): Bench {
  return { ...bench, rounds: Math.min(bench.rounds, rounds) };
}
