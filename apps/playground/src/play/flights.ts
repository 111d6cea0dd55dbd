/** Groups lines into flights: what the client wrote before waiting, and the replies. */
import type { Line } from "./line.ts";

/** A flight with its replies, or an event between flights. */
export interface Flight {
  readonly key: string;
  readonly connection: number;
  /** From 1 on each connection; 0 before the client has sent anything. */
  readonly flight: number;
  readonly lines: readonly Line[];
  /** Round trips and milliseconds from its first line to its last. */
  readonly roundTrips: number;
  readonly clock: number;
}

/** Returns the flights of a dialogue, in order. */
export function flightsOf(lines: readonly Line[]): readonly Flight[] {
  const groups = Map.groupBy(lines, ({ connection, flight }) => `${connection}.${flight}`);
  let before = { roundTrips: 0, clock: 0 };
  return [...groups].map(([key, group]) => {
    const [{ connection, flight }] = group as [Line];
    const last = group.at(-1) ?? before;
    const cost = {
      roundTrips: last.roundTrips - before.roundTrips,
      clock: last.clock - before.clock,
    };
    before = last;
    return { key, connection, flight, lines: group, ...cost };
  });
}
