/**
 * Extracts the prose of a file: the parts that people read.
 *
 * Everything else is replaced by spaces, so that each word keeps its line and column.
 */
import ts from "typescript";

/** Code, links, addresses and names of files in prose. */
const NOT_PROSE: readonly RegExp[] = [
  /`[^`\n]*`/g,
  /\{@link [^}]*\}/g,
  /https?:\/\/[^\s)>"']+/g,
  /[\w.+-]+@[\w-]+(\.[\w-]+)+/g,
  /(?:\.{0,2}\/)?(?:[\w@*-]+\/)+[\w.*-]+/g,
  /(?<![\w.-])[\w.-]+\.(?:tsx?|md|json|smtp|sh|ya?ml)\b/g,
];

/** Calls whose first argument is the name of a test. */
const TEST_CALL = /^(?:it|test|describe)\b/;
/** Words that only German sentences have. */
const GERMAN_WORDS = /\b(?:das|dem|der|diese[mnrs]?|eine[mnrs]?|gibt|keine?|nicht|oder|und)\b/i;
const TEST_FILE = /(?:\.test|_test|\.fixture)\.tsx?$|\/test\//;

/**
 * Extracts the prose of a Markdown page: no code, no link targets, no tags.
 *
 * @param text the page
 * @returns a text of the same length
 */
export function extractFromMarkdown(text: string): string {
  return blankAll(text, [
    /^---\n[\s\S]*?\n---$/m,
    /^( *)(`{3,}|~{3,})[\s\S]*?^ *\2 *$/gm,
    /^(?: {4}|\t).*$/gm,
    /\]\([^)\s]*\)/g,
    /<[^>\n]*>/g,
    ...NOT_PROSE,
  ]);
}

/**
 * Extracts the comments and sentences of a TypeScript file. In tests, only the names of tests count: other strings
 * are data.
 *
 * @param path the path, which shows whether this is TypeScript or TSX, and a test
 * @param text the file
 * @returns a text of the same length
 */
export function extractFromTypeScript(path: string, text: string): string {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const isTest = TEST_FILE.test(path);
  const ranges = new Map<number, number>();
  const visit = (node: ts.Node): void => {
    if (ts.isToken(node)) {
      for (const range of ts.getLeadingCommentRanges(text, node.pos) ?? [])
        ranges.set(range.pos, range.end);
      for (const range of ts.getTrailingCommentRanges(text, node.end) ?? [])
        ranges.set(range.pos, range.end);
      const counts = isTest ? isTestName(node) : isSentence(node.getText(file));
      if (isText(node) && counts) ranges.set(node.getStart(file), node.end);
    }
    for (const child of node.getChildren(file)) if (!ts.isJSDoc(child)) visit(child);
  };
  visit(file);

  const kept = [...ranges].map(
    ([from, to]) => [from, withoutExamples(text.slice(from, to))] as const,
  );
  let prose = blank(text);
  for (const [from, piece] of kept)
    prose = prose.slice(0, from) + piece + prose.slice(from + piece.length);
  return blankAll(prose, NOT_PROSE);
}

function isText(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isJsxText(node) ||
    node.kind === ts.SyntaxKind.TemplateHead ||
    node.kind === ts.SyntaxKind.TemplateMiddle ||
    node.kind === ts.SyntaxKind.TemplateTail
  );
}

function isTestName({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && TEST_CALL.test(parent.expression.getText());
}

/** Returns whether a text has three or more words and is not German, a reply, a protocol line or a list of headers. */
function isSentence(text: string): boolean {
  if (/^["'`]?[2-5]\d\d[ -]|\\r\\n/.test(text)) return false;
  if (GERMAN_WORDS.test(text)) return false;
  return (text.match(/(?<![\w-])[A-Za-z]?[a-z']+(?![\w-])/g) ?? []).length > 2;
}

/** Blanks the code of `@example`, up to the next tag. */
function withoutExamples(comment: string): string {
  return blankAll(comment, [
    /@example[\s\S]*?(?=\n\s*\* @|\*\/)/g,
    /^\s*\* {4,}.*$/gm,
    /```[\s\S]*?```/g,
    /@(?:param|throws|see) [\w.{}| ]+?(?= )/g,
  ]);
}

function blankAll(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce((rest, pattern) => rest.replace(pattern, blank), text);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
