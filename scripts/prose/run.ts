/**
 * `node scripts/prose/run.ts`: spelling, and terms to avoid, in pages, comments and sentences.
 *
 *     node scripts/prose/run.ts           prints misspelled words, and each term above its limit in limits.json
 *     node scripts/prose/run.ts --all     prints every place of every term
 *     node scripts/prose/run.ts --lower   lowers the limits to the counts
 *     node scripts/prose/run.ts --words   prints the words that no dictionary has, one a line, for words.txt
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Counts, checkLimits } from "../limits.ts";
import { root } from "../workspace.ts";
import { extractFromMarkdown, extractFromTypeScript } from "./extract.ts";
import { checkSpelling, ownWords } from "./spelling.ts";
import { findTerms } from "./terms.ts";

/** Generated files and data files; the files in `prose` contain the terms themselves. */
const LEFT_OUT =
  /node_modules|\/dist\/|\/npm\/|fixture|\.generated\.|\.d\.ts$|CHANGELOG|^docs\/(?:api|seen)\/|^scripts\/prose\//;
/** Texts in German. */
const GERMAN = /\/de\/|\/de[-.]|german|-de\.ts/i;
/** Files with words of many languages that find and classify replies. */
const FOREIGN =
  /find-replies\/(?:origins|surroundings|reply-text|named-secrets|sentence-secrets|login-pairs|words-before|failures|commands)\.ts|explain-words\.ts|docs\/pasted-text\.md/;

const { values: asked } = parseArgs({
  options: {
    all: { type: "boolean", default: false },
    lower: { type: "boolean", default: false },
    words: { type: "boolean", default: false },
  },
});

const paths = globSync(
  [
    "*.md",
    ".changeset/*.md",
    "{packages,apps,scripts,lab,bench,examples,runtimes,docs}/**/*.{md,ts,tsx}",
  ],
  { cwd: root, exclude: (path) => /node_modules|\/dist$/.test(path) },
)
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !LEFT_OUT.test(path))
  .sort();

const counts: Record<string, number> = {};
const places = new Map<string, string[]>();
const unknown: string[] = [];
for (const path of paths) {
  const text = readFileSync(join(root, path), "utf8");
  const isPage = path.endsWith(".md");
  if (isPage && text.startsWith("<!-- Generated")) continue;
  const prose = isPage ? extractFromMarkdown(text) : extractFromTypeScript(path, text);
  for (const { term, line, words } of GERMAN.test(path) ? [] : findTerms(prose, isPage)) {
    const key = `${areaOf(path)}: ${term.term}`;
    counts[key] = (counts[key] ?? 0) + 1;
    places.set(key, [
      ...(places.get(key) ?? []),
      `${path}:${line} "${words}". Write: ${term.replacement}.`,
    ]);
  }
  if (GERMAN.test(path) || FOREIGN.test(path)) continue;
  for (const { word, line } of await checkSpelling(path, prose))
    unknown.push(asked.words ? word : `${path}:${line} "${word}" is in no dictionary.`);
}

const limits = JSON.parse(readFileSync(join(import.meta.dirname, "limits.json"), "utf8")) as Counts;
for (const [key, lines] of places)
  if (asked.all || lines.length > (limits[key] ?? 0)) for (const line of lines) console.log(line);
for (const line of asked.words ? new Set(unknown.sort()) : unknown) console.log(line);
const sum = Object.values(counts).reduce((total, count) => total + count, 0);
console.log(`> terms to avoid: ${sum}`);
if (!checkLimits(join(import.meta.dirname, "limits.json"), counts, asked.lower))
  process.exitCode = 1;
if (unknown.length > 0) {
  console.error("Correct the spelling, or add words of the field to scripts/prose/words.txt.");
  process.exitCode = 1;
}
const sorted = [...new Set(ownWords)].sort();
if (sorted.join() !== ownWords.join()) {
  console.error("scripts/prose/words.txt is not sorted, or has a word twice.");
  process.exitCode = 1;
}

/** Returns the part of the repository in which terms are counted together: a package, an app, a folder. */
function areaOf(path: string): string {
  const [folder = "", name = "", further] = path.split("/");
  if (further === undefined && name === "") return "pages at the top";
  return folder === "packages" || folder === "apps" ? name : folder;
}
