/** The mechanisms that need no library. Which is tried first stands in the fallback order of AUTH. */
import { external, login, type Mechanism, plain } from "./mechanism.ts";
import { scramSha1, scramSha1Plus, scramSha256, scramSha256Plus } from "./mechanism-scram.ts";
import { oauthBearer, xoauth2 } from "./mechanism-token.ts";

/** What is chosen from where the option `mechanisms` names no others. */
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
