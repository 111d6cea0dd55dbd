/** Masks passwords in sentences: "Das Passwort ist geheim1", "user ann with password geheim1". */
import {
  AROUND,
  isHarmless,
  maskBehind,
  matchAt,
  ODD,
  PASSWORD_NAMES,
  quotedValue,
  type Span,
} from "./named-secrets.ts";

/** A name and its value: "Das Passwort ist geheim1". */
const SECRET_IN_SENTENCE = new RegExp(
  String.raw`(?:${PASSWORD_NAMES})[ \t]{1,2}(?:is|ist|lautet|was|war|est|es|è|é|to)(?:[ \t]{1,2}|:[ \t]{0,4})(?=\S)`,
  "giu",
);

/** The same with a clause between: "the password I use is geheim", "Das Passwort, das ich verwende, ist geheim". */
const SECRET_BEHIND_CLAUSE = new RegExp(
  String.raw`(?:${PASSWORD_NAMES})((?:,?[ \t]{1,2}[\p{L}\p{N}@.'_-]{1,64}){1,8}?),?[ \t]{1,2}(?:is|ist|lautet|was|war|est|es)(?:[ \t]{1,2}|:[ \t]{0,4})(?=\S)`,
  "giu",
);

/** Somebody mentions their own password. */
const OWN = /(?:^|[ \t])(?:I|we|he|she|they|ich|wir|er|sie)(?=[ \t]|$)/iu;

/** A name and a word without anything between: "with password Geheim1", a column of a table. */
const NAME_THEN_WORD = new RegExp(
  String.raw`(?:${PASSWORD_NAMES}|(?<![\p{L}\p{N}_-])(?:pw|pwd|(?:api|smtp|secret)[ _-]?key))[ \t]{1,8}(?=\S)`,
  "giu",
);

/** A login before a password: "user ann pw geheim". */
const LOGIN_THEN_NAME = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:user(?:name)?|login|account|benutzer(?:name)?|konto)[ \t:=]{1,4}[^\s,;]{1,320}[,;]?[ \t]{1,4}(?:(?:and|und|with|mit|/)[ \t]{1,4})?(?:${PASSWORD_NAMES}|pass|pwd|pw)[ \t]{1,4}(?=\S)`,
  "giu",
);

/**
 * Masks passwords in sentences.
 *
 * @param text any text
 * @returns the text with a mask in place of these passwords
 */
export function maskSentences(text: string): string {
  const told = maskBehind(text, SECRET_IN_SENTENCE, (_, at) => toldValue(text, at));
  const clauses = maskBehind(told, SECRET_BEHIND_CLAUSE, (found, at) =>
    clauseValue(told, found, at),
  );
  const logins = maskBehind(clauses, LOGIN_THEN_NAME, (_, at) => toldValue(clauses, at));
  return maskBehind(logins, NAME_THEN_WORD, (_, at) => valueBeside(logins, at));
}

/** Returns a value in a sentence: it ends the sentence, is quoted, or is not an ordinary word. */
function toldValue(text: string, at: number): Span | undefined {
  const quoted = quotedValue(text, at);
  if (quoted !== undefined) return quoted;
  const word = matchAt(/\S+/y, text, at);
  if (isHarmless(word)) return undefined;
  const value = word.replace(AROUND, "");
  const behind = text.slice(at + word.length, at + word.length + 40);
  const isLast = word !== value || /^[ \t\r]{0,40}(?:\n|$)/.test(behind);
  const isPlain = /^\p{Lu}?\p{Ll}+$/u.test(value);
  return isLast || !isPlain ? { from: at, to: at + value.length } : undefined;
}

/** Returns a value after a clause: a word of no language, or any word if somebody calls it their own. */
function clauseValue(text: string, found: RegExpExecArray, at: number): Span | undefined {
  const told = toldValue(text, at);
  if (told === undefined) return undefined;
  const isOdd = ODD.test(text.slice(told.from, told.to)) || /["'`]/.test(text[told.from - 1] ?? "");
  return isOdd || OWN.test(found[1] ?? "") ? told : undefined;
}

/** Returns a value without an introduction: one word in quotes, or a word of no language. */
function valueBeside(text: string, at: number): Span | undefined {
  const quoted = quotedValue(text, at);
  const word =
    quoted === undefined ? matchAt(/\S+/y, text, at) : text.slice(quoted.from, quoted.to);
  if (quoted !== undefined) return /^[ \t]?\S{3,}[ \t]?$/.test(word) ? quoted : undefined;
  const value = word.replace(AROUND, "");
  return ODD.test(value) ? { from: at, to: at + value.length } : undefined;
}
