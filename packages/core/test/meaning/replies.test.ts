import { describe, expect, it } from "vitest";
import { KINDS } from "../../src/meaning/mod.ts";
import { MEANING_ROWS } from "../../src/meaning/rows.ts";
import {
  FURTHER,
  GATHERED,
  type GatheredReply,
  isRight,
  LABELLED,
  type LabelledReply,
  meaningOf,
} from "./replies.ts";

type Field<Row> = (row: Row) => readonly [want: unknown, told: unknown];

function share<Row>(rows: readonly Row[], field: Field<Row>): number {
  const pairs = rows.map(field).filter(([want]) => want !== undefined);
  const right = pairs.filter(
    ([want, told]) => String(want).toLowerCase() === String(told).toLowerCase(),
  );
  return right.length / pairs.length;
}

describe("classifyReply", () => {
  it.each(LABELLED)("gives $id a right kind", (row) => {
    const { kind, evidence } = meaningOf(row);
    expect(isRight(row, kind), `${row.reply} is ${row.kind}, not ${kind} (${evidence.row})`).toBe(
      true,
    );
  });

  it("gives no labelled reply a kind that would send the reader the wrong way", () => {
    const wrong = LABELLED.filter((row) => row.never?.includes(meaningOf(row).kind));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it.each([
    ["responsible", (row: LabelledReply) => [row.responsible, meaningOf(row).responsible] as const],
    ["retry", (row: LabelledReply) => [row.retry, meaningOf(row).retry] as const],
    ["wait", (row: LabelledReply) => [row.wait, meaningOf(row).wait] as const],
    ["list", (row: LabelledReply) => [row.list, meaningOf(row).list] as const],
    ["link", (row: LabelledReply) => [row.link, meaningOf(row).link] as const],
  ])("returns %s as labelled in at least 95 of 100 replies", (_name, field) => {
    expect(share(LABELLED, field)).toBeGreaterThanOrEqual(0.95);
  });

  it.each([
    ["responsible", (row: GatheredReply) => [row.responsible, meaningOf(row).responsible] as const],
    ["retry", (row: GatheredReply) => [row.retry, meaningOf(row).retry] as const],
    ["wait", (row: GatheredReply) => [row.wait, meaningOf(row).wait] as const],
    ["list", (row: GatheredReply) => [row.list, meaningOf(row).list] as const],
    ["link", (row: GatheredReply) => [row.link, meaningOf(row).link] as const],
  ])("returns %s as judged in at least 95 of 100 gathered replies", (_name, field) => {
    expect(share(GATHERED, field)).toBeGreaterThanOrEqual(0.95);
  });

  it("returns no wait and no list if the labels have none", () => {
    const extra = LABELLED.filter((row) => {
      const { wait, list } = meaningOf(row);
      return (row.wait === undefined && wait !== undefined) || (!row.list && list !== undefined);
    });
    expect(extra.map(({ id }) => id)).toEqual([]);
  });

  it("gives every further reply a right kind, except those that are known to be missed", () => {
    const unexpected = FURTHER.filter(
      (row) => isRight(row, meaningOf(row).kind) === (row.missed ?? false),
    );
    const lines = unexpected.map((row) => {
      const { kind, evidence } = meaningOf(row);
      return `${row.reply}: expected ${row.missed ? "a miss" : row.kind}, got ${kind} (${evidence.row})`;
    });
    expect(lines).toEqual([]);
  });

  it("misses at most 1 of 100 further replies", () => {
    expect(FURTHER.filter(({ missed }) => missed).length).toBeLessThanOrEqual(FURTHER.length / 100);
  });

  it("knows every kind that a recorded reply has", () => {
    const used = [...LABELLED, ...FURTHER].flatMap(({ kind, accept = [] }) => [kind, ...accept]);
    expect(used.filter((kind) => !Object.hasOwn(KINDS, kind))).toEqual([]);
    const unused = Object.keys(KINDS).filter((kind) => !used.includes(kind));
    expect(unused).toEqual([]);
  });
});

describe("each row of the meaning tables", () => {
  const decided = Map.groupBy([...LABELLED, ...FURTHER], (row) => meaningOf(row).evidence.row);
  const rows = Object.entries(MEANING_ROWS).flatMap(([basis, all]) =>
    all.map((row) => ({ id: row.id, basis: basis as keyof typeof MEANING_ROWS, row })),
  );

  it("has an id of its own", () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it.each(rows)("$id decides a recorded reply, which means something else without it", (given) => {
    const { basis, row } = given;
    const without = {
      ...MEANING_ROWS,
      [basis]: MEANING_ROWS[basis].filter((other) => other !== row),
    };
    const replies = decided.get(row.id) ?? [];
    expect(replies.length, "replies that the row decides").toBeGreaterThan(0);
    const changes = replies.some((reply) => {
      const { evidence: _row, ...meaning } = meaningOf(reply);
      try {
        const { evidence: _other, ...other } = meaningOf(reply, without);
        return JSON.stringify(other) !== JSON.stringify(meaning);
      } catch {
        return true;
      }
    });
    expect(changes, "one of them means something else without the row").toBe(true);
  });

  it("says why where it disagrees with the class of the code", () => {
    const silent = rows.filter(({ row }) => row.temporary !== undefined && row.why === undefined);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});
