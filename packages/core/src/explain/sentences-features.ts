/** The English words for the methods of each feature, and for the reasons of fallbacks. */
import type { Feature } from "../protocol/plan/feature.ts";
import type { Reason } from "../protocol/reply/situation.ts";
import type { MethodOf } from "../protocol/tables/fallback-orders.ts";

/** A feature's sentences. */
export interface FeatureWords {
  /** What the server refuses: the subject of `was answered 502`. */
  readonly asked: string;
  /** The same if no reply came, in case that has another cause. */
  readonly unanswered?: string;
  /** The words for each method of the fallback order, after `was` or `will be`. */
  readonly methods: Readonly<Record<string, string>>;
  /** Why a method is used, if the method itself is the reason and names its connection. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** The words for doing without the feature, if the fallback order has no method for that. */
  readonly without?: string;
  /** A server may refuse the feature even if it does not announce the extension. */
  readonly unlisted?: true;
  /** After a refusal, the next method needs a new connection. */
  readonly reconnects?: true;
}

/** A language's words for exactly the methods of every feature: a missing or misspelt one does not compile. */
export type WordsForEveryMethod = {
  readonly [F in Feature]: Omit<FeatureWords, "methods" | "reasons"> & {
    readonly methods: Readonly<Record<MethodOf<F>, string>>;
    readonly reasons?: Readonly<Partial<Record<MethodOf<F>, string>>>;
  };
};

/** By feature. */
export const FEATURES: Readonly<Record<Feature, FeatureWords>> = {
  ESMTP: { asked: "EHLO", methods: { EHLO: "greeted with EHLO", HELO: "greeted with HELO" } },
  TLS: {
    asked: "STARTTLS",
    unanswered: "an attempt at TLS",
    methods: {
      "implicit TLS": "encrypted from the first byte",
      STARTTLS: "encrypted with STARTTLS",
      "implicit TLS on a second connection": "encrypted from the first byte on a second connection",
      "implicit TLS on port 465": "encrypted from the first byte on port 465",
      "clear text": "left in clear text",
    },
    reasons: { "implicit TLS on a second connection": "the server was silent in clear text" },
    without: "there is no way left to reach the server",
  },
  AUTH: {
    asked: "a mechanism",
    methods: {
      "SCRAM-SHA-256-PLUS": "authenticated by SCRAM-SHA-256-PLUS",
      "SCRAM-SHA-256": "authenticated by SCRAM-SHA-256",
      "SCRAM-SHA-1-PLUS": "authenticated by SCRAM-SHA-1-PLUS",
      "SCRAM-SHA-1": "authenticated by SCRAM-SHA-1",
      OAUTHBEARER: "authenticated by OAUTHBEARER",
      EXTERNAL: "known to the server otherwise, such as by certificate (EXTERNAL)",
      XOAUTH2: "authenticated by XOAUTH2",
      PLAIN: "authenticated by PLAIN",
      LOGIN: "authenticated by LOGIN",
      "CRAM-MD5": "authenticated by CRAM-MD5",
      "no authentication": "continued without authentication",
    },
  },
  PIPELINING: {
    asked: "a group of commands",
    methods: {
      "across messages": "sent in one flight with the message before",
      "envelope in one flight": "sent with the whole envelope in one flight",
      "one command per flight": "sent one command at a time",
    },
    reconnects: true,
  },
  CHUNKING: {
    asked: "BDAT",
    methods: {
      "BDAT at once": "sent with BDAT at once",
      "BDAT after a probe": "sent with BDAT, after a first small chunk as a probe",
      DATA: "sent with DATA",
    },
    reconnects: true,
  },
  SIZE: {
    asked: "the parameter SIZE",
    methods: {
      declared: "declared before the message was sent",
      "not declared": "sent without announcing the size",
    },
  },
  "8BITMIME": {
    asked: "the parameter BODY",
    methods: {
      "BODY=8BITMIME": "sent as it is, as 8-bit content",
      "re-encoded": "re-encoded as 7-bit content",
    },
    without: "only 7-bit content can be sent",
  },
  BINARYMIME: {
    asked: "the parameter BODY",
    methods: {
      "BODY=BINARYMIME": "sent as it is, as binary content",
      "re-encoded": "re-encoded as 7-bit content",
    },
    without: "binary content cannot be sent",
  },
  SMTPUTF8: {
    asked: "the parameter SMTPUTF8",
    methods: {
      "A-labels": "sent with the domains as A-labels",
      "encoded header": "sent with the header text encoded in ASCII",
      SMTPUTF8: "sent with UTF-8 in addresses and header",
    },
    without: "only ASCII can stand in addresses and header",
  },
  DSN: {
    asked: "a parameter of DSN",
    methods: {
      "NOTIFY, ORCPT, RET, ENVID": "sent with wishes for delivery status notifications",
      "those not refused": "sent with those wishes for notifications that were not refused",
      "no delivery status wishes": "sent without wishes for delivery status notifications",
    },
  },
  REQUIRETLS: {
    asked: "the parameter REQUIRETLS",
    methods: { REQUIRETLS: "sent with the demand for TLS on every hop" },
    without: "TLS cannot be demanded of later hops",
  },
  DELIVERBY: {
    asked: "the parameter BY",
    methods: { BY: "sent with a deadline", "no deadline": "sent without a deadline" },
  },
  FUTURERELEASE: {
    asked: "a parameter of FUTURERELEASE",
    methods: {
      "HOLDFOR, HOLDUNTIL": "sent to be held until later",
      "sent at once": "sent for delivery at once",
    },
  },
  "MT-PRIORITY": {
    asked: "the parameter MT-PRIORITY",
    methods: {
      "MT-PRIORITY": "sent with a priority",
      "MT-Priority header": "sent with the priority in the header",
      "no priority": "sent without a priority",
    },
  },
  RRVS: {
    asked: "the parameter RRVS",
    methods: {
      RRVS: "sent with a check that the mailbox has not changed hands",
      "not checked": "sent without a check whether the mailbox has changed hands",
    },
  },
  LIMITS: {
    asked: "one recipient more",
    methods: {
      "as announced": "kept within the limits that were announced",
      "as learned":
        "sent in several transactions, as many recipients at a time as the server takes",
    },
    without: "the limits of the server are not kept in mind",
    unlisted: true,
  },
  ENHANCEDSTATUSCODES: {
    asked: "a command",
    methods: {
      "as sent": "read from the enhanced status codes",
      "by reply code": "read from the reply codes alone",
    },
  },
  RSET: {
    asked: "RSET",
    methods: {
      RSET: "begun afresh with RSET",
      "new connection": "begun afresh on a new connection",
    },
  },
  TRANSACTION: {
    asked: "a command",
    methods: { "sent once": "sent in one attempt", repeated: "sent in a second attempt" },
    unlisted: true,
  },
  KEEPALIVE: {
    asked: "RSET",
    methods: { "RSET with the next transaction": "kept open for the next message" },
    without: "the connection is not kept",
  },
  VRFY: { asked: "VRFY", methods: { asked: "asked", unknown: "not asked" } },
  EXPN: { asked: "EXPN", methods: { asked: "asked", unknown: "not asked" } },
  HELP: { asked: "HELP", methods: { asked: "asked", unknown: "not asked" } },
  ETRN: { asked: "ETRN", methods: { asked: "asked", unknown: "not asked" } },
  QUIT: { asked: "QUIT", methods: { QUIT: "ended with QUIT", closed: "closed without QUIT" } },
  FAILOVER: {
    asked: "the attempt to send",
    methods: { "next server": "another server is tried where one cannot" },
    without: "no other server is tried",
  },
} satisfies WordsForEveryMethod;

