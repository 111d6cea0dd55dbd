/**
 * The features of a session and the types of wishes.
 *
 * A feature has the name of its EHLO keyword, if it has one, so that it can be looked up in the IANA registry. The
 * other names are common terms of the field.
 */

/** A feature that a user may want. Each has its methods in a fallback order. */
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
  | "FAILOVER";

/**
 * How much a feature is wanted.
 *
 * - `"require"`: without it nothing is sent; its absence is an error.
 * - `"prefer"`: used if the server has it, otherwise replaced by the next best method, and recorded.
 * - `"avoid"`: not used even if the server has it.
 */
export type Wish = "require" | "prefer" | "avoid";

/** A wish for each feature; features that are not named have the default of their fallback order. */
export type Wishes = Readonly<Partial<Record<Feature, Wish>>>;

/**
 * What changes if a feature falls back.
 *
 * - `"transport"`: the message arrives the same; falls back freely, recorded.
 * - `"content"`: the content means the same, its octets may differ.
 * - `"meaning"`: the recipient or sender would notice; required once asked for.
 * - `"security"`: never below the minimum that the user set.
 */
export type Tier = "transport" | "content" | "meaning" | "security";
