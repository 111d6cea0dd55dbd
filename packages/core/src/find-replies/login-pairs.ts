/** Masks passwords next to a login without a name: `Zugangsdaten: ann / geheim`, a table of Postfix. */
import { isHarmless, MASK, maskBehind, ODD, type Span } from "./named-secrets.ts";

/** A line of a Postfix password table, or a login in its settings. */
const PASSWORD_TABLE =
  /((?:^|\n)[ \t]{0,8}\[?[\w.-]{1,255}\]?(?::\d{1,5})?[ \t]{1,20}[^\s:@]{1,64}@[^\s:@]{1,255}:|(?:^|\n)[ \t]{0,8}(?:\[[\w.-]{1,255}\](?::\d{1,5})?|[\w.-]{1,255}:\d{1,5})[ \t]{1,20}[^\s:@]{1,64}:|\bstatic:[^\s:]{1,320}:)([^\s:]\S*)(?=[ \t\r]{0,8}(?:\n|$))/g;

/** The same for a host alone, if the password is not a word of a language. */
const HOST_AND_LOGIN =
  /(?:^|\n)[ \t]{0,8}[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}[ \t]{1,20}[^\s:@]{1,64}:(?=\S)/g;

/** Words for a login with its password. */
const PAIR_NAME = String.raw`(?<![\p{L}\p{N}])(?:(zugangsdaten|anmeldedaten|log-?in-?daten|credentials?|creds)|(?:smtp[ _-]?)?(?:login|auth))["']?`;

/** The login after such words, and the mark between login and password. */
const PAIR = new RegExp(
  String.raw`${PAIR_NAME}[ \t]{0,4}([:=])?[ \t]{0,4}["']?[^\s/|:="',;()]{1,320}(?:[ \t]{1,4}[/|][ \t]{1,4}|:)(?=[^\s/:])`,
  "giu",
);

/** The same with only a space between them, if the login is an address. */
const ADDRESS_AND_PASSWORD = new RegExp(
  String.raw`${PAIR_NAME}[ \t]{0,4}[:=]?[ \t]{0,4}["']?[^\s/|:="',;@]{1,64}@[^\s/|:="',;@]{1,255}[ \t]{1,4}(?=[^\s/:|])`,
  "giu",
);

/** Words of a heading, not values. */
const HEADING = /^(?:pass(?:wor[dt])?|kennwort|pwd?|link)$/i;

/**
 * Masks passwords beside a login.
 *
 * @param text any text
 * @returns the text with a mask in place of these passwords
 */
export function maskPairs(text: string): string {
  const tables = text.replace(PASSWORD_TABLE, `$1${MASK}`);
  const hosts = maskBehind(tables, HOST_AND_LOGIN, (_, at) => secretAt(tables, at, true));
  const addresses = maskBehind(hosts, ADDRESS_AND_PASSWORD, (_, at) => secretAt(hosts, at, true));
  // After a word for credentials any word is a password; otherwise only a word of no language.
  return maskBehind(addresses, PAIR, ([, names, mark], at) =>
    secretAt(addresses, at, names === undefined || mark === undefined),
  );
}

/** Returns the word at a position, without marks after it, if it could be a password. */
function secretAt(text: string, at: number, isOdd: boolean): Span | undefined {
  const word = /^[^\s"'`]{1,1000}/.exec(text.slice(at, at + 1_000))?.[0] ?? "";
  const value = word.replace(/[,;)}\]>.!?]{1,4}$/, "");
  if (isHarmless(value) || HEADING.test(value)) return undefined;
  return isOdd && !ODD.test(value) ? undefined : { from: at, to: at + value.length };
}
