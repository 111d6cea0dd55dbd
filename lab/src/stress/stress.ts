/**
 * Sessions over real sockets in which something goes wrong, by turns every kind of it.
 *
 * The servers' mailboxes are the judge (judge.ts). Every call ends, no rejection is unhandled, and nothing is left
 * open afterwards.
 */
import process from "node:process";
import { random as seeded } from "../load/random.ts";
import type { Kind } from "./kind.ts";
import { KINDS } from "./kinds.ts";
import type { StressServers } from "./plan.ts";
import { type CreateMailer, type KindReport, runSession } from "./session.ts";

/** How the run is made. */
export interface StressOptions {
  readonly sessions: number;
  readonly seed: number;
  readonly servers: StressServers;
  readonly createMailer: CreateMailer;
  /** The runtime keeps the socket of a TLS handshake that was given up until the server closes it. */
  readonly keepsHandshakes?: boolean;
  /** Sessions at the same time. Default 16. */
  readonly width?: number;
  /** Only the session of this number, to see what went wrong there. */
  readonly session?: number;
  /** Only the kinds of these names. */
  readonly only?: readonly string[];
  /** Milliseconds within which any call must have ended: many times every deadline that is set. Default 120 000. */
  readonly watchdog?: number;
}

/** What came of the run. */
export interface StressReport {
  readonly kinds: Readonly<Record<string, KindReport>>;
  /** Answers that were not the usual ones, by place. */
  readonly places: Readonly<Record<string, number>>;
  /** What should not have been, each with the session's number and kind. */
  readonly violations: readonly string[];
  readonly seconds: number;
}

const WATCHDOG = 120_000;

/** Runs the sessions. */
export async function runStress(options: StressOptions): Promise<StressReport> {
  const { sessions, seed, width = 16, only, watchdog = WATCHDOG } = options;
  const { servers, createMailer, keepsHandshakes = false } = options;
  const kinds = only ? KINDS.filter(({ name }) => only.includes(name)) : KINDS;
  const reports: Record<string, KindReport> = {};
  const places: Record<string, number> = {};
  const violations: string[] = [];
  const begun = performance.now();
  const before = resources();
  const stray = (error: unknown): void => {
    violations.push(`unhandled: ${error instanceof Error ? error.stack : String(error)}`);
  };
  process.on("unhandledRejection", stray);
  process.on("uncaughtException", stray);
  const { session = 0 } = options;
  const end = options.session === undefined ? sessions : session + 1;
  let next = session;
  const worker = async (): Promise<void> => {
    for (let number = next++; number < end; number = next++) {
      const kind = kinds[number % kinds.length] as Kind;
      reports[kind.name] ??= {
        sessions: 0,
        happened: 0,
        accepted: 0,
        rejected: 0,
        notSent: 0,
        unknown: 0,
        misuse: 0,
        excused: 0,
      };
      const found = await runSession({
        kind,
        random: seeded(seed * 1_000_003 + number),
        report: reports[kind.name] as KindReport,
        places,
        watchdog,
        servers,
        createMailer,
        keepsHandshakes,
      });
      violations.push(...found.map((each) => `session ${number} (${kind.name}): ${each}`));
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  violations.push(...(await resourcesLeft(before)));
  process.off("unhandledRejection", stray);
  process.off("uncaughtException", stray);
  return { kinds: reports, places, violations, seconds: (performance.now() - begun) / 1000 };
}

const COUNTED = ["Timeout", "TCPSocketWrap", "TLSWrap"];

/** Timers and sockets of this process that keep it alive, where the runtime reports them. */
function resources(): Readonly<Record<string, number>> {
  const names = process.getActiveResourcesInfo?.() ?? [];
  return Object.fromEntries(
    COUNTED.map((counted) => [counted, names.filter((name) => name === counted).length]),
  );
}

/** Waits for timers and sockets to end, and reports those that do not. */
async function resourcesLeft(before: Readonly<Record<string, number>>): Promise<string[]> {
  const until = performance.now() + 20_000;
  const left = (): string[] =>
    Object.entries(resources())
      .filter(([name, count]) => count > (before[name] ?? 0))
      .map(([name, count]) => `${count - (before[name] ?? 0)} of ${name} are left behind`);
  do {
    // What was left unhandled shows one turn later.
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (left().length > 0 && performance.now() < until);
  return left();
}
