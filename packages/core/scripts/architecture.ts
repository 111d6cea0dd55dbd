/**
 * Draws the diagrams of docs/architecture.md from the tables, and checks that every file, folder and function that
 * the page names is there.
 *
 *     node scripts/architecture.ts            writes the diagrams
 *     node scripts/architecture.ts --check    fails if the page is not up to date
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import process from "node:process";
import type { Tier } from "../src/protocol/plan/feature.ts";
import { FALLBACK_ORDERS } from "../src/protocol/tables/fallback-orders.ts";
import { LEGALITY, type LegalityRow } from "../src/protocol/tables/legality.ts";

const file = new URL("../../../docs/architecture.md", import.meta.url);
const repository = new URL("../../../", import.meta.url);
const sources = new URL("../src/", import.meta.url);

const REPLIES: Readonly<Record<keyof LegalityRow["leads"], string>> = {
  done: "2yz",
  doneLast: "2yz to LAST",
  more: "3yz",
  refused: "4yz, 5yz",
};

/** One arrow for each pair of states, with everything that leads from one to the other. */
function drawStates(): string {
  const arrows = new Map<string, string[]>();
  for (const { command, phases, leads } of LEGALITY) {
    const targets = Map.groupBy(Object.entries(leads), ([, to]) => to);
    for (const from of phases) {
      for (const [to, entries] of targets) {
        if (to === from) continue;
        const replies = entries.map(([kind]) => REPLIES[kind as keyof LegalityRow["leads"]]);
        const cause =
          replies.length > 2 ? `${command}, any reply` : `${command} ${replies.join(", ")}`;
        const arrow = `${from} --> ${to}`;
        arrows.set(arrow, [...(arrows.get(arrow) ?? []), cause]);
      }
    }
  }
  const lines = [...arrows].map(([arrow, causes]) => `    ${arrow}: ${causes.join("<br>")}`);
  return mermaid(["stateDiagram-v2", "    [*] --> connected", ...lines, "    closed --> [*]"]);
}

const TIERS: Readonly<Record<Tier, string>> = {
  security: "Security: a session never falls below what the user requires.",
  meaning:
    "Meaning: the sender or the recipient would notice. Required if the message asks for it.",
  content: "Content: the content means the same, but its bytes may differ.",
  transport: "Transport: the message arrives the same.",
};

function drawOrders(tier: Tier): string {
  const orders = FALLBACK_ORDERS.filter((order) => order.tier === tier);
  const lines = orders.flatMap(({ feature, methods }, row) => {
    const nodes = methods.map(({ name, providesFeature }, column) => {
      return `m${row}x${column}["${name}"]${providesFeature ? "" : ":::without"}`;
    });
    return `    f${row}(["${feature}"]) --- ${nodes.join(" --> ")}`;
  });
  const style = "    classDef without stroke-dasharray: 4 4";
  return `**${TIERS[tier]}**\n\n${mermaid(["flowchart LR", style, ...lines])}`;
}

function mermaid(lines: readonly string[]): string {
  return `\`\`\`mermaid\n${lines.join("\n")}\n\`\`\``;
}

/** The page with the text between two marks replaced. */
function replaceSection(page: string, name: string, text: string): string {
  const section = new RegExp(`(<!-- ${name}: [^>]* -->\n)[\\s\\S]*?(<!-- end -->)`);
  if (!section.test(page)) throw new Error(`docs/architecture.md has no marks for "${name}".`);
  return page.replace(section, (_, begin: string, end: string) => `${begin}\n${text}\n\n${end}`);
}

/** Where a path of the page leads. */
function resolvePath(path: string): URL {
  return new URL(
    path,
    /^(?:packages|apps|docs|runtimes|scripts)\//.test(path) ? repository : sources,
  );
}

const PATH = /`([\w.-]+(?:\/[\w.-]+)+|[\w-]+\.ts)`/g;

/** What the page names and the repository does not have. */
function findFaults(page: string): string[] {
  const prose = page.replace(/```mermaid[\s\S]*?```/g, "");
  const paths = [...prose.matchAll(PATH)].map(([, path]) => path as string);
  const missing = paths
    .filter((path) => !existsSync(resolvePath(path)))
    .map((path) => `docs/architecture.md names \`${path}\`, which does not exist.`);
  return [...missing, ...findUnknownFunctions(prose), ...findUnlistedFolders(prose)];
}

/** In a row of the life of a message each function is declared in a file of that row, or in a file of its folder. */
function findUnknownFunctions(prose: string): string[] {
  return prose.split("\n").flatMap((line) => {
    const texts = [...line.matchAll(PATH)]
      .map(([, path]) => resolvePath(path as string))
      .flatMap((url) => (existsSync(url) ? readSources(url) : []));
    const names = [...line.matchAll(/`(\w+)\(\)`/g)].map(([, name]) => name as string);
    return names
      .filter((name) => !texts.some((text) => declares(text, name)))
      .map((name) => `docs/architecture.md names ${name}(), which no file in its line declares.`);
  });
}

function readSources(url: URL): string[] {
  if (!statSync(url).isDirectory()) return [readFileSync(url, "utf8")];
  return readdirSync(url, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map(({ name }) => readFileSync(new URL(`${url.href}/${name}`), "utf8"));
}

function declares(text: string, name: string): boolean {
  return new RegExp(
    `^(?:export )?(?:async )?function\\*? ${name}\\b|^  ${name}[(<]|^  async ${name}[(<]`,
    "m",
  ).test(text);
}

/** Every folder with sources has a row. */
function findUnlistedFolders(prose: string): string[] {
  const listed = [...prose.matchAll(/^\| `([\w/-]+)` \|/gm)].map(([, folder]) => folder);
  return readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
    .map(({ parentPath }) => parentPath.slice(sources.pathname.length))
    .filter((folder, index, all) => folder !== "" && all.indexOf(folder) === index)
    .filter((folder) => !listed.includes(folder))
    .map((folder) => `docs/architecture.md has no row for the folder \`${folder}\`.`);
}

const before = readFileSync(file, "utf8");
const tiers = Object.keys(TIERS) as Tier[];
const drawn = replaceSection(before, "states", drawStates());
const page = replaceSection(drawn, "orders", tiers.map(drawOrders).join("\n\n"));
const faults = findFaults(page);
if (!process.argv.includes("--check")) writeFileSync(file, page);
else if (page !== before) faults.push("docs/architecture.md is out of date.");
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
