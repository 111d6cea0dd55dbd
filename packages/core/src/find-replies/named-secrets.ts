/** Masks values next to a name that marks them as secret: fields, options, variables, arguments, sentences. */

/** The replacement for a credential. */
export const MASK = "***";

/** Names of passwords in the languages of mail programs; any word may end with one. */
export const PASSWORD_NAMES =
  "password|passwd|passwort|kennwort|pass ?phrase|passcode|mot de passe|contrase(?:ñ|n|n\u0303)a|senha|palavra-passe|wachtwoord|hasło|пароль|lösenord|adgangskode|passord|salasana|heslo|jelszó|şifre|密码|密碼|パスワード|비밀번호";

/** Names that count only as whole words. */
const SHORT =
  "pass|pwd|pw|mdp|clave|secret|clientsecret|api[ _-]?secret|(?:api|secret|access|private|auth|smtp|account|subscription|sendgrid|mailgun|mailjet|postmark|sparkpost|brevo|resend|mandrill)[ _-]?key|(?:access|refresh|auth|bearer|server|api|secret)[_-]?token|token|(?:api|zugangs|zugriffs|smtp)[ _-]?schlüssel|schlüssel der api|zugangscode";

/** Characters that end a name: quotes, escaped or not, and brackets. */
const END = String.raw`\d{0,3}(?:\\{0,7}["'\x60]|[\])]){0,3}`;

/** Characters between a name and its value. */
const NAME_VALUE_SEPARATOR = String.raw`[ \t]{0,20}(?:=>|:=|[:：=＝](?!=)|=[ \t]?=(?!=))[ \t]{0,40}|[(（【](?=[^\s()（）【】]{1,60}\d[^\s()（）【】]{0,60}[)）】])|["'][ \t]{1,4}value[ \t]{0,2}=[ \t]{0,2}|["'][ \t]{0,4},[ \t]{0,4}(?=["'])|>(?:<!\[CDATA\[)?(?=[^<\n]{1,1000}<\/)|[ \t]{1,4}(?:->|--|\|)[ \t]{1,4}|[ \t]{0,4}→[ \t]{0,4}|%3[DA]|[ \t]{1,2}\([^()\n]{1,60}\)[ \t]{0,2}[:=][ \t]{0,4}|,?\s{1,20}["']?value["']?[ \t]{0,4}[:=][ \t]{0,4}`;

/** A name and the separator before its value. */
const NAMED_SECRET = new RegExp(
  `(?:${PASSWORD_NAMES}|${SHORT})${END}(?:${NAME_VALUE_SEPARATOR})`,
  "giu",
);

/** The same for options and settings with a space before the value. */
const SPACED = new RegExp(
  String.raw`(?<![\w-])(?:-{1,2}[\w-]{0,40}?(?:${PASSWORD_NAMES}|${SHORT})(?:eval)?|-ap(?:[ \t]?=)?|-xp(?:[ \t]?=)?|sshpass[ \t]{1,4}-p|--from-literal[ =][\w.-]{1,253}=|\w{1,40}[_.](?:${PASSWORD_NAMES}|pass|pwd))[ \t]{0,4}(?<=[ \t=]|sshpass[ \t]{1,4}-p)(?=\S)`,
  "giu",
);

/** A word of no language: letters and digits, and neither an address nor a host name. */
export const ODD: RegExp =
  /^(?=[^\p{L}]{0,60}\p{L})(?=\D{0,60}\d)(?!.{0,300}@)(?!(?:[\w-]{1,63}\.)+[a-z]{2,}\W{0,3}$)[^\s()[\]<>=]{6,}$/u;

/** A password in a line of its own, as in the settings of msmtp, or after a login, as in `.netrc`. */
const SETTING =
  /(?:(?:^|\n)[ \t]{0,8}|\blogin[ \t]{1,4}\S{1,320}[ \t]{1,8})(?:password|passwd)[ \t]{1,8}(?=\S)/gi;

/** Words in the position of a password that are not passwords. */
const HARMLESS =
  /^(?:true|false|null|none|nil|undefined|yes|no|\*+|x+|<[^>]*>|•+|\.+|not|is|was|or|for|and|to|in|on|of|the|an?|my|your|incorrect|correct|wrong|invalid|valid|required|expired|missing|empty|too|set|changed|rejected|unknown|bad|mismatch|failed|failure|authentication|login|logins|check|file|incorrecta?|inválida|falsch|richtig|nicht|kein|korrekt|ungültig|abgelaufen|erforderlich|leer|unbekannt|invalide|incorrect|expiré|requis|und|oder|für|wurde|please|must|should|has|does|cannot|with|from|it|if|this|that|you|we|make|use|reset|accepted|protected|auth|new|old|fine|right|good|ok|okay|same|different|identical|long|longer|short|weak|strong|encrypted|hashed|hidden|stored|saved|working|there|here|known|enabled|disabled|sent|only|also|still|now|never|always|again|neu|alt|gleich|identisch|gespeichert|geändert|gesetzt|bekannt|hinterlegt|stimmt|lang|kurz)[.,;:!?]?$/i;

