/** The words of `parley explain` that are not the core's: labels and a few sentences, by language. */
import type { Catalogue } from "@parley-smtp/node-socket";
import type { MeaningSentences } from "@parley-smtp/node-socket/meaning";

/** One language. A label has at most 14 characters. */
export interface ExplainWords {
  readonly locale: string;
  readonly meanings: MeaningSentences;
  /** Of the core's `explain`; absent: English. */
  readonly catalogue?: Catalogue;
  readonly labels: Readonly<Record<Label, string>>;
  readonly likely: string;
  readonly guess: string;
  readonly otherUse: (rfc: string) => string;
  readonly noCode: string;
  readonly foundMany: (total: number, kinds: number) => string;
  readonly more: (count: number) => string;
}

type Label =
  | "meaning"
  | "responsible"
  | "todo"
  | "retry"
  | "wait"
  | "list"
  | "link"
  | "certainty"
  | "causes"
  | "origin"
  | "command"
  | "recipient"
  | "server"
  | "line"
  | "reply"
  | "code";

/** The languages by the value of `--lang`; sentences are loaded only for the one that is wanted. */
export const LANGUAGES = ["en", "de"] as const;

/**
 * Loads the words of a language.
 *
 * @param language one of `LANGUAGES`
 */
export async function wordsOf(language: (typeof LANGUAGES)[number]): Promise<ExplainWords> {
  const { englishMeanings, germanMeanings } = await import("@parley-smtp/node-socket/meaning");
  if (language === "en") return { ...ENGLISH, meanings: englishMeanings };
  const { german } = await import("@parley-smtp/node-socket/explain-de");
  return { ...GERMAN, meanings: germanMeanings, catalogue: german };
}

const ENGLISH: Omit<ExplainWords, "meanings"> = {
  locale: "en",
  labels: {
    meaning: "What happened",
    responsible: "Who acts",
    todo: "What to do",
    retry: "Trying again",
    wait: "Wait",
    list: "Blocklist",
    link: "Help page",
    certainty: "How certain",
    causes: "Likely causes",
    origin: "Origin",
    command: "Command",
    recipient: "Recipient",
    server: "Server",
    line: "Line",
    reply: "Reply",
    code: "Code",
  },
  likely: "Likely: the reply leaves room for another reason.",
  guess:
    "A guess: the reply does not name a reason that is known here. The causes below are the usual ones of its codes.",
  otherUse: (rfc) =>
    `The registered meaning is another or a wider one (${rfc}). The text of the reply decides.`,
  noCode: "There is no reply code here, so only the words say what it means.",
  foundMany: (total, kinds) =>
    `Found ${total}: ${kinds === 1 ? "all the same" : `${kinds} different, the worst first`}.`,
  more: (count) => ` and ${count} more`,
};

const GERMAN: Omit<ExplainWords, "meanings" | "catalogue"> = {
  locale: "de",
  labels: {
    meaning: "Was geschah",
    responsible: "Wer handelt",
    todo: "Was zu tun ist",
    retry: "Neuer Versuch",
    wait: "Wartezeit",
    list: "Sperrliste",
    link: "Hilfeseite",
    certainty: "Wie sicher",
    causes: "Ursachen",
    origin: "Herkunft",
    command: "Befehl",
    recipient: "Empfänger",
    server: "Server",
    line: "Zeile",
    reply: "Antwort",
    code: "Code",
  },
  likely: "Wahrscheinlich: Die Antwort lässt auch einen anderen Grund zu.",
  guess:
    "Eine Vermutung: Die Antwort nennt keinen Grund, der hier bekannt ist. Darunter stehen die üblichen Ursachen ihrer Codes.",
  otherUse: (rfc) =>
    `Die registrierte Bedeutung ist eine andere oder weitere (${rfc}). Der Text der Antwort entscheidet.`,
  noCode: "Hier steht kein Antwortcode; nur die Wörter sagen, was gemeint ist.",
  foundMany: (total, kinds) =>
    `${total} gefunden: ${kinds === 1 ? "alle gleich" : `${kinds} verschiedene, die schlimmsten zuerst`}.`,
  more: (count) => ` und ${count} weitere`,
};
