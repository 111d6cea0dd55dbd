/** Tables with one thing changed: each row in turn removed, and turned where that makes sense. */
import { TABLES, type Tables } from "../../src/protocol/session/session.ts";
import type { FallbackOrder, Method } from "../../src/protocol/tables/fallback-orders.ts";
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
  /** The fallback order or row of the unchanged tables that the mutant was made from. */
  readonly touches: object;
}

/** The change that every row suffers. */
export const REMOVED = "removed";

/** Every mutant, those of a row together. */
export function allMutants(): readonly Mutant[] {
  return [
    ...TABLES.fallbackOrders.flatMap((order) =>
      order.methods.flatMap((method) => ofWay(order, method)),
    ),
    ...TABLES.legality.flatMap(ofLegality),
    ...TABLES.reactions.flatMap(ofReaction),
  ];
}

function ofWay(order: FallbackOrder, method: Method): Mutant[] {
  const row = `${order.feature}/${slug(method.name)}`;
  const at = order.methods.indexOf(method);
  const mutant = (change: string, methods: readonly Method[]): Mutant => {
    const orders = replaced(TABLES.fallbackOrders, order, { ...order, methods });
    return {
      table: "fallbackOrders",
      row,
      change,
      tables: { ...TABLES, fallbackOrders: orders },
      touches: order,
    };
  };
  const turned = (changed: Method): readonly Method[] => replaced(order.methods, method, changed);
  const { needs, ...unconditional } = method;
  const mutants = [
    mutant(REMOVED, without(order.methods, method)),
    mutant(
      method.providesFeature ? "does without" : "fulfils",
      turned({ ...method, providesFeature: !method.providesFeature }),
    ),
    ...Object.keys(needs ?? {}).map((need) => {
      const left = Object.fromEntries(Object.entries(needs ?? {}).filter(([key]) => key !== need));
      return mutant(`${need} not needed`, turned({ ...unconditional, needs: left }));
    }),
  ];
  if (at + 1 === order.methods.length) return mutants;
  const next = order.methods.slice(at + 1, at + 2);
  const rest = order.methods.slice(at + 2);
  return [
    ...mutants,
    mutant("below the next", [...order.methods.slice(0, at), ...next, method, ...rest]),
  ];
}

const GROUPS: readonly LegalityRow["group"][] = ["anywhere", "last", "first", "alone"];

function ofLegality(row: LegalityRow): Mutant[] {
  const one = TABLES.legality.filter(({ command }) => command === row.command).length === 1;
  const name = one ? row.command : `${row.command}/${row.phases[0]}`;
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
  const action = row.action === "fail-permanently" ? "proceed" : "fail-permanently";
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
