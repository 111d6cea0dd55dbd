/**
 * The ladders: for each feature its ways, best first.
 *
 * `plan` walks them from the top and takes the first way that the evidence
 * allows; what makes a session leave a way stands in the reaction table. A way
 * that is not yet acted upon says so, and is passed over as impossible here.
 */
import type { Feature, Tier, Wish } from "../feature.ts";

/** What must hold for a way to be open. Absent means no condition. */
export interface WayNeeds {
  /** The server lists this EHLO keyword. */
  readonly offered?: string;
  /** How the connection to the server begins. */
  readonly endpoint?: "implicit" | "clear";
  /** The runtime can upgrade a connection to TLS. */
  readonly startTls?: true;
  /** The user named another server. */
  readonly elsewhere?: true;
  /** TLS is on, and the server's certificate was checked. */
  readonly verified?: true;
  /** No port was given, so that the server's other well-known port may be tried. */
  readonly portFree?: true;
  /** The caller lets messages overlap. */
  readonly overlap?: true;
  /** The server is silent in clear text and has greeted under TLS on a second connection. */
  readonly silent?: true;
  /** The server invited to it last time. */
  readonly invited?: true;
  /** The server has already answered this way well (an invitation). */
  readonly proven?: true;
  /**
   * Nothing of the message but this is beyond ASCII, and it can be written in ASCII: domains of
   * addresses, or text of the header. Never where the feature itself is required.
   */
  readonly inAscii?: "domains" | "header";
  /** The server lists this SASL mechanism, the client has it, and it fits the credentials. */
  readonly mechanism?: string;
}

/** One way of having a feature, or of doing without it. */
export interface Way {
  /** Its name in decisions, such as `DATA` or `serial`. */
  readonly way: string;
  /** The user gets what the feature is for. False for the rungs that only do without. */
  readonly fulfils: boolean;
  /** What must hold for it to be open; absent: it always is. */
  readonly needs?: WayNeeds;
  /** `"planned"`: the row exists, no script acts upon it yet. */
  readonly state: "acted-upon" | "planned";
  /** Where it is written, such as `RFC 3030 2`. */
  readonly rfc: string;
}

/** A feature's ways, best first. */
export interface Ladder {
  /** What the ways are for. */
  readonly feature: Feature;
  /** How freely this feature may fall back. */
  readonly tier: Tier;
  /** The wish when the user names none. */
  readonly wish: Wish;
  /** Refusals may be remembered for a while (never for anything that protects). */
  readonly hints: boolean;
  /** Best first; the first one that is open is taken. */
  readonly ways: readonly Way[];
}

const way = (way: string, fulfils: boolean, rfc: string, needs?: WayNeeds): Way => ({
  way,
  fulfils,
  rfc,
  state: "acted-upon",
  ...(needs ? { needs } : {}),
});

const mechanism = (name: string, rfc: string): Way => way(name, true, rfc, { mechanism: name });

