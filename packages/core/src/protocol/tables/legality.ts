/**
 * What may be written when: in which phase of a session each command is legal,
 * where it may stand among commands written together, and where its reply leads.
 *
 * The rows steer: `checkLegal`, `splitFlights` and `nextPhase` know no command by name.
 */

import type { CommandName } from "../reply/situation.ts";

/** One command, in the phases where it means the same. */
export interface LegalityRow {
  /** The command. */
  readonly command: CommandName;
  /** The phases in which it is legal. */
  readonly phases: readonly SessionPhase[];
  /**
   * Its place among commands that are written without waiting (RFC 2920 3.1).
   *
   * - `anywhere`: before, between and after others.
   * - `last`: others may stand before it, none after it.
   * - `first`: others may stand after it, none before it.
   * - `alone`: it shares a flight with nothing.
   */
  readonly group: "anywhere" | "last" | "first" | "alone";
  /** The phase that a reply leads to; a kind of reply that is not named leaves the phase as it is. */
  readonly leads: {
    /** On 2yz. */
    readonly done?: SessionPhase;
    /** On 2yz to the last chunk of a message. */
    readonly doneLast?: SessionPhase;
    /** On 3yz. */
    readonly more?: SessionPhase;
    /** On 4yz and 5yz. */
    readonly refused?: SessionPhase;
  };
  /** Where the rule is written. */
  readonly rfc: string;
}

/** Between greeting and QUIT, with no exchange under way. */
const idle: readonly SessionPhase[] = ["greeted", "ready", "transaction", "recipients", "chunks"];
const beforeContent: readonly SessionPhase[] = ["greeted", "ready", "transaction", "recipients"];

/** The rows. Where a command has several, the one for the present phase counts. */
export const LEGALITY: readonly LegalityRow[] = [
  {
    command: "GREETING",
    phases: ["connected"],
    group: "alone",
    leads: { done: "greeted", refused: "refused" },
    rfc: "RFC 5321 3.1",
  },
  {
    command: "EHLO",
    phases: beforeContent,
    group: "last",
    leads: { done: "ready" },
    rfc: "RFC 5321 4.1.4",
  },
  {
    command: "HELO",
    phases: beforeContent,
    group: "last",
    leads: { done: "ready" },
    rfc: "RFC 5321 4.1.4",
  },
  // After the handshake both sides forget all they knew: EHLO comes anew (RFC 3207 4.2).
  {
    command: "STARTTLS",
    phases: ["ready"],
    group: "last",
    leads: { done: "greeted" },
    rfc: "RFC 3207 4",
  },
  // RFC 4954 lets PLAIN with an initial response stand before other commands; what follows would
  // be a mail transaction that a refused login makes pointless.
  {
    command: "AUTH",
    phases: ["ready"],
    group: "last",
    leads: { more: "authenticating" },
    rfc: "RFC 4954 4",
  },
  {
    command: "AUTH-RESPONSE",
    phases: ["authenticating"],
    group: "alone",
    leads: { done: "ready", refused: "ready" },
    rfc: "RFC 4954 4",
  },
  {
    command: "MAIL",
    phases: ["ready"],
    group: "anywhere",
    leads: { done: "transaction" },
    rfc: "RFC 5321 4.1.4",
  },
  {
    command: "RCPT",
    phases: ["transaction", "recipients"],
    group: "anywhere",
    leads: { done: "recipients" },
    rfc: "RFC 5321 4.1.4",
  },
  // Only 354 opens the content; a refused DATA leaves the transaction open (RFC 5321 3.3).
  {
    command: "DATA",
    phases: ["recipients"],
    group: "last",
    leads: { more: "content" },
    rfc: "RFC 5321 4.1.1.4",
  },
  {
    command: "CONTENT",
    phases: ["content"],
    group: "first",
    leads: { done: "ready", refused: "ready" },
    rfc: "RFC 2920 3.1",
  },
  // In the flight of MAIL and RCPT: RFC 3030 describes BDAT after their replies, without a MUST.
  {
    command: "BDAT",
    phases: ["recipients", "chunks"],
    group: "anywhere",
    leads: { done: "chunks", doneLast: "ready", refused: "indeterminate" },
    rfc: "RFC 3030 2",
  },
  {
    command: "RSET",
    phases: ["ready", "transaction", "recipients", "chunks", "indeterminate"],
    group: "anywhere",
    leads: { done: "ready" },
    rfc: "RFC 5321 4.1.1.5",
  },
  { command: "RSET", phases: ["greeted"], group: "anywhere", leads: {}, rfc: "RFC 5321 4.1.4" },
  { command: "NOOP", phases: idle, group: "last", leads: {}, rfc: "RFC 5321 4.1.4" },
  { command: "VRFY", phases: idle, group: "last", leads: {}, rfc: "RFC 5321 4.1.4" },
  { command: "EXPN", phases: idle, group: "last", leads: {}, rfc: "RFC 5321 4.1.4" },
  { command: "HELP", phases: idle, group: "last", leads: {}, rfc: "RFC 5321 4.1.4" },
  { command: "ETRN", phases: ["ready"], group: "last", leads: {}, rfc: "RFC 1985 5" },
  {
    command: "QUIT",
    phases: ["refused", "greeted", "ready", "transaction", "recipients", "chunks", "indeterminate"],
    group: "last",
    leads: { done: "closed", more: "closed", refused: "closed" },
    rfc: "RFC 5321 4.1.1.10",
  },
];

/**
 * Where a session stands.
 *
 * - `connected`: the greeting has not come.
 * - `refused`: the greeting refused; only QUIT may follow.
 * - `greeted`: greeted, or fresh from the TLS handshake; EHLO comes next.
 * - `ready`: EHLO or HELO was answered; no mail transaction is open.
 * - `authenticating`: within the exchange of an AUTH.
 * - `transaction`: MAIL was accepted, no recipient yet.
 * - `recipients`: at least one recipient was accepted.
 * - `chunks`: a chunk was accepted that was not the last.
 * - `indeterminate`: a chunk was refused (RFC 3030 section 2).
 * - `content`: the server waits for message content.
 * - `closed`: over.
 */
export type SessionPhase =
  | "connected"
  | "refused"
  | "greeted"
  | "ready"
  | "authenticating"
  | "transaction"
  | "recipients"
  | "chunks"
  | "indeterminate"
  | "content"
  | "closed";
