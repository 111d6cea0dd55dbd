/**
 * What transcripts can show, in words that their heads use.
 *
 * - `CHUNKING/BDAT-after-a-probe/502/BDAT-probe`: a method of a fallback order, its result, and where.
 * - `CHUNKING/BDAT-at-once/unproven`: a method that the plan skipped, and why.
 * - `CHUNKING/DATA/taken`: a way that was taken.
 * - `silence/RCPT`: the session broke, how and where.
 */

import type { TransportErrorKind } from "../../src/protocol/errors/transport-error.ts";
import type { Feature } from "../../src/protocol/plan/feature.ts";
import type { Reason } from "../../src/protocol/reply/situation.ts";

/** Where in a session a reply is waited for, in the order of a session. */
export const PLACES = [
  "connect",
  "greeting",
  "EHLO",
  "HELO",
  "STARTTLS",
  "handshake",
  "EHLO under TLS",
  "AUTH",
  "AUTH response",
  "MAIL",
  "RCPT",
  "DATA",
  "content",
  "final reply",
  "lone dot",
  "BDAT probe",
  "BDAT",
  "BDAT last",
  "RSET",
  "VRFY",
  "EXPN",
  "HELP",
  "ETRN",
  "QUIT",
] as const;

export type Place = (typeof PLACES)[number];

/** How a session breaks. */
export const BREAKS = ["421", "disconnect", "silence", "garbage"] as const;

export type Break = (typeof BREAKS)[number];

/** The result of a method: it is used, a reply code or a reason excludes it, or the client stops using it. */
export type Kind =
  | "taken"
  | "too many replies"
  | "given up"
  | Reason
  | TransportErrorKind
  | `${number}`;

/** Returns a name in the form of a cell. */
export function slug(name: string): string {
  return name.replaceAll(/[ ,]+/g, "-");
}

/** The cell of a way. */
export function wayCell(feature: Feature, method: string, kind: Kind, place?: Place): string {
  return [feature, method, kind, ...(place ? [place] : [])].map(slug).join("/");
}

/** The cell of a break. */
export function breakCell(how: Break, place: Place): string {
  return [how, place].map(slug).join("/");
}
