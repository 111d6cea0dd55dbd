/**
 * The legality table: in which phases each command is allowed, where the command may be in a flight (RFC 2920 3.1),
 * and which phase its reply leads to.
 *
 * The rows decide: `checkLegal`, `splitFlights` and `nextPhase` (`session/legality.ts`) know no command by name.
 */

import type { CommandName } from "../reply/situation.ts";

/** One command in the phases where it means the same. */
export interface LegalityRow {
  /** The command. */
  readonly command: CommandName;
  /** The phases in which the command is allowed. */
  readonly phases: readonly SessionPhase[];
  /**
   * The command's position in a flight (RFC 2920 3.1).
   *
   * - `anywhere`: before, between and after others.
   * - `last`: others may stand before it, none after it.
   * - `first`: others may stand after it, none before it.
   * - `alone`: it shares a flight with no other command.
   */
  readonly group: "anywhere" | "last" | "first" | "alone";
  /** The phase after a reply. A kind of reply that is not named leaves the phase unchanged. */
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
  /** The RFC section of the rule. */
  readonly rfc: string;
}

/** The phases between greeting and QUIT outside of any exchange. */
const idle: readonly SessionPhase[] = ["greeted", "ready", "transaction", "recipients", "chunks"];
const beforeContent: readonly SessionPhase[] = ["greeted", "ready", "transaction", "recipients"];

/** The rows. If a command has several, the row for the current phase applies. */
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
  // After the handshake, both sides discard what they learned, and EHLO is sent again (RFC 3207 4.2).
  {
    command: "STARTTLS",
    phases: ["ready"],
    group: "last",
    leads: { done: "greeted" },
    rfc: "RFC 3207 4",
  },
  // RFC 4954 allows commands after PLAIN with an initial response. They would begin a mail transaction that fails if
  // authentication fails.
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
  // Only 354 opens the content. A refused DATA leaves the transaction open (RFC 5321 3.3).
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
 * The phase of a session.
 *
 * - `connected`: the greeting has not arrived.
 * - `refused`: the greeting was negative; only QUIT may follow.
 * - `greeted`: the greeting arrived or the TLS handshake is done; EHLO comes next.
 * - `ready`: EHLO or HELO was answered; no mail transaction is open.
 * - `authenticating`: within the exchange of an AUTH.
 * - `transaction`: MAIL was accepted, no recipient yet.
 * - `recipients`: at least one recipient was accepted.
 * - `chunks`: a chunk was accepted that was not the last one.
 * - `indeterminate`: a chunk was refused (RFC 3030 section 2).
 * - `content`: the server waits for message content.
 * - `closed`: the session is over.
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
