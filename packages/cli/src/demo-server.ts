/** The demo's server: it offers much, and replies 502 to a good part of it. */
import type { Personality } from "@parley-smtp/core/testing";

const OFFERED: readonly string[] = [
  "PIPELINING",
  "SIZE 26214400",
  "8BITMIME",
  "SMTPUTF8",
  "CHUNKING",
  "VRFY",
  "ENHANCEDSTATUSCODES",
];

/** The user of the demo. The password is only valid for this server, which exists as long as the demo. */
export const USER = "ann@example.com";

/**
 * Creates the personality.
 *
 * @param password the valid password
 */
export function contradictory(password: string): Personality {
  return {
    name: "relay.example.test",
    tls: "starttls",
    requireTls: true,
    requireAuth: true,
    users: { [USER]: password },
    capabilities: [...OFFERED, "STARTTLS"],
    capabilitiesTls: [...OFFERED, "AUTH PLAIN LOGIN"],
    answers: [
      { to: "AUTH", when: { parameter: "PLAIN" }, reply: "502 5.5.1 Command not implemented" },
      { to: "VRFY", reply: "502 5.5.1 VRFY command is disabled" },
      { to: "MAIL", when: { parameter: "SIZE" }, reply: "502 5.3.3 Command not implemented" },
      { to: "BDAT", reply: "502 5.5.2 Error: command not recognized" },
    ],
  };
}

/** The demo message: UTF-8 in header and body, and a line whose dot must be doubled. */
export const DEMO_MESSAGE: string = [
  "From: Ann <ann@example.com>",
  "To: Zoë <zoë@example.net>",
  "Subject: Grüße, with a dot on a line of its own",
  "Date: Mon, 23 Nov 2026 10:00:00 +0000",
  "MIME-Version: 1.0",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: 8bit",
  "",
  "Schöne Grüße!",
  ".",
  "The line above is a single dot; this one arrives too.",
  "",
].join("\r\n");

/** The recipient: an address that needs SMTPUTF8. */
export const RECIPIENT = "zoë@example.net";
