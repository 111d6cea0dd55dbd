/**
 * The extensions that a session uses. One row has all the facts of one extension: EHLO keyword and parameters, limits
 * that EHLO sets, parameters that are never dropped, and the methods that use the extension or do without it. The
 * other extensions are in `extensions.ts`.
 *
 * `buildFallbackOrders`, `ownerOfParameter` and the functions in `parameters.ts` read these rows, and plans keep
 * their order. A new row also needs its name in the type `Feature`, an option in `client/message/message-options.ts`,
 * sentences in `explain`, and an answer in `testing/virtual-parameters.ts`.
 */
import type { UsedExtension } from "./extension-row.ts";

export const USED_EXTENSIONS = [
  {
    keyword: "PIPELINING",
    status: "standard",
    rfc: "RFC 2920",
    checked: "text",
    fallbackOrder: {
      tier: "transport",
      hints: true,
      methods: [
        {
          name: "across messages",
          rfc: "RFC 2920 3.1",
          needs: { offered: "PIPELINING", overlap: true },
        },
        {
          name: "envelope in one flight",
          rfc: "RFC 2920 3.1",
          needs: { offered: "PIPELINING" },
        },
        { name: "one command per flight", providesFeature: false, rfc: "RFC 5321 4.5.3.2" },
      ],
    },
  },
  {
    keyword: "CHUNKING",
    status: "standard",
    verbs: ["BDAT"],
    rfc: "RFC 3030",
    checked: "text",
    fallbackOrder: {
      tier: "transport",
      hints: true,
      methods: [
        {
          name: "BDAT at once",
          rfc: "RFC 3030 2",
          needs: { offered: "CHUNKING", proven: true },
        },
        {
          name: "BDAT after a probe",
          rfc: "RFC 3030 2",
          needs: { offered: "CHUNKING" },
        },
        { name: "DATA", providesFeature: false, rfc: "RFC 5321 4.1.1.4" },
      ],
    },
  },
  {
    keyword: "SIZE",
    status: "standard",
    mailParameters: [{ keyword: "SIZE" }],
    mailIncrement: 26,
    rfc: "RFC 1870",
    checked: "text",
    fallbackOrder: {
      tier: "transport",
      hints: true,
      methods: [
        { name: "declared", rfc: "RFC 1870 6", needs: { offered: "SIZE" } },
        { name: "not declared", providesFeature: false, rfc: "RFC 1870 6" },
      ],
    },
  },
  {
    keyword: "8BITMIME",
    status: "standard",
    mailParameters: [{ keyword: "BODY", values: ["7BIT", "8BITMIME"] }],
    mailIncrement: 17,
    rfc: "RFC 6152",
    checked: "text",
    fallbackOrder: {
      tier: "content",
      ofMessages: true,
      methods: [
        { name: "BODY=8BITMIME", rfc: "RFC 6152 3", needs: { offered: "8BITMIME" } },
        { name: "re-encoded", providesFeature: false, rfc: "RFC 6152 3" },
      ],
    },
  },
  {
    keyword: "BINARYMIME",
    status: "standard",
    mailParameters: [{ keyword: "BODY", values: ["BINARYMIME"] }],
    mailIncrement: 16,
    rfc: "RFC 3030",
    checked: "text",
    fallbackOrder: {
      tier: "content",
      ofMessages: true,
      methods: [
        {
          name: "BODY=BINARYMIME",
          rfc: "RFC 3030 3",
          needs: { offered: "BINARYMIME" },
        },
        { name: "re-encoded", providesFeature: false, rfc: "RFC 3030 3" },
      ],
    },
  },
  {
    keyword: "SMTPUTF8",
    status: "standard",
    mailParameters: [{ keyword: "SMTPUTF8" }],
    mailIncrement: 10,
    rfc: "RFC 6531",
    checked: "text",
    fallbackOrder: {
      tier: "meaning",
      ofMessages: true,
      methods: [
        // The next server may lack SMTPUTF8, so SMTPUTF8 is declared only if no other form means the same.
        {
          name: "A-labels",
          providesFeature: false,
          rfc: "RFC 6531 3.2",
          needs: { inAscii: "domains" },
        },
        {
          name: "encoded header",
          providesFeature: false,
          rfc: "RFC 2047 1, RFC 2231 4",
          needs: { inAscii: "header" },
        },
        { name: "SMTPUTF8", rfc: "RFC 6531 3.4", needs: { offered: "SMTPUTF8" } },
      ],
    },
  },
  // RFC 3461 5.4 gives the parameters' sizes; each increment is their sum with a space before each.
  {
    keyword: "DSN",
    status: "standard",
    mailParameters: [
      { keyword: "RET", maxOctets: 8 },
      { keyword: "ENVID", maxOctets: 100 },
    ],
    rcptParameters: [
      { keyword: "NOTIFY", maxOctets: 28 },
      { keyword: "ORCPT", maxOctets: 500 },
    ],
    mailIncrement: 110,
    rcptIncrement: 530,
    rfc: "RFC 3461",
    checked: "text",
    fallbackOrder: {
      tier: "meaning",
      ofMessages: true,
      methods: [
        {
          name: "NOTIFY, ORCPT, RET, ENVID",
          rfc: "RFC 3461 4",
          needs: { offered: "DSN" },
        },
        { name: "those not refused", rfc: "RFC 3461 4", needs: { offered: "DSN" } },
        { name: "no delivery status wishes", providesFeature: false, rfc: "RFC 3461 4" },
      ],
    },
  },
  {
    keyword: "REQUIRETLS",
    status: "standard",
    mailParameters: [{ keyword: "REQUIRETLS", neverDropped: true }],
    mailIncrement: 11,
    rfc: "RFC 8689",
    checked: "text",
    fallbackOrder: {
      tier: "security",
      ofMessages: true,
      methods: [
        {
          name: "REQUIRETLS",
          rfc: "RFC 8689 2",
          needs: { offered: "REQUIRETLS", verified: true },
        },
      ],
    },
  },
  {
    keyword: "DELIVERBY",
    status: "standard",
    mailParameters: [
      {
        keyword: "BY",
        neverDropped: { ifValueHas: ";R" },
        limit: { word: 0, is: "least", ifValueHas: ";R" },
      },
    ],
    mailIncrement: 17,
    rfc: "RFC 2852",
    checked: "text",
    fallbackOrder: {
      tier: "meaning",
      ofMessages: true,
      methods: [
        { name: "BY", rfc: "RFC 2852 4", needs: { offered: "DELIVERBY" } },
        { name: "no deadline", providesFeature: false, rfc: "RFC 2852 4" },
      ],
    },
  },
  {
    keyword: "FUTURERELEASE",
    status: "standard",
    mailParameters: [
      { keyword: "HOLDFOR", neverDropped: true, limit: { word: 0, is: "most" } },
      { keyword: "HOLDUNTIL", neverDropped: true, limit: { word: 1, is: "latest" } },
    ],
    mailIncrement: 34,
    rfc: "RFC 4865",
    checked: "text",
    fallbackOrder: {
      tier: "meaning",
      ofMessages: true,
      methods: [
        {
          name: "HOLDFOR, HOLDUNTIL",
          rfc: "RFC 4865 4",
          needs: { offered: "FUTURERELEASE" },
        },
        { name: "sent at once", providesFeature: false, rfc: "RFC 4865 4" },
      ],
    },
  },
  {
    keyword: "MT-PRIORITY",
    status: "standard",
    mailParameters: [{ keyword: "MT-PRIORITY" }],
    mailIncrement: 15,
    rfc: "RFC 6710",
    checked: "text",
    fallbackOrder: {
      tier: "meaning",
      ofMessages: true,
      methods: [
        { name: "MT-PRIORITY", rfc: "RFC 6710 4", needs: { offered: "MT-PRIORITY" } },
        { name: "MT-Priority header", rfc: "RFC 6758 2" },
        { name: "no priority", providesFeature: false, rfc: "RFC 6710 4" },
      ],
    },
  },
  {
    keyword: "RRVS",
    status: "standard",
    rcptParameters: [{ keyword: "RRVS" }],
    rcptIncrement: 33,
    rfc: "RFC 7293",
    checked: "text",
    fallbackOrder: {
      tier: "meaning",
      ofMessages: true,
      methods: [
        { name: "RRVS", rfc: "RFC 7293 3", needs: { offered: "RRVS" } },
        { name: "not checked", providesFeature: false, rfc: "RFC 7293 3" },
      ],
    },
  },
  {
    keyword: "LIMITS",
    status: "standard",
    rfc: "RFC 9422",
    checked: "text",
    fallbackOrder: {
      tier: "transport",
      ofMessages: true,
      methods: [
        { name: "as announced", rfc: "RFC 9422 3", needs: { offered: "LIMITS" } },
        { name: "as learned", rfc: "RFC 5321 4.5.3.1.10" },
      ],
    },
  },
  {
    keyword: "ENHANCEDSTATUSCODES",
    status: "standard",
    rfc: "RFC 2034",
    checked: "text",
    fallbackOrder: {
      tier: "transport",
      methods: [
        {
          name: "as sent",
          rfc: "RFC 2034 4",
          needs: { offered: "ENHANCEDSTATUSCODES" },
        },
        { name: "by reply code", providesFeature: false, rfc: "RFC 5321 4.2.1" },
      ],
    },
  },
] as const satisfies readonly UsedExtension[];
