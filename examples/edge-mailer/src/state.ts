/** The states of a recipient, and which state replaces another one. */

/**
 * The state of one recipient.
 *
 * `attempting` is written before the message is passed to a connection. If an attempt ends without a report, the
 * state stays, and the outcome is unknown.
 */
export type State = "queued" | "attempting" | "unknown" | "refused" | "accepted";

/** A recipient's state with its reason. */
export interface Known {
  readonly state: State;
  readonly why?: string;
}

/** The states of a message's recipients. */
export type States = Readonly<Record<string, Known>>;

const RANK: Readonly<Record<State, number>> = {
  queued: 0,
  attempting: 1,
  unknown: 2,
  refused: 3,
  accepted: 4,
};

/**
 * Adds reports to the states. `accepted` is never overwritten, and a recipient with an unknown outcome is not queued
 * again.
 */
export function merged(known: States, reports: States): States {
  const next: Record<string, Known> = { ...known };
  for (const [address, report] of Object.entries(reports)) {
    const before = known[address];
    if (!before) continue;
    const freed = before.state === "attempting" && report.state === "queued";
    if (freed || RANK[report.state] > RANK[before.state]) next[address] = report;
  }
  return next;
}

/** Returns the recipients in this state. */
export function addressesIn(states: States, ...which: readonly State[]): string[] {
  return Object.keys(states).filter((address) =>
    which.includes(states[address]?.state ?? "queued"),
  );
}

/** Returns the same state for many recipients. */
export function forAll(to: readonly string[], state: State, why?: string): States {
  const known: Known = why === undefined ? { state } : { state, why: why.slice(0, 300) };
  return Object.fromEntries(to.map((address) => [address, known]));
}
