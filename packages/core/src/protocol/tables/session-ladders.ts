/**
 * The fallback orders of what no extension brings alone; those of extensions stand in their rows (`used-extensions.ts`).
 * A plan has the first of these, then the extensions, then the last.
 */
import type { LadderRow } from "./ladder-row.ts";

export const FIRST_LADDERS = [
  {
    feature: "ESMTP",
    tier: "transport",
    ways: [
      { way: "EHLO", rfc: "RFC 5321 4.1.1.1" },
      { way: "HELO", fulfils: false, rfc: "RFC 5321 3.2" },
    ],
  },
  {
    feature: "TLS",
    tier: "security",
    ways: [
      { way: "implicit TLS", rfc: "RFC 8314 3.3", needs: { endpoint: "implicit" } },
      {
        way: "STARTTLS",
        rfc: "RFC 3207 4",
        needs: {
          endpoint: "clear",
          offered: "STARTTLS",
          startTls: true,
        },
      },
      {
        way: "implicit TLS on a second connection",
        rfc: "RFC 8314 3.3",
        needs: {
          endpoint: "clear",
          silent: true,
        },
      },
      {
        way: "implicit TLS on port 465",
        rfc: "RFC 8314 3.3",
        needs: { endpoint: "clear", portFree: true },
      },
      { way: "clear text", fulfils: false, rfc: "RFC 3207 4.1", needs: { endpoint: "clear" } },
    ],
  },
  {
    feature: "AUTH",
    tier: "security",
    wish: "require",
    ways: [
      { way: "EXTERNAL", rfc: "RFC 4422 A", needs: { mechanism: "EXTERNAL" } },
      {
        way: "SCRAM-SHA-256-PLUS",
        rfc: "RFC 7677",
        needs: { mechanism: "SCRAM-SHA-256-PLUS" },
      },
      {
        way: "SCRAM-SHA-256",
        rfc: "RFC 7677",
        needs: { mechanism: "SCRAM-SHA-256" },
      },
      {
        way: "SCRAM-SHA-1-PLUS",
        rfc: "RFC 5802",
        needs: { mechanism: "SCRAM-SHA-1-PLUS" },
      },
      { way: "SCRAM-SHA-1", rfc: "RFC 5802", needs: { mechanism: "SCRAM-SHA-1" } },
      { way: "OAUTHBEARER", rfc: "RFC 7628", needs: { mechanism: "OAUTHBEARER" } },
      { way: "XOAUTH2", rfc: "RFC 4954 4", needs: { mechanism: "XOAUTH2" } },
      { way: "PLAIN", rfc: "RFC 4616", needs: { mechanism: "PLAIN" } },
      { way: "LOGIN", rfc: "RFC 4954 4", needs: { mechanism: "LOGIN" } },
      { way: "CRAM-MD5", rfc: "RFC 2195", needs: { mechanism: "CRAM-MD5" } },
      { way: "no authentication", fulfils: false, rfc: "RFC 4954 3" },
    ],
  },
] as const satisfies readonly LadderRow[];

export const LAST_LADDERS = [
  {
    feature: "RSET",
    tier: "transport",
    ways: [
      { way: "RSET", rfc: "RFC 5321 4.1.1.5" },
      { way: "new connection", fulfils: false, rfc: "RFC 5321 3.8" },
    ],
  },
  {
    feature: "TRANSACTION",
    tier: "transport",
    ofMessages: true,
    ways: [
      { way: "sent once", rfc: "RFC 5321 3.3" },
      // Which refusals are worth a repetition, and why, stands in the reaction table.
      { way: "repeated", fulfils: false, rfc: "RFC 5321 4.1.4" },
    ],
  },
  {
    feature: "KEEPALIVE",
    tier: "transport",
    ways: [{ way: "RSET with the next transaction", rfc: "RFC 5321 4.1.1.5" }],
  },
  {
    feature: "VRFY",
    tier: "transport",
    ways: [
      { way: "asked", rfc: "RFC 5321 3.5" },
      { way: "unknown", fulfils: false, rfc: "RFC 5321 3.5.3" },
    ],
  },
  {
    feature: "EXPN",
    tier: "transport",
    ways: [
      { way: "asked", rfc: "RFC 5321 3.5" },
      { way: "unknown", fulfils: false, rfc: "RFC 5321 3.5.3" },
    ],
  },
  {
    feature: "HELP",
    tier: "transport",
    ways: [
      { way: "asked", rfc: "RFC 5321 3.5" },
      { way: "unknown", fulfils: false, rfc: "RFC 5321 3.5.3" },
    ],
  },
  {
    feature: "ETRN",
    tier: "transport",
    ways: [
      { way: "asked", rfc: "RFC 1985 5", needs: { offered: "ETRN" } },
      { way: "unknown", fulfils: false, rfc: "RFC 1985 5" },
    ],
  },
  {
    feature: "QUIT",
    tier: "transport",
    ways: [
      { way: "QUIT", rfc: "RFC 5321 4.1.1.10" },
      { way: "closed", fulfils: false, rfc: "RFC 5321 4.1.1.10" },
    ],
  },
  {
    feature: "FAILOVER",
    tier: "transport",
    ways: [{ way: "next server", rfc: "RFC 5321 5.1", needs: { elsewhere: true } }],
  },
  {
    feature: "PIPECONNECT",
    tier: "transport",
    wish: "avoid",
    ways: [
      { way: "early talk", rfc: "RFC 5321 4.3.1", needs: { invited: true } },
      { way: "greeting first", fulfils: false, rfc: "RFC 5321 4.3.1" },
    ],
  },
] as const satisfies readonly LadderRow[];
