/** Replays all transcripts with changed tables and lists the transcripts that notice the change. */
import { TABLES, type Tables } from "../../src/protocol/session/session.ts";
import { playIn, sessionOf } from "../../src/testing/play-session.ts";
import { type Replay, replayTranscript } from "../../src/testing/replay.ts";
import { parseTranscript, type Transcript } from "../../src/testing/transcript.ts";
import { allMutants, type Mutant, REMOVED } from "./mutants.ts";

/** Who noticed a mutant: by what the client said, or only by what came of it. */
export interface Kill {
  readonly transcript: string;
  readonly by: "lines" | "outcome";
}

/** The result for a mutant. */
export interface Hunted extends Mutant {
  readonly kill?: Kill;
}

/** The result for a row, over all its mutants. */
export interface HuntedRow {
  readonly table: Mutant["table"];
  readonly row: string;
  /** `lines`: some mutant changes the client's lines; `outcome`: only the reported outcome; `dead`: nothing. */
  readonly fate: Kill["by"] | "dead";
  /** Without the row everything goes as with it, though a turned row is noticed. */
  readonly redundant: boolean;
  /** The transcript that notices. */
  readonly transcript?: string;
  /** The mutants that nobody noticed. */
  readonly unnoticed: readonly string[];
}

/** A transcript, and how it goes when nothing is changed. */
interface Witness {
  readonly name: string;
  readonly transcript: Transcript;
  readonly results: string;
  /** The fallback orders and rows that were read. Only they can change the result. */
  readonly touched: ReadonlySet<unknown>;
}

/** Hunts every mutant with every transcript. */
export function huntRows(texts: ReadonlyMap<string, string>): readonly HuntedRow[] {
  const witnesses = [...texts].map(([name, text]) => witnessOf(name, parseTranscript(text)));
  const hunted = allMutants().map((mutant): Hunted => {
    const able = witnesses.filter(({ touched }) => touched.has(mutant.touches));
    const kill = killOf(mutant, able);
    return kill ? { ...mutant, kill } : mutant;
  });
  return [...Map.groupBy(hunted, ({ table, row }) => `${table} ${row}`).values()].map(rowOf);
}

function witnessOf(name: string, { head, steps }: Transcript): Witness {
  const transcript = { head: { ...head, play: "whole", expectations: [] }, steps } as const;
  const touched = new Set<unknown>();
  const { difference, results } = play(transcript, {
    ...TABLES,
    fallbackOrders: TABLES.fallbackOrders.map((row) => watched(row, "methods", touched)),
    legality: TABLES.legality.map((row) => watched(row, "phases", touched)),
    reactions: TABLES.reactions.map((row) => watched(row, "action", touched)),
  });
  if (difference) throw new Error(`${name}, line ${difference.line}: ${difference.got}`);
  return { name, transcript, results: JSON.stringify(results), touched };
}

/** Returns the row and records when its deciding property is read. */
function watched<T extends object>(row: T, key: keyof T, touched: Set<unknown>): T {
  return Object.defineProperty({ ...row }, key, {
    get() {
      touched.add(row);
      return row[key];
    },
  });
}

function play(transcript: Transcript, tables: Tables): Replay {
  return replayTranscript(transcript, (head) => playIn(sessionOf(head, tables), head));
}

function rowOf(mutants: readonly Hunted[]): HuntedRow {
  const [{ table, row }] = mutants as [Hunted];
  const kills = mutants.flatMap(({ kill }) => kill ?? []);
  const best = kills.find(({ by }) => by === "lines") ?? kills[0];
  const removed = mutants.find(({ change }) => change === REMOVED)?.kill;
  return {
    table,
    row,
    fate: best?.by ?? "dead",
    redundant: best !== undefined && removed === undefined,
    ...(best ? { transcript: (removed?.by === best.by ? removed : best).transcript } : {}),
    unnoticed: mutants.filter(({ kill }) => !kill).map(({ change }) => change),
  };
}

/** A changed line counts for more than a changed outcome, so all are asked before an outcome is taken. */
function killOf({ tables }: Mutant, witnesses: readonly Witness[]): Kill | undefined {
  let outcome: Kill | undefined;
  for (const { name, transcript, results } of witnesses) {
    try {
      const replay = play(transcript, tables);
      if (replay.difference) return { transcript: name, by: "lines" };
      if (JSON.stringify(replay.results) !== results)
        outcome ??= { transcript: name, by: "outcome" };
    } catch {
      // A session that breaks off says less than it should.
      return { transcript: name, by: "lines" };
    }
  }
  return outcome;
}
