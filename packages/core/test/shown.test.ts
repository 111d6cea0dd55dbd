import { describe, expect, it } from "vitest";
import { readClaims } from "../scripts/shown/claims.ts";
import { huntRows } from "../scripts/shown/hunt.ts";
import { allMutants } from "../scripts/shown/mutants.ts";
import { observe } from "../scripts/shown/observe.ts";
import { readTranscripts } from "../scripts/shown/transcript-files.ts";
import { TABLES } from "../src/protocol/session/session.ts";
import { parseTranscript } from "../src/testing/transcript.ts";

const files = readTranscripts();
const cellsOf = (name: string): string[] => [
  ...observe(parseTranscript(files.get(name) ?? "")).cells,
];

describe("observe", () => {
  it.each([
    [
      "hello/ehlo-502",
      ["ESMTP/EHLO/502/EHLO", "ESMTP/HELO/taken", "CHUNKING/BDAT-after-a-probe/not-offered"],
    ],
    ["chunking/refused-502", ["CHUNKING/BDAT-after-a-probe/502/BDAT-probe", "CHUNKING/DATA/taken"]],
    ["pipelining/too-many-replies", ["PIPELINING/envelope-in-one-flight/too-many-replies/DATA"]],
    ["breaks/bdat-last-silence", ["silence/BDAT-last"]],
    ["tls/465-refused", ["TLS/implicit-TLS-on-port-465/disconnected/connect"]],
  ])("sees in %s what it is there for", (name, cells) => {
    expect(cellsOf(name)).toEqual(expect.arrayContaining(cells));
  });

  it("takes no way for left or taken that was not", () => {
    const cells = cellsOf("hello/ehlo");
    expect(cells.filter((cell) => cell.startsWith("ESMTP/"))).toEqual(["ESMTP/EHLO/taken"]);
    expect(cells.filter((cell) => /^(?:421|disconnect|silence|garbage)\//.test(cell))).toEqual([]);
    expect(cells).not.toContain("CHUNKING/BDAT-after-a-probe/taken");
  });
});

describe("readClaims", () => {
  it("reports a claim that is not shown, and a session that differs", () => {
    const text = files.get("hello/ehlo") ?? "";
    const claimed = text.replace("# shows: ", "# shows: ESMTP/HELO/taken ");
    expect(readClaims(new Map([["x", claimed]])).faults).toEqual([
      "x says that it shows ESMTP/HELO/taken, and does not.",
    ]);
    const other = readClaims(new Map([["x", text.replace("C: QUIT", "C: RSET")]]));
    expect(other.faults[0]).toMatch(/^x, line \d+: got C: QUIT/);
  });
});

describe("a hunt", () => {
  it("has a mutant of every row", () => {
    const mutants = allMutants();
    const methods = TABLES.fallbackOrders.flatMap((order) => order.methods).length;
    const rows = new Set(mutants.map(({ table, row }) => `${table} ${row}`));
    expect(rows.size).toBe(methods + TABLES.legality.length + TABLES.reactions.length);
    for (const { table, tables } of mutants) expect(tables[table]).not.toEqual(TABLES[table]);
  });

  it("finds what one transcript notices, and by what", () => {
    const name = "chunking/refused-502";
    const rows = huntRows(new Map([[name, files.get(name) ?? ""]]));
    const fate = (table: string, row: string) =>
      rows.find((hunted) => hunted.table === table && hunted.row === row)?.fate;
    expect(fate("fallbackOrders", "CHUNKING/BDAT-after-a-probe")).toBe("lines");
    expect(fate("fallbackOrders", "SIZE/declared")).toBe("lines");
    expect(fate("legality", "BDAT")).toBe("lines");
    expect(fate("reactions", "chunk-unknown")).toBe("lines");
    expect(fate("reactions", "ehlo-unknown")).toBe("dead");
    expect(fate("fallbackOrders", "TLS/implicit-TLS")).toBe("dead");
  });
});
