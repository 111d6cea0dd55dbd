/** Time over a wire that takes its time: a proxy keeps every packet for a while. */
import { delayingProxy } from "parley-lab";
import { AGAINST, CLIENT_NAMES, CLIENTS, type Part } from "../bench.ts";
import { contest, summed } from "../contest.ts";
import { tableOf } from "../markdown.ts";
import { measure } from "../processes.ts";

/** Milliseconds of a round trip, and how many messages follow each other over a kept connection. */
const WIRES = [
  { roundTrip: 20, messages: 100 },
  { roundTrip: 50, messages: 100 },
  { roundTrip: 150, messages: 25 },
];

/** Milliseconds for a message, and so round trips. */
export const roundTrips: Part = {
  title: "Round trips",
  async measure({ sinks, rounds, quick }) {
    const { postfix, node } = sinks;
    const port = "port" in postfix ? postfix.port : node.plain;
    const tables: string[] = [];
    // Nearly all of this is waiting, so all of one wire wait at the same time.
    for (const { roundTrip, messages } of WIRES) {
      await using proxy = await delayingProxy(port, roundTrip / 2);
      const target = { port: proxy.port, connections: 1, recipients: 1, octets: 1_000 };
      const many = quick ? 5 : messages;
      const runs = await contest(
        Math.min(rounds, 3),
        CLIENT_NAMES.map((client) => ({
          name: CLIENTS[client],
          measure: () => measure({ work: "count", client, target, messages: many }),
        })),
        true,
      );
      const columns = [
        { head: "first, ms", digits: 1, results: summed(runs, ({ first }) => first) },
        { head: "second, ms", digits: 1, results: summed(runs, ({ second }) => second) },
        { head: "each of many, ms", digits: 1, results: summed(runs, ({ rest }) => rest / many) },
      ];
      tables.push(
        `A round trip of ${roundTrip} ms, then ${many} messages:`,
        tableOf("", columns, AGAINST),
      );
    }
    return [
      "Through a proxy that keeps every packet for half a round trip. The proxy cannot delay the handshake of TCP. The first message opens the connection, the second is sent over the kept one; then many follow, one connection. [Round trips](flights.md) has the counts, by the simulation.",
      ...tables,
    ].join("\n\n");
  },
};
