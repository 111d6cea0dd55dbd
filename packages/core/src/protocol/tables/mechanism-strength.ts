/** How much each SASL mechanism gives away. Which of them is tried first stands in the fallback order of AUTH. */

/** What a mechanism gives away, most first: the password, a proof that can be ground down, a token, less and less. */
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

/** The initial responses of these hold no secret: no password, and no token. */
export const WITHOUT_SECRET: readonly string[] = Object.keys(MECHANISM_STRENGTH).filter(
  (mechanism) => (MECHANISM_STRENGTH[mechanism] ?? 0) > (MECHANISM_STRENGTH["OAUTHBEARER"] ?? 0),
);
