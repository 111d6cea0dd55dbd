/**
 * What a refusal means by its first digit alone (RFC 5321 4.2.1), after every
 * other row: so an unknown code acts as its class does.
 */
import type { Asked } from "../situation.ts";
import { ANYTHING } from "./reactions-done.ts";
import type { ReactionRow } from "./reactions-row.ts";

const ADDRESSED: readonly Asked[] = ["MAIL", "RCPT", "VRFY", "EXPN"];

const REFUSE = { action: "refuse", retry: "never", rfc: "RFC 5321 4.2.1" } as const;

/** In order: the first that fits decides. */
export const CLASS_REACTIONS: readonly ReactionRow[] = [
  {
    id: "later",
    asked: ANYTHING,
    codes: [4],
    action: "later",
    retry: "later",
    because: "temporary",
    rfc: "RFC 5321 4.2.1",
  },
  {
    id: "credentials",
    asked: ["AUTH", "AUTH-RESPONSE"],
    codes: [5],
    ...REFUSE,
    because: "credentials-refused",
  },
  { id: "policy", asked: ANYTHING, codes: [5], enhanced: ["X.7.*"], ...REFUSE, because: "policy" },
  { id: "address", asked: ADDRESSED, codes: [5], ...REFUSE, because: "address-unacceptable" },
  {
    id: "content",
    asked: ["CONTENT", "BDAT"],
    codes: [5],
    ...REFUSE,
    because: "content-unacceptable",
  },
  { id: "refused", asked: ANYTHING, codes: [5], ...REFUSE, because: "policy" },
];
