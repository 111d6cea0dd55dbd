/** The status page: what is acted upon, what shows it, and where the gaps are. */
import type { Feature } from "../../src/protocol/feature.ts";
import { LADDERS, type Way } from "../../src/protocol/tables/ladders.ts";
import { BREAKS, breakCell, PLACES, slug, wayCell } from "./cells.ts";
import type { Claims } from "./claims.ts";
import { DEAD } from "./dead.ts";
import { EXPECTED } from "./expected.ts";
import type { HuntedRow } from "./hunt.ts";
import type { Seen } from "./seen.ts";

/** All that the page is made of. */
export interface Findings {
  readonly transcripts: number;
  readonly claims: Claims;
  readonly seen: readonly Seen[];
  readonly rows: readonly HuntedRow[];
}

/** The page, in Markdown. */
export function pageOf(findings: Findings): string {
  const { transcripts } = findings;
  return `# What is acted upon, and what shows it

${transcripts} transcripts in packages/core/transcripts are sessions as text. Each is played with the real scripts, whole and octet by octet, and
says what it shows: a way of a ladder, its result, and where. What a transcript does not show it cannot claim here.

## Ladders

Every way of every ladder, best first. \`taken\` is a way that was taken; a reply code or a word is what stood against it. Not shown is
what the design says of the way and no transcript shows. The last column names the real servers with which the way was taken.

| feature | way | state | shown | not shown | real servers |
|---|---|---|---|---|---|
${LADDERS.flatMap(({ feature, ways }) => ways.map((way) => wayRow(feature, way, findings))).join("\n")}

With real servers these refusals were seen, and fallen back from:

| feature | taken instead | because | real servers |
|---|---|---|---|
${refusalRows(findings.seen).join("\n")}

## Where a session breaks

What the client makes of each way to break off, in every place where it waits for the server. The numbers are transcripts.

| waiting for the reply to | ${BREAKS.join(" | ")} |
|---|${BREAKS.map(() => "---|").join("")}
${PLACES.filter((place) => !UNBREAKABLE.includes(place))
  .map((place) => breakRow(place, findings.claims))
  .join("\n")}

## Do the tables steer?

Each row of the three tables in turn is removed, and turned where that makes sense; every transcript is played with the changed table. A
row counts when a transcript's client says something else, or when it is told something else of what came of it.

| table | rows | another conversation | another outcome | dead |
|---|---|---|---|---|
${(["ladders", "legality", "reactions"] as const).map((table) => mutationRow(table, findings.rows)).join("\n")}

${deadText(findings.rows)}

## Every way and the transcripts that show it

${LADDERS.map(({ feature }) => featureSection(feature, findings.claims))
  .filter(Boolean)
  .join("\n\n")}

Made by \`pnpm status\`.
`;
}

/** No reply is waited for there. */
const UNBREAKABLE: readonly string[] = ["connect", "handshake"];

/** What is wrong, in sentences; none when all is well. */
export function faultsOf({ claims, rows }: Findings): readonly string[] {
  const faults = [...claims.faults];
  for (const { feature, ways } of LADDERS) {
    for (const way of ways) {
      const shown = shownKinds(feature, way, claims).length > 0;
      if (way.state === "acted-upon" && !shown)
        faults.push(`${feature}, ${way.way} is said to be acted upon, and no transcript shows it.`);
    }
  }
  const silent = new Set(rows.filter(isSilent).map(keyOf));
  for (const key of silent) {
    if (!(key in DEAD) && !isPlanned(key))
      faults.push(`Nobody notices when the row ${key} is removed, and dead.ts gives no reason.`);
  }
  for (const key of Object.keys(DEAD)) {
    if (!silent.has(key)) faults.push(`dead.ts says why ${key} is not noticed, and it is.`);
  }
  return faults;
}

function wayRow(feature: Feature, way: Way, { claims, seen }: Findings): string {
  const shown = shownKinds(feature, way, claims);
  const expected = EXPECTED[feature]?.[way.way] ?? ["taken"];
  const gaps =
    way.state === "planned" ? [] : expected.map(slug).filter((kind) => !shown.includes(kind));
  const servers = seen.filter((row) => row.feature === feature && row.way === way.way);
  return row([
    feature,
    way.way,
    way.state,
    shown.join(", "),
    gaps.length > 0 ? `**${gaps.join(", ")}**` : "",
    names(servers),
  ]);
}

