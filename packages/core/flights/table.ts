/**
 * The floor: how few round trips a message can take, for each mix of what a
 * server offers. Derived from RFC 5321, 2920, 3030, 3207, 4954 and 8314; TCP and
 * TLS 1.3 handshakes included, QUIT not, a message that fits one flight.
 */
import type { ClientOptions } from "../src/client/options/options.ts";
import type { Personality } from "../src/testing/personality.ts";

/** Round trips to the final reply, for a number of recipients. */
export type Floor = (recipients: number) => number;

/** The three ways of handing over the content. */
export const CONTENT_WAYS = ["DATA", "BDAT after a probe", "BDAT at once"] as const;

/** One of them. */
export type ContentWay = (typeof CONTENT_WAYS)[number];

/** One mix, with the floor for each way of handing over the content. */
export interface FlightRow {
  readonly mix: string;
  readonly personality: Personality;
  readonly options: Partial<ClientOptions>;
  /** The floor is that of a second message over the same connection. */
  readonly kept?: true;
  /** The floor is that of so many messages more, handed over at once. */
  readonly across?: number;
  readonly floor: Readonly<Record<ContentWay, Floor>>;
}

const always =
  (roundTrips: number): Floor =>
  () =>
    roundTrips;

const plusRecipients =
  (roundTrips: number): Floor =>
  (recipients) =>
    roundTrips + recipients;

/**
 * Pipelined messages. Each consists of RSET, MAIL, BDAT and one RCPT per recipient. At most 100 commands are unanswered.
 */
const window =
  (messages: number): Floor =>
  (recipients) =>
    Math.ceil((messages * (recipients + 3)) / 100);

const floors = (data: number, proof: number, atOnce: number): FlightRow["floor"] => ({
  DATA: always(data),
  "BDAT after a probe": always(proof),
  "BDAT at once": always(atOnce),
});

const pipelining = ["PIPELINING", "CHUNKING"];
const login = { auth: { user: "test", pass: "a secret" } };
const users = { test: "a secret" };

/** The rows. */
export const FLIGHTS: readonly FlightRow[] = [
  {
    mix: "no PIPELINING",
    personality: { capabilities: ["CHUNKING"], tls: "none" },
    options: { tls: "none" },
    floor: {
      DATA: plusRecipients(6),
      "BDAT after a probe": plusRecipients(6),
      "BDAT at once": plusRecipients(5),
    },
  },
  {
    mix: "no PIPELINING, EHLO refused",
    personality: {
      capabilities: [],
      tls: "none",
      answers: [{ to: "EHLO", reply: "502 Command not implemented" }],
    },
    options: { tls: "none" },
    floor: {
      DATA: plusRecipients(7),
      "BDAT after a probe": plusRecipients(7),
      "BDAT at once": plusRecipients(7),
    },
  },
  {
    mix: "PIPELINING",
    personality: { capabilities: pipelining, tls: "none" },
    options: { tls: "none" },
    floor: floors(5, 5, 4),
  },
  {
    mix: "PIPELINING, STARTTLS",
    personality: { capabilities: [...pipelining, "STARTTLS"], tls: "starttls" },
    options: { tls: "starttls" },
    floor: floors(8, 8, 7),
  },
  {
    mix: "PIPELINING, implicit TLS",
    personality: { capabilities: pipelining, tls: "implicit" },
    options: { tls: "implicit" },
    floor: floors(6, 6, 5),
  },
  {
    mix: "587: STARTTLS, AUTH PLAIN",
    personality: {
      capabilities: [...pipelining, "STARTTLS", "AUTH PLAIN"],
      tls: "starttls",
      users,
    },
    options: login,
    floor: floors(9, 9, 8),
  },
  {
    mix: "465: implicit TLS, AUTH PLAIN",
    personality: { capabilities: [...pipelining, "AUTH PLAIN"], tls: "implicit", users },
    options: { ...login, tls: "implicit" },
    floor: floors(7, 7, 6),
  },
  {
    mix: "kept connection, no PIPELINING",
    personality: { capabilities: ["CHUNKING"], tls: "none" },
    options: { tls: "none" },
    kept: true,
    floor: {
      DATA: plusRecipients(3),
      "BDAT after a probe": plusRecipients(2),
      "BDAT at once": plusRecipients(2),
    },
  },
  {
    mix: "kept connection, PIPELINING",
    personality: { capabilities: pipelining, tls: "none" },
    options: { tls: "none" },
    kept: true,
    floor: floors(2, 1, 1),
  },
  {
    mix: "ten messages more, across messages",
    personality: { capabilities: pipelining, tls: "none" },
    options: { tls: "none" },
    across: 10,
    floor: { DATA: always(10), "BDAT after a probe": window(10), "BDAT at once": window(10) },
  },
];
