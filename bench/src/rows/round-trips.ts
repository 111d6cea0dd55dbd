/** Measures times over a slow network: a proxy delays every packet. */
import { delayingProxy, startServer } from "parley-lab";
import { AGAINST, atMost, CLIENT_NAMES, CLIENTS, type Part } from "../bench.ts";
import { contest, pick } from "../contest.ts";
import type { ClientName } from "../job.ts";
import { tableOf } from "../markdown.ts";
import { measure } from "../processes.ts";

/** Milliseconds of a round trip, and how many messages follow each other over a kept connection. */
const WIRES = [
  { roundTrip: 20, messages: 100 },
  { roundTrip: 50, messages: 100 },
  { roundTrip: 150, messages: 25 },
];

/**
 * The other clients wait for the reply to every command, and would take minutes; each of their messages takes the
 * same time.
 */
const PATIENT: readonly ClientName[] = ["parley", "parley-overlap", "nodemailer"];

/** Milliseconds per message, which shows the round trips. */
export const roundTrips: Part = {
  title: "Round trips",
  budget: 120,
  async measure(bench) {
    const { sinks, quick } = bench;
    const real = await startServer("postfix").catch(() => undefined);
    await using stack = new AsyncDisposableStack();
    if (real) stack.use(real);
    const to = real ? { port: real.ports.plain, domain: "lab.test" } : { port: sinks.node.plain };
    const tables: string[] = [];
    for (const { roundTrip, messages } of WIRES) {
      await using proxy = await delayingProxy(to.port, roundTrip / 2);
      const target = { ...to, port: proxy.port, connections: 1, recipients: 1, octets: 1_000 };
      const many = quick ? 5 : messages;
      // The first client would otherwise wait for the server's own processes to start.
      await measure({ work: "count", client: "nodemailer", target, messages: 2 });
      // In turns, because a starting process delays both the server and the others.
      const begun = await contest(
        atMost(bench, 3),
        CLIENT_NAMES.map((client) => ({
          name: CLIENTS[client],
          measure: () => measure({ work: "count", client, target, messages: 1 }),
        })),
      );
      // Nearly all of this is waiting, so all clients run at the same time.
      const runs = await contest(
        atMost(bench, 2),
        CLIENT_NAMES.map((client) => ({
          name: CLIENTS[client],
          measure: async () => {
            const count = PATIENT.includes(client) ? many : Math.ceil(many / 5);
            const run = await measure({ work: "count", client, target, messages: count });
            return { ...run, each: run.rest / count };
          },
        })),
        true,
      );
      const columns = [
        { head: "first, ms", digits: 1, results: pick(begun, ({ first }) => first) },
        { head: "second, ms", digits: 1, results: pick(begun, ({ second }) => second) },
        { head: "each of many, ms", digits: 1, results: pick(runs, ({ each }) => each) },
      ];
      tables.push(
        `A round trip of ${roundTrip} ms, then ${many} messages:`,
        tableOf("", columns, AGAINST),
      );
    }
    return [
      `Into ${real ? "Postfix itself, which offers PIPELINING and CHUNKING and stores every message" : "npm's smtp-server, which offers PIPELINING"}, through a proxy that keeps every packet for half a round trip. The proxy cannot delay the handshake of TCP. The first message opens the connection, the second is sent over the kept one; then many follow, over one connection (a fifth as many from emailjs and upyo). [Round trips](flights.md) has the counts, by the simulation.`,
      ...tables,
    ].join("\n\n");
  },
};
