/** Words of a private dialect, each with the standard words that replace it. */

/** One term to avoid. */
export interface Term {
  /** The name in the counts. */
  readonly term: string;
  readonly pattern: RegExp;
  /** The words to use instead. */
  readonly replacement: string;
  /** Counted only in pages and messages: comments and tables may use the words of the RFCs. */
  readonly inPages?: true;
}

/** People whom a reader may tell something. Programs report. */
const PEOPLE =
  "(?:(?:the|your) )?(?:mail )?(?:administrator|provider|developer|owner|recipient|user|correspondents)";

/** The terms. "way" is missing: a pattern cannot distinguish a method from an everyday word. */
const TERMS: readonly Term[] = [
  {
    term: "tell",
    pattern: new RegExp(`\\b(?:tell(?! ${PEOPLE}\\b)|tells|telling|told)\\b`, "gi"),
    replacement: "report, include, emit, log, say",
  },
  {
    term: "what became of",
    pattern: /\b(?:became|becomes|become) of\b/gi,
    replacement: "outcome, delivery status",
  },
  {
    term: "take leave",
    pattern: /\b(?:take|takes|taking|took|taken) leave\b/gi,
    replacement: "send QUIT and close",
  },
  {
    term: "ladder",
    pattern: /\b(?:ladders?|rungs?)\b/gi,
    replacement: "fallback order, method, alternative",
  },
  { term: "octets", pattern: /\boctets?\b/gi, replacement: "bytes", inPages: true },
  { term: "for good", pattern: /\bfor good\b/gi, replacement: "permanent failure, permanently" },
  {
    term: "refused for now",
    pattern: /\brefuse[sd]?\b[^.]{0,30}\bfor now\b/gi,
    replacement: "temporary failure, temporarily",
  },
  {
    term: "by itself",
    pattern: /\bby (?:itself|themselves)\b|\bof (?:its|their) own accord\b/gi,
    replacement: "automatically, alone",
  },
  {
    term: "to be had",
    pattern: /\b(?:to|can|cannot|could|may|might) be had\b|\bmade up\b/gi,
    replacement: "available, built",
  },
  {
    term: "is none",
    pattern: /(?<!\bthere )\b(?:is|was|are|were) none\b/gi,
    replacement: "is not valid, is not a ...",
  },
  {
    term: "hold against",
    pattern: /\b(?:hold|holds|held|holding)\b[^.]{0,40}\bagainst\b/gi,
    replacement: "compare with, check against",
  },
  {
    // "socket hang up" is the text of an error of Node.
    term: "hang up",
    pattern: /(?<!\bsocket )\b(?:hang|hangs|hung|hanging) up\b/gi,
    replacement: "close the connection",
  },
  {
    term: "the caller gave up",
    pattern: /\b(?:caller|user) (?:gave|gives|has given) up\b/gi,
    replacement: "the call was aborted",
  },
  { term: "overlap", pattern: /\boverlap(?:s|ped|ping)?\b/gi, replacement: "pipeline messages" },
  {
    term: "mend",
    pattern: /\b(?:mend|mends|mended|mending)\b|\b(?:take|takes|took|taken|taking) care of\b/gi,
    replacement: "fix",
  },
  { term: "parts ... from", pattern: /\bparts (?:what|the)\b/gi, replacement: "splits" },
  { term: "without a word", pattern: /\bwithout a word\b|\bunsaid\b/gi, replacement: "silently" },
  { term: "is served by", pattern: /\bnobody is served\b/gi, replacement: "avoids" },
  {
    term: "whoever",
    pattern: /\b(?:whoever|whomever)\b/gi,
    replacement: "the caller, the user, a client that",
  },
  {
    term: "as it stands",
    pattern: /\bas it stands\b|\bas they stand\b/gi,
    replacement: "unchanged",
  },
];

/** Synonyms of the terms in docs/vocabulary.md. Words with several meanings are missing. */
export const SYNONYMS: readonly Term[] = [
  { term: "early talk", pattern: /\bearly talk(?:ing)?\b/gi, replacement: "early pipelining" },
  { term: "out of step", pattern: /\bout of step\b/gi, replacement: "out of sync" },
  { term: "banner", pattern: /\bbanners?\b/gi, replacement: "greeting" },
  { term: "SMTP extension", pattern: /\bE?SMTP extensions?\b/gi, replacement: "service extension" },
  {
    term: "envelope sender",
    pattern: /\benvelope senders?\b/gi,
    replacement: "reverse-path",
  },
  {
    term: "temporary error",
    pattern: /\b(?:temporary|transient) errors?\b/gi,
    replacement: "temporary failure",
  },
  { term: "permanent error", pattern: /\bpermanent errors?\b/gi, replacement: "permanent failure" },
  {
    term: "fallback chain",
    pattern: /\bfallback (?:chains?|lists?|sequences?)\b/gi,
    replacement: "fallback order",
  },
  {
    term: "trial chunk",
    pattern: /\b(?:trial|test|proof) chunks?\b|\bproof of (?:BDAT|CHUNKING)\b/gi,
    replacement: "probe",
  },
];

/** One place of a term. */
export interface Use {
  readonly term: Term;
  /** Counted from 1. */
  readonly line: number;
  readonly words: string;
}

/**
 * Finds terms to avoid.
 *
 * @param prose a text from `extract.ts`
 * @param isPage the text is a page for users, not a source
 * @returns every place, line by line
 */
export function findTerms(prose: string, isPage: boolean): Use[] {
  const uses = [...TERMS, ...SYNONYMS]
    .filter(({ inPages }) => isPage || !inPages)
    .flatMap((term) =>
      [...prose.matchAll(overLineEnds(term.pattern))].map((found) => ({
        term,
        line: prose.slice(0, found.index).split("\n").length,
        words: found[0].replace(/[\s*]+/g, " "),
      })),
    );
  return uses.sort((a, b) => a.line - b.line);
}

/** Makes each space of the pattern match any white space, and the stars at the beginning of a comment's lines. */
function overLineEnds({ source, flags }: RegExp): RegExp {
  return new RegExp(source.replaceAll(" ", "[\\s*/]+"), flags);
}
