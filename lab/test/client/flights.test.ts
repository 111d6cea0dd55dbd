/**
 * Measures the round trips of docs/flights.md in real time: the client and Postfix, with a proxy between them that
 * delays every packet.
 */
import { createMailer, type NodeOptions, plain, type Receipt } from "@parley-smtp/node-socket";
import { expect, it } from "vitest";
import { delayingProxy } from "../../src/delaying-proxy.ts";
import type { LabServer, Profile } from "../../src/mod.ts";
import { describeServer } from "./suite.ts";

/** Milliseconds in each direction: long compared with the time that either program needs. */
const DELAY = 100;
const message = {
  from: "ann@lab.test",
  to: "test@lab.test",
  raw: "Subject: clock\r\n\r\nTick.\r\n",
};

interface Row {
  readonly mix: string;
  readonly profile: Profile;
  readonly more: Partial<NodeOptions>;
  readonly login?: true;
  /** The second message on the same connection is measured. */
  readonly kept?: true;
  readonly roundTrips: number;
}

const noBdat = { features: { CHUNKING: "avoid" } } as const;

const ROWS: readonly Row[] = [
  { mix: "no PIPELINING, DATA", profile: "bare", more: { tls: "none" }, roundTrips: 7 },
  { mix: "DATA", profile: "plain", more: { tls: "none", ...noBdat }, roundTrips: 5 },
  { mix: "BDAT after a probe", profile: "plain", more: { tls: "none" }, roundTrips: 5 },
  { mix: "STARTTLS", profile: "plain", more: { tls: "starttls" }, roundTrips: 8 },
  { mix: "STARTTLS, AUTH PLAIN", profile: "plain", more: {}, login: true, roundTrips: 9 },
  { mix: "implicit TLS", profile: "implicit", more: { tls: "implicit" }, roundTrips: 6 },
  {
    mix: "implicit TLS, AUTH PLAIN",
    profile: "implicit",
    more: { tls: "implicit" },
    login: true,
    roundTrips: 7,
  },
  {
    mix: "kept, DATA",
    profile: "plain",
    more: { tls: "none", ...noBdat },
    kept: true,
    roundTrips: 2,
  },
  { mix: "kept, BDAT at once", profile: "plain", more: { tls: "none" }, kept: true, roundTrips: 1 },
];

/** Sends a message and returns its time in multiples of the delay. */
async function timed(
  server: LabServer,
  { profile, more, login, kept }: Row,
): Promise<{ receipt: Receipt; trips: number }> {
  await using proxy = await delayingProxy(server.ports[profile] ?? 0, DELAY);
  await using mailer = createMailer({
    host: "localhost",
    port: proxy.port,
    ca: server.ca,
    // Postfix also offers SCRAM, which takes two more round trips.
    ...(login ? { auth: server.credentials, mechanisms: [plain] } : {}),
    ...more,
  });
  if (kept) await mailer.send(message);
  const start = performance.now();
  const receipt = await mailer.send(message);
  const trips = (performance.now() - start) / (2 * DELAY);
  // The proxy cannot delay the client's own TCP handshake.
  return { receipt, trips: kept ? trips : trips + 1 };
}

await describeServer("postfix", "postfix behind a delay", (running) => {
  it.for(ROWS)(
    "takes the round trips that the receipt reports: $mix",
    { retry: 2 },
    async (row) => {
      const { receipt, trips } = await timed(running(), row);
      expect(receipt.roundTrips).toBe(row.roundTrips);
      expect(Math.abs(trips - row.roundTrips), `${trips} round trips by the clock`).toBeLessThan(
        0.5,
      );
    },
  );
});