/** Every ladder of the design. */
export const LADDERS: readonly Ladder[] = [
  {
    feature: "ESMTP",
    tier: "transport",
    wish: "prefer",
    hints: false,
    ways: [way("EHLO", true, "RFC 5321 4.1.1.1"), way("HELO", false, "RFC 5321 3.2")],
  },
  {
    feature: "TLS",
    tier: "security",
    wish: "prefer",
    hints: false,
    ways: [
      way("implicit TLS", true, "RFC 8314 3.3", { endpoint: "implicit" }),
      way("STARTTLS", true, "RFC 3207 4", {
        endpoint: "clear",
        offered: "STARTTLS",
        startTls: true,
      }),
      way("implicit TLS on a second connection", true, "RFC 8314 3.3", {
        endpoint: "clear",
        silent: true,
      }),
      way("implicit TLS on port 465", true, "RFC 8314 3.3", { endpoint: "clear", portFree: true }),
      way("clear text", false, "RFC 3207 4.1", { endpoint: "clear" }),
    ],
  },
  {
    feature: "AUTH",
    tier: "security",
    wish: "require",
    hints: false,
    ways: [
      mechanism("EXTERNAL", "RFC 4422 A"),
      mechanism("SCRAM-SHA-256-PLUS", "RFC 7677"),
      mechanism("SCRAM-SHA-256", "RFC 7677"),
      mechanism("SCRAM-SHA-1-PLUS", "RFC 5802"),
      mechanism("SCRAM-SHA-1", "RFC 5802"),
      mechanism("OAUTHBEARER", "RFC 7628"),
      mechanism("XOAUTH2", "RFC 4954 4"),
      mechanism("PLAIN", "RFC 4616"),
      mechanism("LOGIN", "RFC 4954 4"),
      mechanism("CRAM-MD5", "RFC 2195"),
      way("no authentication", false, "RFC 4954 3"),
    ],
  },
  {
    feature: "PIPELINING",
    tier: "transport",
    wish: "prefer",
    hints: true,
    ways: [
      way("across messages", true, "RFC 2920 3.1", { offered: "PIPELINING", overlap: true }),
      way("envelope in one flight", true, "RFC 2920 3.1", { offered: "PIPELINING" }),
      way("one command per flight", false, "RFC 5321 4.5.3.2"),
    ],
  },
  {
    feature: "CHUNKING",
    tier: "transport",
    wish: "prefer",
    hints: true,
    ways: [
      way("BDAT at once", true, "RFC 3030 2", { offered: "CHUNKING", proven: true }),
      way("BDAT after a proof", true, "RFC 3030 2", { offered: "CHUNKING" }),
      way("DATA", false, "RFC 5321 4.1.1.4"),
    ],
  },
  {
    feature: "SIZE",
    tier: "transport",
    wish: "prefer",
    hints: true,
    ways: [
      way("declared", true, "RFC 1870 6", { offered: "SIZE" }),
      way("not declared", false, "RFC 1870 6"),
    ],
  },
  {
    feature: "8BITMIME",
    tier: "content",
    wish: "prefer",
    hints: false,
    ways: [
      way("BODY=8BITMIME", true, "RFC 6152 3", { offered: "8BITMIME" }),
      way("re-encoded", false, "RFC 6152 3"),
    ],
  },
  {
    feature: "BINARYMIME",
    tier: "content",
    wish: "prefer",
    hints: false,
    ways: [
      way("BODY=BINARYMIME", true, "RFC 3030 3", { offered: "BINARYMIME" }),
      way("re-encoded", false, "RFC 3030 3"),
    ],
  },
  {
    feature: "SMTPUTF8",
    tier: "meaning",
    wish: "prefer",
    hints: false,
    ways: [
      // The next server may lack SMTPUTF8, so it is declared only where nothing else says the same.
      way("A-labels", false, "RFC 6531 3.2", { inAscii: "domains" }),
      way("encoded header", false, "RFC 2047 1, RFC 2231 4", { inAscii: "header" }),
      way("SMTPUTF8", true, "RFC 6531 3.4", { offered: "SMTPUTF8" }),
    ],
  },
  {
    feature: "DSN",
    tier: "meaning",
    wish: "prefer",
    hints: false,
    ways: [
      way("NOTIFY, ORCPT, RET, ENVID", true, "RFC 3461 4", { offered: "DSN" }),
      way("those not refused", true, "RFC 3461 4", { offered: "DSN" }),
      way("no delivery status wishes", false, "RFC 3461 4"),
    ],
  },
  {
    feature: "REQUIRETLS",
    tier: "security",
    wish: "prefer",
    hints: false,
    ways: [way("REQUIRETLS", true, "RFC 8689 2", { offered: "REQUIRETLS", verified: true })],
  },
  {
    feature: "DELIVERBY",
    tier: "meaning",
    wish: "prefer",
    hints: false,
    ways: [
      way("BY", true, "RFC 2852 4", { offered: "DELIVERBY" }),
      way("no deadline", false, "RFC 2852 4"),
    ],
  },
  {
    feature: "FUTURERELEASE",
    tier: "meaning",
    wish: "prefer",
    hints: false,
    ways: [
      way("HOLDFOR, HOLDUNTIL", true, "RFC 4865 4", { offered: "FUTURERELEASE" }),
      way("sent at once", false, "RFC 4865 4"),
    ],
  },
  {
    feature: "MT-PRIORITY",
    tier: "meaning",
    wish: "prefer",
    hints: false,
    ways: [
      way("MT-PRIORITY", true, "RFC 6710 4", { offered: "MT-PRIORITY" }),
      way("MT-Priority header", true, "RFC 6758 2"),
      way("no priority", false, "RFC 6710 4"),
    ],
  },
  {
    feature: "RRVS",
    tier: "meaning",
    wish: "prefer",
    hints: false,
    ways: [
      way("RRVS", true, "RFC 7293 3", { offered: "RRVS" }),
      way("not checked", false, "RFC 7293 3"),
    ],
  },
  {
    feature: "LIMITS",
    tier: "transport",
    wish: "prefer",
    hints: false,
    ways: [
      way("as announced", true, "RFC 9422 3", { offered: "LIMITS" }),
      way("as learned", true, "RFC 5321 4.5.3.1.10"),
    ],
  },
  {
    feature: "ENHANCEDSTATUSCODES",
    tier: "transport",
    wish: "prefer",
    hints: false,
    ways: [
      way("as sent", true, "RFC 2034 4", { offered: "ENHANCEDSTATUSCODES" }),
      way("by reply code", false, "RFC 5321 4.2.1"),
    ],
  },
  {
    feature: "RSET",
    tier: "transport",
    wish: "prefer",
    hints: false,
    ways: [way("RSET", true, "RFC 5321 4.1.1.5"), way("new connection", false, "RFC 5321 3.8")],
  },
  {
    feature: "TRANSACTION",
    tier: "transport",
    wish: "prefer",
    hints: false,
    ways: [
      way("sent once", true, "RFC 5321 3.3"),
      // Which refusals are worth a repetition, and why, stands in the reaction table.
      way("repeated", false, "RFC 5321 4.1.4"),
    ],
  },
  {
    feature: "KEEPALIVE",
    tier: "transport",
    wish: "prefer",
    hints: false,
    ways: [way("RSET with the next transaction", true, "RFC 5321 4.1.1.5")],
  },
  ...(["VRFY", "EXPN", "HELP"] as const).map(
    (feature): Ladder => ({
      feature,
      tier: "transport",
      wish: "prefer",
      hints: false,
      ways: [way("asked", true, "RFC 5321 3.5"), way("unknown", false, "RFC 5321 3.5.3")],
    }),
  ),
  {
    feature: "ETRN",
    tier: "transport",
    wish: "prefer",
    hints: false,
    ways: [
      way("asked", true, "RFC 1985 5", { offered: "ETRN" }),
      way("unknown", false, "RFC 1985 5"),
    ],
  },
  {
    feature: "QUIT",
    tier: "transport",
    wish: "prefer",
    hints: false,
    ways: [way("QUIT", true, "RFC 5321 4.1.1.10"), way("closed", false, "RFC 5321 4.1.1.10")],
  },
  {
    feature: "FAILOVER",
    tier: "transport",
    wish: "prefer",
    hints: false,
    ways: [way("next server", true, "RFC 5321 5.1", { elsewhere: true })],
  },
  {
    feature: "PIPECONNECT",
    tier: "transport",
    wish: "avoid",
    hints: false,
    ways: [
      way("early talk", true, "RFC 5321 4.3.1", { invited: true }),
      way("greeting first", false, "RFC 5321 4.3.1"),
    ],
  },
];
