/** Reactions to replies to commands that a session can do without: NOOP, VRFY, EXPN, HELP, ETRN and QUIT. */
import type { Feature } from "../plan/feature.ts";
import type { CommandName } from "../reply/situation.ts";
import type { ReactionRow } from "./reactions-row.ts";

const LOOKUPS: readonly CommandName[] = ["VRFY", "EXPN"];

const IGNORE = {
  action: "ignore",
  scope: "command",
  retry: "never",
  reason: "unsupported",
} as const;

const WOULD_NOT_SAY = {
  action: "unknown",
  scope: "command",
  retry: "never",
  reason: "policy",
  rfc: "RFC 5321 3.5.3",
} as const;

/** A command that the server does not have. This includes 503, because no other command has to come first. */
const notHere = (verb: CommandName & Feature, rfc: string): ReactionRow => ({
  id: `${verb.toLowerCase()}-not-here`,
  commands: [verb],
  codes: [500, 502, 503, 504],
  action: "next-method",
  feature: verb,
  scope: "command",
  retry: "never",
  reason: "unsupported",
  rfc,
});

/** In order: the first row that fits decides. */
export const OTHER_REACTIONS: readonly ReactionRow[] = [
  { id: "noop", commands: ["NOOP"], codes: [4, 5], ...IGNORE, rfc: "RFC 5321 4.1.1.9" },
  notHere("VRFY", "RFC 5321 3.5.3"),
  notHere("EXPN", "RFC 5321 3.5.3"),
  notHere("HELP", "RFC 5321 4.1.1.8"),
  notHere("ETRN", "RFC 1985 5.3"),
  {
    id: "etrn-not-for-this-host",
    commands: ["ETRN"],
    codes: [459],
    action: "fail-permanently",
    scope: "command",
    retry: "never",
    reason: "policy",
    rfc: "RFC 1985 5.3",
  },
  { id: "may-not-say", commands: LOOKUPS, codes: [5], enhanced: ["X.7.*"], ...WOULD_NOT_SAY },
  { id: "may-not-say-told", commands: LOOKUPS, codes: [5], text: "policy", ...WOULD_NOT_SAY },
  {
    id: "verb-not-here",
    commands: ["TURN", "OTHER"],
    codes: [500, 502, 503, 504],
    ...IGNORE,
    rfc: "RFC 5321 4.2.4",
  },
];
