/**
 * What a refusal means by its first digit alone (RFC 5321 4.2.1). These rows come last, so an unknown code is handled
 * like its class.
 */
import type { CommandName } from "../reply/situation.ts";
import { ANYTHING } from "./reactions-done.ts";
import type { ReactionRow } from "./reactions-row.ts";

const ADDRESSED: readonly CommandName[] = ["MAIL", "RCPT", "VRFY", "EXPN"];

const REFUSE = { action: "fail-permanently", retry: "never", rfc: "RFC 5321 4.2.1" } as const;

/** In order: the first row that fits decides. */
export const CLASS_REACTIONS: readonly ReactionRow[] = [
  {
    id: "later",
    commands: ANYTHING,
    codes: [4],
    action: "fail-temporarily",
    retry: "later",
    reason: "temporary",
    rfc: "RFC 5321 4.2.1",
  },
  {
    id: "credentials",
    commands: ["AUTH", "AUTH-RESPONSE"],
    codes: [5],
    ...REFUSE,
    reason: "credentials-refused",
  },
  {
    id: "policy",
    commands: ANYTHING,
    codes: [5],
    enhanced: ["X.7.*"],
    ...REFUSE,
    reason: "policy",
  },
  { id: "address", commands: ADDRESSED, codes: [5], ...REFUSE, reason: "address-unacceptable" },
  {
    id: "content",
    commands: ["CONTENT", "BDAT"],
    codes: [5],
    ...REFUSE,
    reason: "content-unacceptable",
  },
  { id: "refused", commands: ANYTHING, codes: [5], ...REFUSE, reason: "policy" },
];
