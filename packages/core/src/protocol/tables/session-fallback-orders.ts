/**
 * The fallback orders of features that do not come from a single extension. The orders of extensions are in
 * `used-extensions.ts`. A plan contains the first list here, then the extensions, then the last list.
 */
import type { FallbackOrderRow } from "./fallback-order-row.ts";

export const FIRST_FALLBACK_ORDERS = [
  {
    feature: "ESMTP",
    tier: "transport",
    methods: [
      { name: "EHLO", rfc: "RFC 5321 4.1.1.1" },
      { name: "HELO", providesFeature: false, rfc: "RFC 5321 3.2" },
    ],
  },
  {
    feature: "TLS",
    tier: "security",
    methods: [
      { name: "implicit TLS", rfc: "RFC 8314 3.3", needs: { endpoint: "implicit" } },
      {
        name: "STARTTLS",
        rfc: "RFC 3207 4",
        needs: {
          endpoint: "clear",
          offered: "STARTTLS",
          startTls: true,
        },
      },
      {
        name: "implicit TLS on a second connection",
        rfc: "RFC 8314 3.3",
        needs: {
          endpoint: "clear",
          silent: true,
        },
      },
      {
        name: "implicit TLS on port 465",
        rfc: "RFC 8314 3.3",
        needs: { endpoint: "clear", portFree: true },
      },
      {
        name: "clear text",
        providesFeature: false,
        rfc: "RFC 3207 4.1",
        needs: { endpoint: "clear" },
      },
    ],
  },
  {
    feature: "AUTH",
    tier: "security",
    wish: "require",
    methods: [
      { name: "EXTERNAL", rfc: "RFC 4422 A", needs: { mechanism: "EXTERNAL" } },
      {
        name: "SCRAM-SHA-256-PLUS",
        rfc: "RFC 7677",
        needs: { mechanism: "SCRAM-SHA-256-PLUS" },
      },
      {
        name: "SCRAM-SHA-256",
        rfc: "RFC 7677",
        needs: { mechanism: "SCRAM-SHA-256" },
      },
      {
        name: "SCRAM-SHA-1-PLUS",
        rfc: "RFC 5802",
        needs: { mechanism: "SCRAM-SHA-1-PLUS" },
      },
      { name: "SCRAM-SHA-1", rfc: "RFC 5802", needs: { mechanism: "SCRAM-SHA-1" } },
      { name: "OAUTHBEARER", rfc: "RFC 7628", needs: { mechanism: "OAUTHBEARER" } },
      { name: "XOAUTH2", rfc: "RFC 4954 4", needs: { mechanism: "XOAUTH2" } },
      { name: "PLAIN", rfc: "RFC 4616", needs: { mechanism: "PLAIN" } },
      { name: "LOGIN", rfc: "RFC 4954 4", needs: { mechanism: "LOGIN" } },
      { name: "CRAM-MD5", rfc: "RFC 2195", needs: { mechanism: "CRAM-MD5" } },
      { name: "no authentication", providesFeature: false, rfc: "RFC 4954 3" },
    ],
  },
] as const satisfies readonly FallbackOrderRow[];

export const LAST_FALLBACK_ORDERS = [
  {
    feature: "RSET",
    tier: "transport",
    methods: [
      { name: "RSET", rfc: "RFC 5321 4.1.1.5" },
      { name: "new connection", providesFeature: false, rfc: "RFC 5321 3.8" },
    ],
  },
  {
    feature: "TRANSACTION",
    tier: "transport",
    ofMessages: true,
    methods: [
      { name: "sent once", rfc: "RFC 5321 3.3" },
      // The reaction table says which refusals are repeated, and why.
      { name: "repeated", providesFeature: false, rfc: "RFC 5321 4.1.4" },
    ],
  },
  {
    feature: "KEEPALIVE",
    tier: "transport",
    methods: [{ name: "RSET with the next transaction", rfc: "RFC 5321 4.1.1.5" }],
  },
  {
    feature: "VRFY",
    tier: "transport",
    methods: [
      { name: "asked", rfc: "RFC 5321 3.5" },
      { name: "unknown", providesFeature: false, rfc: "RFC 5321 3.5.3" },
    ],
  },
  {
    feature: "EXPN",
    tier: "transport",
    methods: [
      { name: "asked", rfc: "RFC 5321 3.5" },
      { name: "unknown", providesFeature: false, rfc: "RFC 5321 3.5.3" },
    ],
  },
  {
    feature: "HELP",
    tier: "transport",
    methods: [
      { name: "asked", rfc: "RFC 5321 3.5" },
      { name: "unknown", providesFeature: false, rfc: "RFC 5321 3.5.3" },
    ],
  },
  {
    feature: "ETRN",
    tier: "transport",
    methods: [
      { name: "asked", rfc: "RFC 1985 5", needs: { offered: "ETRN" } },
      { name: "unknown", providesFeature: false, rfc: "RFC 1985 5" },
    ],
  },
  {
    feature: "QUIT",
    tier: "transport",
    methods: [
      { name: "QUIT", rfc: "RFC 5321 4.1.1.10" },
      { name: "closed", providesFeature: false, rfc: "RFC 5321 4.1.1.10" },
    ],
  },
  {
    feature: "FAILOVER",
    tier: "transport",
    methods: [{ name: "next server", rfc: "RFC 5321 5.1", needs: { hasOtherServers: true } }],
  },
] as const satisfies readonly FallbackOrderRow[];
