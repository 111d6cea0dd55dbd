/** The lines that `parley explain` prints of what was found: the meaning first, then the codes. */
import { escapeControls, type ReplyExplanation } from "@parley-smtp/node-socket";
import type { ExplainWords } from "./explain-words.ts";
import { type FoundMeaning, fitsCode, fitsEnhanced, isFounded } from "./meaning.ts";
import type { Group } from "./pasted.ts";

/** One line: what it is about, and the text. A `mark` goes before an entry of a list. */
export interface Line {
  readonly about: string;
  readonly text: string;
  readonly mark?: string;
}

/** Recipients, servers and lines that are named; the rest is counted. */
const NAMED = 5;

/**
 * Explains one group in full: the meaning, where it was found, and the codes.
 *
 * @param group what was found
 * @param words the language
 */
export function linesInFull(group: Group, words: ExplainWords): readonly Line[] {
  return [
    ...meaningLines(group, words),
    ...contextLines(group, words),
    ...replyLines(group, words),
  ];
}

/**
 * Says what one group means and asks for, and where it was found.
 *
 * @param group what was found
 * @param words the language
 */
export function linesInBrief(group: Group, words: ExplainWords): readonly Line[] {
  return [...meaningLines(group, words).slice(0, 3), ...contextLines(group, words)];
}

function contextLines(
  { origins, recipients, servers, lines, found }: Group,
  { labels, more }: ExplainWords,
): readonly Line[] {
  const rows: readonly (readonly [string, readonly (string | number)[]])[] = [
    [labels.origin, origins],
    [labels.command, found.command === undefined ? [] : [found.command]],
    [labels.recipient, recipients],
    [labels.server, servers],
    [labels.line, lines.length === 1 && lines[0] === 1 ? [] : lines],
  ];
  return rows.flatMap(([about, values]) => {
    if (values.length === 0) return [];
    const rest = values.length > NAMED ? more(values.length - NAMED) : "";
    return [{ about, text: `${values.slice(0, NAMED).join(", ")}${rest}` }];
  });
}

function replyLines(group: Group, words: ExplainWords): readonly Line[] {
  const { explanation, found } = group;
  if (explanation !== undefined) return codeLines(group, explanation, words);
  if (found.kind !== "wording") return [];
  return [
    { about: words.labels.reply, text: found.lines.join(" ") },
    { about: words.labels.code, text: words.noCode },
  ];
}

function meaningLines({ meaning, found }: Group, words: ExplainWords): readonly Line[] {
  const { labels, meanings } = words;
  if (meaning === undefined) {
    return [
      ...("means" in found ? [{ about: labels.meaning, text: found.means }] : []),
      ...("advice" in found ? [{ about: labels.todo, text: found.advice }] : []),
    ];
  }
  const { kind, responsible, retry, wait, list, link, certainty } = meaning;
  const { happened, todo } = meanings.kinds[kind];
  const rows: readonly (readonly [about: string, text: string | undefined])[] = [
    [labels.meaning, happened],
    [labels.responsible, kind === "accepted" ? undefined : meanings.responsible[responsible]],
    [labels.todo, todo],
    [labels.retry, retry && retry !== "not-needed" ? meanings.retry[retry] : undefined],
    [labels.wait, wait === undefined ? undefined : spanOf(wait, words.locale)],
    [labels.list, list],
    [labels.link, link],
    [labels.certainty, doubt(certainty, kind === "accepted" || isFounded(meaning), words)],
  ];
  return rows.flatMap(([about, text]) => (text === undefined ? [] : [{ about, text }]));
}

function doubt(
  certainty: FoundMeaning["certainty"],
  founded: boolean,
  { likely, guess }: ExplainWords,
): string | undefined {
  if (!founded) return guess;
  return certainty === "likely" ? likely : undefined;
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** In the two largest units that are needed: `1 hour 30 minutes`. */
function spanOf(seconds: number, locale: string): string {
  const parts: string[] = [];
  let left = seconds;
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) {
      parts.push(
        new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count),
      );
    }
  }
  return parts.slice(0, 2).join(" ");
}

/** What the codes say. Where the meaning is founded, their usual causes and advice would only guess. */
function codeLines(
  group: Group,
  explanation: ReplyExplanation,
  words: ExplainWords,
): readonly Line[] {
  const { meaning, showsReactions } = group;
  const { reply, causes, advice, reactions, text } = explanation;
  const founded = meaning !== undefined && meaning.kind !== "accepted" && isFounded(meaning);
  const other = founded ? otherUses(explanation, meaning, words) : new Map<string, string>();
  const hidden = founded ? unfitParts(explanation, meaning) : [];
  const guesses = Object.values(advice).map(escapeControls);
  const cause = escapeControls(causes[0] ?? "");
  const doings = reactions.map(({ does }) => escapeControls(does));
  return text.split("\n").flatMap((line): readonly Line[] => {
    const isCauses = cause !== "" && line.includes(`: ${cause}`);
    const isGuess = isCauses || guesses.some((guess) => line.endsWith(`: ${guess}`));
    if (isGuess && founded) return [];
    if (doings.some((does) => line.endsWith(does)) && !showsReactions) return [];
    if (isCauses) {
      const about = reply.code < 400 ? labelled(line).about : words.labels.causes;
      return causes.map((one, index) => ({
        about: index === 0 ? about : "",
        text: one,
        mark: "- ",
      }));
    }
    const { about, text: rest } = labelled(line);
    if (hidden.includes(about)) return [];
    return [{ about, text: other.get(about) ?? rest }];
  });
}

/** A line of the explanation begins with what it is about, or with the name of this program. */
function labelled(line: string): Line {
  const [, about = "", text = line] =
    /^(Parley(?= )|[\p{L}\d. ]{1,14}(?=:)):? (.*)$/su.exec(line) ?? [];
  return { about, text };
}

/** Codes whose registered sentence is about something else, and what to say of them instead. */
function otherUses(
  { reply, code, enhanced }: ReplyExplanation,
  meaning: FoundMeaning,
  { otherUse }: ExplainWords,
): ReadonlyMap<string, string> {
  const other = new Map<string, string>();
  if (!fitsCode(reply.code, meaning)) other.set(code.part, otherUse(code.rfc));
  if (enhanced !== undefined && !fitsEnhanced(reply, meaning)) {
    other.set(enhanced.part, otherUse(enhanced.rfc));
  }
  return other;
}

/** Digits that speak against the meaning: the class if it is temporary after all, the subject if the code is not meant. */
function unfitParts({ reply, digits }: ReplyExplanation, meaning: FoundMeaning): readonly string[] {
  const parts = digits.map(({ part }) => part);
  const classes = meaning.temporary === reply.code < 500 ? [] : [/^\d/];
  const subjects = [
    ...(fitsCode(reply.code, meaning) ? [] : [/^x\dz$/]),
    ...(fitsEnhanced(reply, meaning) ? [] : [/^x\..*x$/]),
  ];
  return parts.filter((part) => [...classes, ...subjects].some((unfit) => unfit.test(part)));
}