/**
 * Why a method was not used, if no reply says so: after `offered, but` if it was offered.
 * `{asked}` stands for what was asked.
 */
export const WITHOUT_REPLY: Readonly<Partial<Record<Reason, string>>> = {
  "server-unavailable": "the server was not available",
  unsupported: "a required feature was not available",
  disconnected: "the server closed the connection on {asked}",
  silence: "{asked} was never answered",
  garbage: "{asked} was answered with what is no reply",
  "handshake-failed": "the TLS handshake failed",
  "tls-unavailable": "TLS is not available",
  "bad-sequence": "client and server got out of sync over {asked}",
  "too-costly": "the server asked for more work than this client does",
};

/** Why a method was never available. */
export const NEVER_OPEN: Readonly<Partial<Record<Reason, string>>> = {
  avoided: "avoided as wished",
  "not-needed": "not needed",
  "not-offered": "not offered",
  masked: "hidden by something on the way, which masks what the server offers",
  withdrawn:
    "not offered, though this server offered it before, which may be a downgrade attack by somebody on the way",
  "no-other-server": "no other server was named",
  "not-possible-here": "not possible in this version or runtime",
  hint: "not tried, since the server refused it in an earlier session",
  "hint-unanswered": "not tried, since the server did not answer it in an earlier session",
  unproven: "not proven yet",
  "out-of-limits": "outside the limits that the server announced",
  "tls-required": "not possible without TLS",
  unverified: "not possible with a certificate that was not checked",
};

/** The meaning of a reply, if it is more than "the server does not have the feature". */
export const MEANT: Readonly<Partial<Record<Reason, string>>> = {
  "name-refused": "the name was not accepted",
  "tls-required": "TLS is required first",
  "tls-unavailable": "TLS is not available",
  "handshake-failed": "the TLS handshake failed",
  "authentication-required": "authentication is required first",
  "authentication-unavailable": "authentication is not available here",
  "credentials-refused": "the credentials were refused",
  "already-authenticated":
    "the server takes the connection for authenticated already, which this client has not done",
  "mechanism-too-weak": "the mechanism is too weak",
  "too-many-recipients": "there are too many recipients",
  "too-many-errors": "the server counted too many errors",
  "too-large": "it is too large",
  policy: "a policy forbids it",
  temporary: "not now",
  closing: "the server was closing",
  "bad-sequence": "client and server were out of sync",
};
