/**
 * Checks which command is allowed now, which commands may share a flight (RFC 2920 3.1), and which phase a reply
 * leads to. The rules are rows of `protocol/tables/legality.ts`.
 */
import { octets } from "../address/address.ts";
import type { Command } from "../command/command.ts";
import type { CommandName } from "../reply/situation.ts";
import type { SessionPhase } from "../tables/legality.ts";
import { LEGALITY, type LegalityRow } from "../tables/legality.ts";

/** The most commands in one flight. */
export const MAX_COMMANDS = 100;

/** How a list of commands is split into flights. */
export interface FlightOptions {
  /** The server announces PIPELINING; without it, every command waits for its reply. */
  readonly pipelining: boolean;
  /** The most commands in one flight; 100 if absent. */
  readonly maxCommands?: number;
  /** The most octets of command lines in one flight; 8192 if absent. */
  readonly maxOctets?: number;
}

/**
 * Returns whether a command may be written now.
 *
 * @param phase the session's phase, or its phase after positive replies to the written commands
 * @param command the command to write
 * @param rows the legality table; others only for experiments
 * @returns nothing if the command is allowed, otherwise a sentence with the reason
 * @example
 * checkLegal("recipients", { name: "MAIL" }); // "MAIL is not legal in phase recipients, only in: ready (RFC 5321 4.1.4)."
 */
export function checkLegal(
  phase: SessionPhase,
  command: Pick<Command, "name">,
  rows: readonly LegalityRow[] = LEGALITY,
): string | undefined {
  const known = rowsFor(command.name, rows);
  if (rowIn(phase, known)) return undefined;
  const legal = known.flatMap(({ phases }) => phases);
  const where = known.length === 0 ? "" : `, only in: ${legal.join(", ")} (${known[0]?.rfc})`;
  return `${command.name} is not legal in phase ${phase}${where}.`;
}

/**
 * Returns the phase that a reply leads to.
 *
 * @param phase the session's phase before the reply
 * @param commandName the answered command
 * @param code the reply code; its first digit decides, and 421 always ends the session
 *   (RFC 5321 4.2.1, 3.8)
 * @param last the command was a BDAT with LAST
 * @param rows the legality table; others only for experiments
 * @example
 * nextPhase("recipients", "DATA", 354); // "content"
 */
export function nextPhase(
  phase: SessionPhase,
  commandName: CommandName,
  code: number,
  last = false,
  rows: readonly LegalityRow[] = LEGALITY,
): SessionPhase {
  if (code === 421) return "closed";
  const known = rowsFor(commandName, rows);
  // In a group the phase may be behind: 354 can arrive after every recipient was refused.
  const leads = (rowIn(phase, known) ?? known[0])?.leads;
  return (leads && ledTo(leads, Math.trunc(code / 100), last)) ?? phase;
}

/** A loop instead of array methods, because it runs several times for every command. */
function rowIn(phase: SessionPhase, rows: readonly LegalityRow[]): LegalityRow | undefined {
  for (const row of rows) if (row.phases.includes(phase)) return row;
  return undefined;
}

function ledTo(
  { done, doneLast, more, refused }: LegalityRow["leads"],
  digit: number,
  last: boolean,
): SessionPhase | undefined {
  if (digit === 2) return last ? (doneLast ?? done) : done;
  if (digit === 3) return more;
  return digit === 4 || digit === 5 ? refused : undefined;
}

/**
 * Splits commands into flights; each is written at once and answered before the next.
 *
 * The limits prevent a deadlock in which both sides' buffers are full and neither reads (RFC 2920 3.1).
 *
 * @param commands in the order to write; a command without a row goes last in its flight, as RFC 2920 3.1 says of
 * commands that it does not name
 * @param rows the legality table; others only for experiments
 * @returns the same commands in the same order, in flights
 * @throws {RangeError} if a limit is not a positive integer
 * @example
 * splitFlights([rset(), quit()], { pipelining: true }).length; // 1
 */
export function splitFlights(
  commands: readonly Command[],
  { pipelining, maxCommands = MAX_COMMANDS, maxOctets = 8192 }: FlightOptions,
  rows: readonly LegalityRow[] = LEGALITY,
): readonly (readonly Command[])[] {
  for (const most of [maxCommands, maxOctets]) {
    if (!Number.isInteger(most) || most < 1) {
      throw new RangeError(`A flight cannot be limited to ${most}. Give a positive integer.`);
    }
  }
  const flights: Command[][] = [];
  let remaining = commands;
  while (remaining.length > 0) {
    const length = firstFlight(remaining, { pipelining, maxCommands, maxOctets }, rows);
    flights.push(remaining.slice(0, length));
    remaining = remaining.slice(length);
  }
  return flights;
}

/** Returns how many of the commands are in the first flight. */
export function firstFlight(
  commands: readonly Command[],
  { pipelining, maxCommands = MAX_COMMANDS, maxOctets = 8192 }: FlightOptions,
  rows: readonly LegalityRow[] = LEGALITY,
): number {
  let length = 0;
  let room = maxOctets;
  for (const { name, line } of commands) {
    const group = pipelining ? (rowsFor(name, rows)[0]?.group ?? "last") : "alone";
    room -= octets(line) + 2;
    const joins = group !== "first" && group !== "alone" && length < maxCommands && room >= 0;
    if (length > 0 && !joins) return length;
    length += 1;
    if (group === "last" || group === "alone") return length;
  }
  return length;
}

function rowsFor(commandName: CommandName, rows: readonly LegalityRow[]): readonly LegalityRow[] {
  const known = BY_COMMAND.get(rows) ?? Map.groupBy(rows, (row) => row.command);
  BY_COMMAND.set(rows, known);
  return known.get(commandName) ?? [];
}

/** The rows of each command, cached for each table: every command is looked up four times. */
const BY_COMMAND: WeakMap<
  readonly LegalityRow[],
  Map<CommandName, LegalityRow[]>
> = /* @__PURE__ */ new WeakMap();
