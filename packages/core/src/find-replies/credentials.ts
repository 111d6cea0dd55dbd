/**
 * Masks credentials in pasted text, so that no later output contains them. Each kind of credential has a
 * `*-secrets.ts` file.
 */
import { maskAuth } from "./auth-secrets.ts";
import { maskCalls } from "./call-secrets.ts";
import { maskKubernetes } from "./kubernetes-secrets.ts";
import { BREAK_IN_LINE, decodeText } from "./lines.ts";
import { maskPairs } from "./login-pairs.ts";
import { isHarmless, MASK, maskNamed } from "./named-secrets.ts";
import { maskSentences } from "./sentence-secrets.ts";

/** A URL with a password, which may contain any character: it ends at the last @ of the authority. */
const URL_PASSWORD =
  /((?<![a-z\d])[a-z][a-z\d+.-]{0,30}:\\{0,4}\/\\{0,4}\/[^\s:@/?#"'<>`]{0,320}(?:@[^\s:@/?#"'<>`]{1,255})?:)([^\s/?#"<>`]{1,1000})(?=@)/gi;

/** The same for a password with a slash or other characters that end an authority. */
const URL_ODD_PASSWORD =
  /((?<![a-z\d])smtps?(?:\+[a-z\d]{1,20})?:\/\/[^\s:@/?#"'<>`]{1,320}:)(?!\d{1,5}(?:[/?#"]|$))([^\s"<>`@]{1,1000})(?=@)/gi;

/** A key instead of the user name, in some URLs of transports: `sendgrid+api://KEY@default`. */
const URL_KEY = /(\b[a-z]{2,20}\+(?:api|https?):\/\/)([^\s:@/?#"'<>`]{6,1000})(?=@)/gi;

/** A bearer token, and the credentials of HTTP in a header field. */
const BEARER_TOKEN = /(\bBearer[ \t]{1,4})([\w.~+/-]{8,}=*)/gi;
const AUTHORIZATION =
  /(\bAuthorization["']?[ \t]{0,4}(?:=>|[:=])[ \t]{0,4}["'`]?(?:Basic|Bearer|Digest|Token|ApiKey|Negotiate|NTLM|OAuth|AWS4-HMAC-SHA256)[ \t]{1,4})(?:(?<=Digest[ \t]{1,4}|OAuth[ \t]{1,4}|SHA256[ \t]{1,4})[^\r\n]+|[^\s"'`,;<>]+)/gi;
const COOKIE = /((?:^|\n)[ \t<>*]{0,8}(?:Set-)?Cookie:[ \t]{0,4})([^\r\n]+)/gi;

/** A secret in the query of a URL under a generic name. */
const QUERY = /([?&](?:key|sig|signature)=)([\w.~%+/-]{6,}=*)/gi;

/** A pair of user name and password: `auth=("ann", "secret")`. */
const AUTH_PAIR =
  /(\bauth["']?[ \t]{0,2}[:=][ \t]{0,2}[([][ \t]{0,2}["'][^"'\r\n]{1,320}["'][ \t]{0,2},[ \t]{0,2}["'])([^"'\r\n]+)/gi;

/** A secret of PowerShell. */
const SECURE_STRING =
  /(\bConvertTo-SecureString[ \t]{1,4}(?:-String[ \t]{1,4})?["'])([^"'\r\n]+)/gi;

/** Keys of sending services, which begin with a known prefix, and JSON web tokens. */
const KEYS =
  /(?<![\w.-])(?:SG\.[\w-]{8,}(?:\.[\w-]{8,})?|key-[\da-f]{32}|x(?:key|smtp)sib-[\w-]{16,}|re_[A-Za-z\d_]{16,}|md-[\w-]{22}|mlsn\.[\da-f]{32,}|AKIA[A-Z\d]{16}|gh[opsu]_[A-Za-z\d]{20,}|eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]{8,})?)/g;

/** The lines of a private key. */
const PRIVATE_KEY = /(-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)([^-]+)/g;

/** Characters of a line of quoted-printable (RFC 2045 6.7). */
const LINE_OF_QUOTED_PRINTABLE = 76;

/** The user option of curl. */
const USER_OPTION =
  /((?<![\w-])(?:(?:--user|-u)[ =]{1,2}|-u(?=[^\s:"'=-]{1,320}:[^\s:])))(?:"([^\s:"]{1,320}:)[^"\n]+|'([^\s:']{1,320}:)[^'\n]+|([^\s:"']{1,320}:)\S+)/g;

/** A password of POP3 and FTP, at the beginning of a line or after the mark of a client. */
const PASS = /((?:^|[\n>"']|C:)[ \t]{0,4}PASS[ \t]{1,2})(\S+)/g;
/** The same elsewhere, if the word is not a word of a language. */
const ODD_PASS =
  /((?<![\w=-])PASS[ \t]{1,2})(?=[^\s\d]{0,60}\d)(?=[^\sa-z]{0,60}[a-z])([^\s=.]{4,})(?![=.])/gi;

/**
 * Masks the credentials in a text: AUTH commands and their responses, passwords in options, variables, fields, URLs,
 * calls and sentences such as "the password is ...", passwords next to a login, Secrets of Kubernetes, private keys,
 * bearer tokens, and the keys of sending services with a known prefix. The number of lines stays the same. A password
 * without any name next to it is not recognized, and text after a name such as `password:` may be masked although it
 * is no password. Entities, tags, invisible characters and soft line breaks are removed if a credential is only
 * recognized without them.
 *
 * Call it before pasted text is shown, stored or put into a link. `findReplies` reads the masked text.
 *
 * @param text any text
 * @returns the text with `***` in place of credentials
 * @throws {TypeError} if the argument is not a string
 * @example
 * maskCredentials("C: AUTH PLAIN AGFubgBzZWNyZXQ="); // "C: AUTH PLAIN ***"
 */
export function maskCredentials(text: string): string {
  if (typeof text !== "string")
    throw new TypeError("maskCredentials() takes a text: give it what was pasted, as a string.");
  const masked = maskEncoded(text);
  // Base64 also ends like a soft line break, so the remaining lines are joined last.
  const joined = joinSoftBreaks(masked);
  const maskedJoined = joined === masked ? joined : maskAll(joined);
  return maskedJoined === joined ? masked : maskedJoined;
}

/** Masks a text unchanged, and again without its encodings if that shows more. */
function maskEncoded(text: string): string {
  const masked = maskAll(text);
  const decoded = decodeMail(text);
  if (decoded === text) return masked;
  // Some credentials are only recognized without entities, tags and invisible characters.
  const decodedFirst = maskAll(decoded);
  return decodeMail(masked) === decodedFirst
    ? masked
    : decodedFirst.replaceAll(BREAK_IN_LINE, "<br>");
}

/** Characters of JSON that are written as numbers, as some encoders do in HTML (RFC 8259 7). */
const ESCAPED_MARKS = /\\{1,4}(?:u00|x)(22|27|3a|3d|40)/gi;

/** Decodes a text, including quoted-printable if it has such escapes; the number of lines stays the same. */
function decodeMail(text: string): string {
  let decoded = decodeText(text);
  if (decoded.includes("\\")) {
    decoded = decoded.replace(ESCAPED_MARKS, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
  if (!/=(?:3D|20|09|C3|0D|E2)/.test(decoded)) return decoded;
  return joinSoftBreaks(decoded).replace(/=(?:3D|20)/g, (code) => (code === "=20" ? " " : "="));
}

/** Joins continued lines of quoted-printable (RFC 2045 6.7); the number of lines stays the same. */
function joinSoftBreaks(text: string): string {
  if (!text.includes("=\n") && !text.includes("=\r\n")) return text;
  const lines: string[] = [];
  let pieces: string[] = [];
  for (const line of text.split("\n")) {
    const isSoft = /=\r?$/.test(line) && line.length <= LINE_OF_QUOTED_PRINTABLE;
    pieces.push(isSoft ? line.replace(/=\r?$/, "") : line);
    if (isSoft) continue;
    // The text keeps its number of lines.
    lines.push(pieces.join("") + "\n".repeat(pieces.length - 1));
    pieces = [];
  }
  if (pieces.length > 0) lines.push(pieces.join("") + "\n".repeat(pieces.length - 1));
  return lines.join("\n");
}

function maskAll(text: string): string {
  const plain = maskAuth(text)
    .replace(PRIVATE_KEY, (_, begin: string, key: string) => begin + key.replace(/\S+/g, MASK))
    .replace(KEYS, MASK)
    .replace(URL_PASSWORD, `$1${MASK}`)
    .replace(URL_ODD_PASSWORD, `$1${MASK}`)
    .replace(URL_KEY, `$1${MASK}`)
    .replace(USER_OPTION, (_, option: string, double = "", single = "", bare = "") => {
      const mark = double ? '"' : single ? "'" : "";
      return `${option}${mark}${double || single || bare}${MASK}`;
    })
    .replace(BEARER_TOKEN, `$1${MASK}`)
    .replace(AUTHORIZATION, `$1${MASK}`)
    .replace(COOKIE, `$1${MASK}`)
    .replace(QUERY, `$1${MASK}`)
    .replace(AUTH_PAIR, `$1${MASK}`)
    .replace(SECURE_STRING, `$1${MASK}`)
    .replace(PASS, (whole, before: string, word: string) =>
      isHarmless(word) ? whole : before + MASK,
    )
    .replace(ODD_PASS, `$1${MASK}`);
  return maskCalls(maskSentences(maskNamed(maskPairs(maskKubernetes(plain)))));
}
