/**
 * How much each SASL mechanism reveals to the server. The order in which mechanisms are tried is the fallback order
 * of AUTH.
 */

/** What a mechanism reveals, from most to least: the password, a proof that allows guessing the password, a token. */
export const MECHANISM_STRENGTH: Readonly<Record<string, number>> = {
  LOGIN: 1,
  PLAIN: 1,
  "CRAM-MD5": 2,
  "DIGEST-MD5": 2,
  XOAUTH2: 3,
  OAUTHBEARER: 3,
  "SCRAM-SHA-1": 4,
  "SCRAM-SHA-1-PLUS": 5,
  "SCRAM-SHA-256": 6,
  "SCRAM-SHA-512": 6,
  "SCRAM-SHA-256-PLUS": 7,
  "SCRAM-SHA-512-PLUS": 7,
  EXTERNAL: 8,
};

/** Mechanisms whose initial response contains no secret: no password and no token. */
export const WITHOUT_SECRET: readonly string[] = Object.keys(MECHANISM_STRENGTH).filter(
  (mechanism) => (MECHANISM_STRENGTH[mechanism] ?? 0) > (MECHANISM_STRENGTH["OAUTHBEARER"] ?? 0),
);
