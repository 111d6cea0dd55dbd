/** What is known of a recipient, and which knowledge takes the place of which. */

/**
 * The state of one recipient.
 *
 * `attempting` is written before the message is handed to a connection. An attempt that has ended without
 * a report leaves it there: nobody can know what came of it.
 */
export type State = "queued" | "attempting" | "unknown" | "refused" | "accepted";

/** A recipient, and why it is so. */
export interface Known {
  readonly state: State;
  readonly why?: string;
}

/** What is known of a message, by recipient. */
export type States = Readonly<Record<string, Known>>;

const RANK: Readonly<Record<State, number>> = {
  queued: 0,
  attempting: 1,
  unknown: 2,
  refused: 3,
  accepted: 4,
};

/**
 * Puts reports into what is known. `accepted` is never overwritten, and a recipient of whom it was unknown
 * is not queued again.
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

/** The recipients in this state. */
export function addressesIn(states: States, ...which: readonly State[]): string[] {
  return Object.keys(states).filter((address) =>
    which.includes(states[address]?.state ?? "queued"),
  );
}

/** The same state for many recipients. */
export function forAll(to: readonly string[], state: State, why?: string): States {
  const known: Known = why === undefined ? { state } : { state, why: why.slice(0, 300) };
  return Object.fromEntries(to.map((address) => [address, known]));
}