function shownKinds(feature: Feature, { way }: Way, { byCell }: Claims): string[] {
  const start = `${feature}/${slug(way)}/`;
  const kinds = [...byCell.keys()]
    .filter((cell) => cell.startsWith(start))
    .map((cell) => cell.slice(start.length).split("/")[0] ?? "");
  return [...new Set(kinds)].sort(byKind);
}

/** Taken first, then codes, then words. */
function byKind(one: string, other: string): number {
  const rank = (kind: string): string => (kind === "taken" ? "0" : /^\d/.test(kind) ? "1" : "2");
  return (rank(one) + one).localeCompare(rank(other) + other);
}

function refusalRows(seen: readonly Seen[]): string[] {
  const refusals = seen.filter(({ code }) => code !== undefined);
  const key = ({ feature, way, because, code }: Seen): string =>
    [feature, way, `${because}, ${code}`].join(" | ");
  return [...Map.groupBy(refusals, key)].map(([cells, rows]) => `| ${cells} | ${names(rows)} |`);
}

function names(rows: readonly Seen[]): string {
  return [...new Set(rows.map(({ server }) => server))].join(", ");
}

function breakRow(place: (typeof PLACES)[number], { byCell }: Claims): string {
  const cells = BREAKS.map(
    (how) => links(byCell.get(breakCell(how, place)) ?? [], (at) => `${at + 1}`) || "**gap**",
  );
  return row([place, ...cells]);
}

function mutationRow(table: HuntedRow["table"], rows: readonly HuntedRow[]): string {
  const of = rows.filter((hunted) => hunted.table === table);
  const count = (fate: HuntedRow["fate"]): string =>
    `${of.filter((hunted) => hunted.fate === fate).length}`;
  return row([table, `${of.length}`, count("lines"), count("outcome"), count("dead")]);
}

function deadText(rows: readonly HuntedRow[]): string {
  const silent = rows.filter(isSilent);
  const planned = silent.filter((hunted) => isPlanned(keyOf(hunted)));
  const others = silent.filter((hunted) => !isPlanned(keyOf(hunted)));
  const list = others.map((hunted) =>
    row([hunted.table, hunted.row, hunted.redundant ? "yes" : "no", DEAD[keyOf(hunted)] ?? ""]),
  );
  return `${planned.length} of the dead rows are ways that are planned. These others can be removed without anybody's noticing, each for a reason; some are
noticed when they are turned.

| table | row | noticed when turned | why it can be removed |
|---|---|---|---|
${list.join("\n")}`;
}

function isSilent({ fate, redundant }: HuntedRow): boolean {
  return fate === "dead" || redundant;
}

function keyOf({ table, row }: HuntedRow): string {
  return `${table} ${row}`;
}

function isPlanned(key: string): boolean {
  return LADDERS.some(({ feature, ways }) =>
    ways.some(({ way, state }) => state === "planned" && key === `ladders ${feature}/${slug(way)}`),
  );
}

function featureSection(feature: Feature, { byCell }: Claims): string {
  const ways = LADDERS.find((ladder) => ladder.feature === feature)?.ways ?? [];
  const rows = ways.flatMap(({ way }) =>
    [...byCell]
      .filter(([cell]) => cell.startsWith(`${wayCell(feature, way, "taken").slice(0, -5)}`))
      .map(([cell, transcripts]) => {
        const [, , kind = "", place = ""] = cell.split("/");
        return { way, kind, place, transcripts };
      })
      .sort((one, other) => byKind(one.kind, other.kind))
      .map(({ kind, place, transcripts }) => row([way, kind, place, links(transcripts)])),
  );
  if (rows.length === 0) return "";
  return `### ${feature}\n\n| way | result | where | transcripts |\n|---|---|---|---|\n${rows.join("\n")}`;
}

/** The first few, and how many more there are. */
function links(
  transcripts: readonly string[],
  label: (at: number, name: string) => string = (_at, name) => name,
): string {
  const shown = transcripts
    .slice(0, MOST_LINKS)
    .map((name, at) => `[${label(at, name)}](../packages/core/transcripts/${name}.smtp)`);
  const more = transcripts.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

const MOST_LINKS = 4;

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
