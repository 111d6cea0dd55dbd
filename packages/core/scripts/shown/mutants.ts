/** Tables with one thing changed: each row in turn removed, and turned where that makes sense. */
import { TABLES, type Tables } from "../../src/protocol/session.ts";
import type { Ladder, Way } from "../../src/protocol/tables/ladders.ts";
import type { LegalityRow } from "../../src/protocol/tables/legality.ts";
import type { ReactionRow } from "../../src/protocol/tables/reactions.ts";
import { slug } from "./cells.ts";

/** A change to one row. */
export interface Mutant {
  readonly table: keyof Tables;
  /** The row's name, such as `CHUNKING/DATA`, `QUIT` or `chunk-unknown`. */
  readonly row: string;
  /** What was done to it, such as `removed`. */
  readonly change: string;
  readonly tables: Tables;
  /** The ladder or row of the unchanged tables that it is made of. */
  readonly touches: object;
}

/** The change that every row suffers. */
export const REMOVED = "removed";

/** Every mutant, those of a row together. */
export function allMutants(): readonly Mutant[] {
  return [
    ...TABLES.ladders.flatMap((ladder) => ladder.ways.flatMap((way) => ofWay(ladder, way))),
    ...TABLES.legality.flatMap(ofLegality),
    ...TABLES.reactions.flatMap(ofReaction),
  ];
}

function ofWay(ladder: Ladder, way: Way): Mutant[] {
  const row = `${ladder.feature}/${slug(way.way)}`;
  const at = ladder.ways.indexOf(way);
  const mutant = (change: string, ways: readonly Way[]): Mutant => {
    const ladders = replaced(TABLES.ladders, ladder, { ...ladder, ways });
    return { table: "ladders", row, change, tables: { ...TABLES, ladders }, touches: ladder };
  };
  const turned = (changed: Way): readonly Way[] => replaced(ladder.ways, way, changed);
  const { needs, ...unconditional } = way;
  const mutants = [
    mutant(REMOVED, without(ladder.ways, way)),
    mutant(way.fulfils ? "does without" : "fulfils", turned({ ...way, fulfils: !way.fulfils })),
    ...Object.keys(needs ?? {}).map((need) => {
      const left = Object.fromEntries(Object.entries(needs ?? {}).filter(([key]) => key !== need));
      return mutant(`${need} not needed`, turned({ ...unconditional, needs: left }));
    }),
  ];
  if (at + 1 === ladder.ways.length) return mutants;
  const next = ladder.ways.slice(at + 1, at + 2);
  const rest = ladder.ways.slice(at + 2);
  return [
    ...mutants,
    mutant("below the next", [...ladder.ways.slice(0, at), ...next, way, ...rest]),
  ];
}

const GROUPS: readonly LegalityRow["group"][] = ["anywhere", "last", "first", "alone"];

function ofLegality(row: LegalityRow): Mutant[] {
  const one = TABLES.legality.filter(({ asked }) => asked === row.asked).length === 1;
  const name = one ? row.asked : `${row.asked}/${row.phases[0]}`;
  const mutant = (change: string, legality: readonly LegalityRow[]): Mutant => {
    const tables = { ...TABLES, legality };
    return { table: "legality", row: name, change, tables, touches: row };
  };
  const turned = (change: string, changed: Partial<LegalityRow>): Mutant =>
    mutant(change, replaced(TABLES.legality, row, { ...row, ...changed }));
  return [
    mutant(REMOVED, without(TABLES.legality, row)),
    ...GROUPS.filter((group) => group !== row.group).map((group) => turned(group, { group })),
    ...row.phases.map((phase) =>
      turned(`not in ${phase}`, { phases: row.phases.filter((other) => other !== phase) }),
    ),
    ...Object.entries(row.leads).map(([kind, phase]) => {
      const leads = Object.entries(row.leads).filter(([other]) => other !== kind);
      return turned(`${kind} leads not to ${phase}`, { leads: Object.fromEntries(leads) });
    }),
  ];
}

function ofReaction(row: ReactionRow): Mutant[] {
  const mutant = (change: string, reactions: readonly ReactionRow[]): Mutant => {
    const tables = { ...TABLES, reactions };
    return { table: "reactions", row: row.id, change, tables, touches: row };
  };
  const action = row.action === "refuse" ? "proceed" : "refuse";
  return [
    mutant(REMOVED, without(TABLES.reactions, row)),
    mutant(action, replaced(TABLES.reactions, row, { ...row, action })),
  ];
}

function without<T>(rows: readonly T[], row: T): readonly T[] {
  return rows.filter((other) => other !== row);
}

function replaced<T>(rows: readonly T[], row: T, by: T): readonly T[] {
  return rows.map((other) => (other === row ? by : other));
}
