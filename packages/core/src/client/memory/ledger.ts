/**
 * The ledger: which commands a server does not support, how often it said so, and its last such reply. `memory.ts`
 * stores it.
 */
import type { Reply } from "../../protocol/reply/reply.ts";
import type { Unsupported } from "../../protocol/session/session.ts";
import { meaningBy } from "../options/classifier.ts";
import { dataOf, entriesOf } from "./store.ts";
import { parseStoredReply, replyToStore } from "./stored-reply.ts";

/** Milliseconds for which the ledger of a server is kept after the last refusal. */
export const LEDGER_LIFE: number = 90 * 24 * 60 * 60_000;

/** More than the number of commands, mechanisms and parameters. */
const MOST_ENTRIES = 100;

/** The latest time that a Date can represent (ECMAScript, "Time Values"). */
const LATEST_DATE = 8.64e15;

/** What one server replied to one command. Plain data. */
export interface LedgerEntry {
  /** Host and port, such as `smtp.example.com:587`. */
  readonly server: string;
  /** A command, or a command with a mechanism or parameter: `BDAT`, `AUTH PLAIN`, `MAIL SIZE`. */
  readonly verb: string;
  /** How often it was refused as unsupported. Processes that share a store may miss some refusals. */
  readonly count: number;
  /** The last such reply. */
  readonly reply: Reply;
  /** The time of that reply, in milliseconds since 1970. */
  readonly last: number;
  /** The meaning of the reply, if `report` was given `classify`. */
  readonly kind?: string;
}

/** Options of a ledger's report. */
export interface LedgerOptions {
  /** Returns the meaning of a reply: `classifyReply` of the subpath `meaning`. */
  readonly classify?: (refusal: {
    readonly reply: Reply;
    readonly command: string;
  }) => { readonly kind: string } | undefined;
}

/** What mailers know about their servers. */
export interface Ledger {
  /**
   * Lists every unsupported command of every server of this mailer, the most frequent first.
   *
   * @param options the function that classifies replies, so that entries can be counted by kind
   */
  report(options?: LedgerOptions): Promise<readonly LedgerEntry[]>;
}

/**
 * Reads the valid entries of a stored ledger.
 *
 * @param value the stored value of a server's ledger
 * @param server host and port
 */
export function readLedger(value: unknown, server: string): readonly LedgerEntry[] {
  const { entries } = dataOf(value) ?? {};
  const known = entriesOf(entries, MOST_ENTRIES).flatMap((entry) => entryOf(entry, server) ?? []);
  return Object.freeze(known.sort(byCount));
}

/** Counts the unsupported commands of a session. */
export function addToLedger(
  entries: readonly LedgerEntry[],
  unsupported: readonly Unsupported[],
): readonly Omit<LedgerEntry, "server">[] {
  const byVerb = new Map(entries.map(({ server: _server, ...entry }) => [entry.verb, entry]));
  for (const { verb, reply } of unsupported) {
    const count = (byVerb.get(verb)?.count ?? 0) + 1;
    byVerb.set(verb, { verb, count, reply: replyToStore(reply), last: Date.now() });
  }
  return [...byVerb.values()].sort(byCount).slice(0, MOST_ENTRIES);
}

/** Returns the entry with the meaning of its reply. */
export function withKind(entry: LedgerEntry, classify: LedgerOptions["classify"]): LedgerEntry {
  const { reply, verb: command } = entry;
  const kind = meaningBy(classify, { reply, command })?.kind;
  return kind === undefined ? entry : Object.freeze({ ...entry, kind });
}

/** Compares entries by count, for several servers in one list. */
export function byCount(one: { count: number }, other: { count: number }): number {
  return other.count - one.count;
}

function entryOf(
  { verb, count, reply, last }: Readonly<Record<string, unknown>>,
  server: string,
): LedgerEntry | undefined {
  const said = parseStoredReply(reply);
  if (typeof verb !== "string" || !/^[A-Z][!-~ ]{0,63}$/.test(verb) || !said) return undefined;
  if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 1) return undefined;
  if (typeof last !== "number" || !(last >= 0 && last <= LATEST_DATE)) return undefined;
  return Object.freeze({ server, verb, count, reply: said, last });
}
