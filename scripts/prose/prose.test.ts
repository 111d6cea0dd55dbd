import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { extractFromMarkdown, extractFromTypeScript } from "./extract.ts";
import { checkSpelling } from "./spelling.ts";
import { findTerms, SYNONYMS } from "./terms.ts";

const words = (prose: string): string => prose.replace(/\s+/g, " ").trim();

it("keeps comments and sentences of a source, where they stand", () => {
  const source = [
    "/** Reads `told` and {@link Told}. */",
    'const told = "told";',
    'throw new Error("The server told nothing.");',
    `const half = \`\${told} the client said this\`; // a remark`,
    'const reply = "250 the server told us so";',
  ].join("\n");
  const prose = extractFromTypeScript("a.ts", source);
  expect(words(prose)).toBe(
    '/** Reads and . */ "The server told nothing." } the client said this` // a remark',
  );
  expect(prose).toHaveLength(source.length);
  expect(prose.indexOf("remark")).toBe(source.indexOf("remark"));
});

it("leaves out the code of an example, and keeps the tags behind it", () => {
  const source =
    "/**\n * Sends.\n *\n * @example\n * const wrod = 1;\n *\n * @returns nothing\n */\nconst a = 1;";
  expect(words(extractFromTypeScript("a.ts", source))).toBe("/** * Sends. * * @returns nothing */");
});

it("reads the names of tests and no other strings of a test", () => {
  const source = 'it("tells all of this", () => {\n  run("told him all of this");\n});';
  expect(words(extractFromTypeScript("a.test.ts", source))).toBe('"tells all of this"');
});

it("keeps the text of a page without code, link targets and tags", () => {
  const page =
    "# Head\n\n```ts\nconst told = 1;\n```\n\nRead [this](docs/told.md) and `told`, <b>now</b>.\n";
  expect(words(extractFromMarkdown(page))).toBe("# Head Read [this and , now .");
});

it("finds terms over line ends, with their lines, and octets in pages only", () => {
  const prose = "One line.\nWhat became\nof ten octets was told.";
  const found = (isPage: boolean): string[] =>
    findTerms(prose, isPage).map(({ term, line }) => `${line} ${term.term}`);
  expect(found(true)).toEqual(["2 what became of", "3 tell", "3 octets"]);
  expect(found(false)).toEqual(["2 what became of", "3 tell"]);
});

it("finds misspelled words, and knows the words of the field", { timeout: 60_000 }, async () => {
  const found = await checkSpelling(
    "a.md",
    "The recieved reply\nnames STARTTLS, a milter and an MTA.",
  );
  expect(found).toEqual([{ word: "recieved", line: 1 }]);
});

/** The terms of docs/vocabulary.md: the first column of its tables. */
const vocabulary = readFileSync(new URL("../../docs/vocabulary.md", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| Term "))
  .flatMap((line) => (line.split(" | ")[0] ?? "").slice(2).split(", "));

it("finds each term of the vocabulary defined once", () => {
  expect(vocabulary.length).toBeGreaterThan(80);
  expect(vocabulary.filter((term, index) => vocabulary.indexOf(term) !== index)).toEqual([]);
});

it("replaces a synonym by a term of the vocabulary", () => {
  expect(vocabulary).toEqual(
    expect.arrayContaining(SYNONYMS.map(({ replacement }) => replacement)),
  );
  for (const { pattern } of SYNONYMS) {
    expect(vocabulary.filter((term) => new RegExp(pattern.source, "i").test(term))).toEqual([]);
  }
});

it("leaves out file names, and sentences in German", () => {
  const source = [
    "/** Sentences are in told.ts. */",
    'const text = "In der Datei steht keine Antwort.";',
    'const other = "The file has no reply.";',
  ].join("\n");
  expect(words(extractFromTypeScript("a.ts", source))).toBe(
    '/** Sentences are in . */ "The file has no reply."',
  );
});

it("lets the reader tell a person something, and a program report it", () => {
  const found = findTerms("Tell the administrator.\nThe server tells the administrator.", true);
  expect(found.map(({ line }) => line)).toEqual([2]);
});
