/**
 * The default SASL mechanisms, which need no library. The order in which mechanisms are tried is the fallback order
 * of AUTH.
 */
import { external, login, type Mechanism, plain } from "./mechanism.ts";
import { scramSha1, scramSha1Plus, scramSha256, scramSha256Plus } from "./mechanism-scram.ts";
import { oauthBearer, xoauth2 } from "./mechanism-token.ts";

/** The mechanisms that are used unless the option `mechanisms` names others. */
export const defaultMechanisms: readonly Mechanism[] = [
  external,
  scramSha256Plus,
  scramSha256,
  scramSha1Plus,
  scramSha1,
  oauthBearer,
  xoauth2,
  plain,
  login,
];
