/**
 * Sorts servers: first those that can take the message and did not fail recently, then by priority and by weight
 * (RFC 2782).
 */
import type { MessageRequirements } from "./demand.ts";
import type { Server } from "./server.ts";

/**
 * Sorts the servers, best first: those that are not known to lack what the message requires, then those that did not
 * fail recently, then by priority. Servers of equal priority are in random order by weight (RFC 2782). No server is
 * removed, because what is known may be out of date.
 *
 * @param random returns numbers from 0 up to 1
 */
export function orderServers(
  servers: readonly Server[],
  demand: MessageRequirements,
  random: () => number = Math.random,
): readonly Server[] {
  const ranked = servers.map((server) => ({
    server,
    rank: [
      Number(server.isKnownUnable(demand)),
      Number(server.isBackingOff),
      server.priority,
    ] as const,
    // The largest of these belongs to a server with the probability of its share.
    draw: server.weight === 0 ? 0 : random() ** (1 / server.weight),
  }));
  ranked.sort((one, other) => compare(one.rank, other.rank) || other.draw - one.draw);
  return ranked.map(({ server }) => server);
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
