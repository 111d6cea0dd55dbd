/** Short descriptions of sessions with one server. */
import { expect } from "vitest";
import { parseRecipient, parseReversePath } from "../src/protocol/address/address.ts";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import type { OutgoingMessage } from "../src/protocol/session/outgoing-message.ts";
import type { SessionConfig } from "../src/protocol/session/session.ts";
import { encodeUtf8 } from "../src/testing/octets.ts";
import type { Answer, Personality } from "../src/testing/personality.ts";
import { createVirtualWorld } from "../src/testing/virtual-world.ts";
import type { Sample } from "./arbitrary.ts";
import { recipientsOf } from "./check-outcome.ts";
import { faultsOf, mailboxFaults } from "./check-session.ts";
import { type Played, type PlayOptions, play } from "./play.ts";

/** What the servers of these scenes list. */
export const listed: readonly string[] = [
  "PIPELINING",
  "SIZE",
  "8BITMIME",
  "SMTPUTF8",
  "CHUNKING",
  "ENHANCEDSTATUSCODES",
];

/** A message to these recipients. */
export function message(
  to: readonly string[],
  text = "Subject: hello\r\n\r\nhello\r\n",
  more: Partial<OutgoingMessage> = {},
): Sample {
  return {
    message: { from: parseReversePath("a@x.example"), to: to.map(parseRecipient), ...more },
    pieces: [encodeUtf8(text)],
    replayable: true,
  };
}

/** What differs from a server in clear that lists all of `listed`, and from a client that wants nothing. */
export interface Scene extends PlayOptions {
  readonly server?: Partial<Personality>;
  readonly config?: Partial<SessionConfig>;
  /** No port is given, so that the client may try the other one. */
  readonly portFree?: boolean;
}

/** Plays the scene; whatever happens, no rule may be broken. */
export function scene(
  samples: readonly Sample[],
  { server, config, portFree, ...options }: Scene = {},
): Played {
  const world = createVirtualWorld({ capabilities: listed, tls: "none", ...server });
  const port = portFree ? {} : { port: 25 };
  const wanted: SessionConfig = { host: "mail.example", ...port, tls: "none", ...config };
  const played = play(world, wanted, samples, { mailbox: () => world.mailbox, ...options });
  expect([...faultsOf(played), ...mailboxFaults(played)]).toEqual([]);
  return played;
}

/** A server that answers something else. */
export function answering(...answers: Answer[]): Partial<Personality> {
  return { answers };
}

/** Returns each delivery as a line: the dialogue, and the outcome of every recipient. */
export function results({ deliveries }: Played): string[] {
  return deliveries.map(({ result }) => {
    const recipients = recipientsOf(result).map(({ outcome }) => outcome);
    const failed = "error" in result && SmtpError.is(result.error);
    return `${failed ? result.error.code : "accepted"}: ${recipients.join(", ")}`;
  });
}

/** The verbs as written, and the sizes of chunks: `|` between flights, `/` before each connection. */
export function commands({ events }: Played): string {
  const flights: { flight: number; words: string[] }[] = [];
  for (const event of events) {
    if (event.type === "connecting") flights.push({ flight: -1, words: ["/"] });
    if (event.type !== "command") continue;
    const word = event.line.startsWith("BDAT") ? event.line : (event.line.split(/[ :]/)[0] ?? "");
    const flight = flights.at(-1);
    if (flight?.flight === event.flight) flight.words.push(word);
    else flights.push({ flight: event.flight, words: [word] });
  }
  const text = flights.map(({ words }) => words.join(" ")).join(" | ");
  return text.replaceAll("/ |", "/").replaceAll("| /", "/");
}