/**
 * Returns whether a word in the position of a password is an ordinary word.
 *
 * @param word the word
 * @returns whether it needs no mask
 */
export function isHarmless(word: string): boolean {
  return HARMLESS.test(word);
}

/** A reply after a name: "Invalid password: 535 5.7.8". */
const REPLY_AFTER_NAME = /^\\{0,3}["']?[2-5][0-5]\d(?:[ \r\n-](?!\d{2,6}(?:\s|$))|$)/;

/** Further groups of a password that is written in groups: "abcd efgh ijkl mnop", "5550 1234". */
const MORE_GROUPS = /(?:[ -][a-z]{4}){2,7}(?![\p{L}\p{N}])|(?: \d{2,6}){1,7}(?![\p{L}\p{N}.])/uy;

/** The beginning of a value in the next lines (YAML 1.2 8.1). */
const BLOCK = /^[|>][-+]?$/;

/** A reply after a value, which does not belong to the value. */
const REPLY_BEHIND = /[\s:;,]{1,4}[45][0-5]\d[ -][45]\.\d{1,3}\.\d{1,3}(?![\d.])/;

/** The opening quote of a value, which ends at the same quote or the end of the line; inner quotes are escaped. */
const OPENING_QUOTE = /^[bruf@]{0,2}(\\{0,7}["'`])/i;

/** The next field of the same list, or the end of the text around an unquoted value. */
const NEXT_FIELD = /[,;&|](?=["']?[\p{L}_][\w.-]{0,40}["']?[=:])/u;
export const AROUND: RegExp = /[,;)}\]>.!?]{1,4}$/;

/** An assignment with nothing else before the name: its value continues to the end of the line. */
const ASSIGNED = /(?:^|\n)[ \t]{0,20}(?:export |set |setx |env |\$env:|- )?[\w.-]{0,80}$/i;

/** Where a value begins and ends. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Masks values beside names that say they are secret.
 *
 * @param text any text
 * @returns the text with a mask in place of these values
 */
export function maskNamed(text: string): string {
  const named = maskBehind(text, NAMED_SECRET, (name, at) => namedValue(text, name, at));
  const spaced = maskBehind(named, SPACED, (_, at) => spacedValue(named, at));
  return maskBehind(spaced, SETTING, (found, at) => settingValue(spaced, found, at));
}

/** Replaces the values after the matches of a pattern; each character is replaced once. */
export function maskBehind(
  text: string,
  pattern: RegExp,
  valueAt: (found: RegExpExecArray, at: number) => Span | undefined,
): string {
  const parts: string[] = [];
  let done = 0;
  const search = new RegExp(pattern);
  for (let found = search.exec(text); found; found = search.exec(text)) {
    const value = valueAt(found, found.index + found[0].length);
    if (value === undefined || value.to <= value.from) continue;
    parts.push(text.slice(done, value.from), MASK);
    done = value.to;
    search.lastIndex = done;
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(done);
}

function namedValue(text: string, found: RegExpExecArray, at: number): Span | undefined {
  const [name] = found;
  if (!startsWord(text, found.index, name)) return undefined;
  // A value in a list, followed by the name of the next field: {"kind": "Secret", "data": {}}.
  if (
    /["'][ \t]{0,4},/.test(name) &&
    /[:=]\s{0,4}["']$/.test(text.slice(Math.max(0, found.index - 8), found.index))
  )
    return undefined;
  if (/>(?:<!\[CDATA\[)?$/.test(name) && !/[-=]>$/.test(name)) {
    return { from: at, to: matchAt(/[^<\]\n]*/y, text, at).length + at };
  }
  if (name.includes(":") && REPLY_AFTER_NAME.test(text.slice(at, at + 16))) return undefined;
  const quoted = quotedValue(text, at);
  if (quoted !== undefined) return quoted;
  const word = wordAt(text, at);
  const before = text.slice(Math.max(0, found.index - 110), found.index);
  const isAssigned = ASSIGNED.test(before);
  if (word === "") return valueBelow(text, at, isAssigned);
  if (BLOCK.test(word)) return valueBelow(text, at + word.length, true);
  if (HARMLESS.test(word)) return undefined;
  // "Unexpected token: x".
  if (/^token/i.test(name) && !/^(?:(?=\D{0,16}\d).{6}|.{16})/.test(word)) return undefined;
  if (isAssigned && !/["'\])]/.test(name)) return restOfLine(text, at);
  const next = NEXT_FIELD.exec(word)?.index ?? -1;
  const value = (next > 0 ? word.slice(0, next) : word).replace(AROUND, "");
  const isGroup = /^(?:[a-z]{4}|\d{3,6})$/.test(value);
  const groups = isGroup ? matchAt(MORE_GROUPS, text, at + value.length) : "";
  return { from: at, to: at + value.length + groups.length };
}

function spacedValue(text: string, at: number): Span | undefined {
  const quoted = quotedValue(text, at);
  if (quoted !== undefined) return quoted;
  const word = matchAt(/\S+/y, text, at);
  return HARMLESS.test(word) || word.startsWith("--") || /^[=:]/.test(word)
    ? undefined
    : { from: at, to: at + word.length };
}

/** Returns a value at the end of its line; after a login, more text may follow. */
function settingValue(text: string, found: RegExpExecArray, at: number): Span | undefined {
  const quoted = quotedValue(text, at);
  if (quoted !== undefined) return quoted;
  const word = matchAt(/\S+/y, text, at);
  const isAlone = matchAt(/[ \t\r]{0,100}(?:\n|$)/y, text, at + word.length) !== "";
  const isLast = isAlone || at + word.length === text.length || /login/i.test(found[0]);
  return isLast && !HARMLESS.test(word) ? { from: at, to: at + word.length } : undefined;
}

/** Returns a value in the line below its name: any word if the name begins its line. */
function valueBelow(text: string, at: number, isAssigned: boolean): Span | undefined {
  const [gap = "", word = ""] = matchGroups(
    /(?:\r?\n[ \t]{0,16})(\S{4,1000})(?=[ \t\r]{0,8}(?:\n|$))/y,
    text,
    at,
  );
  const isWord = isAssigned && /^[^=:<>()]{4,}$/.test(word) && !HARMLESS.test(word);
  return isWord || ODD.test(word)
    ? { from: at + gap.length - word.length, to: at + gap.length }
    : undefined;
}

/** Returns a quoted value without its quotes, up to the end of the line if the quotes stay open. */
export function quotedValue(text: string, at: number): Span | undefined {
  // A literal over several lines in TOML and Python.
  if (/^(?:"""|''')\r?$/m.test(text.slice(at, at + 4).split("\n", 1)[0] ?? ""))
    return valueBelow(text, at + 3, true);
  const opens = OPENING_QUOTE.exec(text.slice(at, at + 12));
  if (!opens) return undefined;
  const mark = opens[1] as string;
  const quote = mark.at(-1);
  const level = mark.length - 1;
  const from = at + opens[0].length;
  let escapes = 0;
  let to = from;
  for (; to < text.length && text[to] !== "\n"; to += 1) {
    if (text[to] === quote) {
      // Doubled quotes in SQL and YAML.
      if (level === 0 && escapes === 0 && to > from && text[to + 1] === quote) {
        to += 1;
        continue;
      }
      // An inner quote is escaped once more than the outer quotes.
      const more = (escapes - level) / (level + 1);
      if (more >= 0 && more % 2 === 0) {
        to -= level;
        break;
      }
    }
    escapes = text[to] === "\\" ? escapes + 1 : 0;
  }
  const isShort = to - from < 40;
  return isShort && HARMLESS.test(text.slice(from, to)) ? { from, to: from } : { from, to };
}

/** Returns the rest of the line from a value on, up to a following reply. */
function restOfLine(text: string, from: number): Span {
  const line = matchAt(/[^\r\n]*/y, text, from);
  const reply = REPLY_BEHIND.exec(line)?.index ?? line.length;
  return { from, to: from + line.slice(0, reply).trimEnd().length };
}

function wordAt(text: string, at: number): string {
  return matchAt(/[^\s"'`]*/y, text, at);
}

/** Returns the match of a sticky pattern at a position. */
export function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

function matchGroups(pattern: RegExp, text: string, at: number): readonly string[] {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? [];
}

/** Returns whether a name begins a word, or one of several joined words: `smtpPass`, `SMTPPASS`. */
function startsWord(text: string, at: number, name: string): boolean {
  const before = text[at - 1] ?? " ";
  if (!/[\p{L}\p{N}]/u.test(before) || LONG_NAME.test(name)) return true;
  return /^(?:\p{Lu}{2}|\p{Lu}(?=\p{Ll}))/u.test(name) && !/^\p{Lu}\p{Ll}/u.test(before + name);
}

const LONG_NAME = new RegExp(`^(?:${PASSWORD_NAMES})`, "iu");
