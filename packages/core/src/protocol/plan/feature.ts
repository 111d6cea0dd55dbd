/**
 * What a user may want of a session, and how much.
 *
 * Every name is the keyword of the service extension where there is one, so
 * that it can be looked up in the registry; the rest are the field's own words.
 */

/** Something a user may want, each with its ways in the table of fallback orders. */
export type Feature =
  | "ESMTP"
  | "TLS"
  | "AUTH"
  | "PIPELINING"
  | "CHUNKING"
  | "SIZE"
  | "8BITMIME"
  | "BINARYMIME"
  | "SMTPUTF8"
  | "DSN"
  | "REQUIRETLS"
  | "DELIVERBY"
  | "FUTURERELEASE"
  | "MT-PRIORITY"
  | "RRVS"
  | "LIMITS"
  | "ENHANCEDSTATUSCODES"
  | "RSET"
  | "TRANSACTION"
  | "KEEPALIVE"
  | "VRFY"
  | "EXPN"
  | "HELP"
  | "ETRN"
  | "QUIT"
  | "FAILOVER"
  | "PIPECONNECT";

/**
 * How much a feature is wanted.
 *
 * - `"require"`: without it nothing is sent; its absence is an error.
 * - `"prefer"`: taken when the server has it, else the next best way, recorded.
 * - `"avoid"`: passed over even when the server has it.
 */
export type Wish = "require" | "prefer" | "avoid";

/** A wish per feature; features that are not named have the fallback order's default. */
export type Wishes = Readonly<Partial<Record<Feature, Wish>>>;

/**
 * What is at stake when a feature falls back.
 *
 * - `"transport"`: the message arrives the same; falls back freely, recorded.
 * - `"content"`: the content means the same, its octets may differ.
 * - `"meaning"`: the recipient or sender would notice; required once asked for.
 * - `"security"`: never below the floor that the user set.
 */
export type Tier = "transport" | "content" | "meaning" | "security";
