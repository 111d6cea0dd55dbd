/**
 * Masks SASL responses: after AUTH in the same line, or in the lines after it (RFC 4954 4). Other secrets are in
 * `named-secrets.ts`.
 */
import { MASK } from "./named-secrets.ts";

const MECHANISM =
  "PLAIN|LOGIN|XOAUTH2|OAUTHBEARER|CRAM-MD5|DIGEST-MD5|NTLM|GSSAPI|EXTERNAL|SCRAM-[A-Z\\d-]{1,20}";

/** A known mechanism with an initial response, which may be any word. */
const AUTH_WITH_RESPONSE = new RegExp(
  String.raw`\b(AUTH[ \t]{1,4}(?:${MECHANISM})[ \t]{1,4})(?![-=,:'" \t]|(?:${MECHANISM}|command|failed|mechanism|attempts?|rejected|request|error|disabled|is|was|not|and|or|with|without|over|on|for|to|in|by|from)\b)([^\s'"\\]{2,})`,
  "gi",
);

/** Any mechanism, any marks after it, and a word of base64. */
const AUTH_ODD =
  /(?<![A-Za-z\d])(AUTH[ \t_]{1,4}[A-Z][A-Z\d-]{1,30}(?:\\[rnt]|[ \t:='"`(\\_-]){1,8})([A-Za-z\d+/_-]{7,}={0,2})/gi;

/** AUTH with its response in a line of its own. */
const AUTH_BEGINS = new RegExp(String.raw`\bAUTH[ \t]{1,4}(?:${MECHANISM})\b`, "i");

/** A challenge of the server. */
const CHALLENGE = /(?:^|[^\d])334(?:[ '"\\-]|$)/;

/** The last word of a line, if it could be a response. */
const RESPONSE = /(^|[\s>'":])([A-Za-z\d+/_-]{4,}={0,2})((?:\\r\\n|\\n)?['"]?\s*)$/;

/** A word of base64 anywhere in a line. */
const BASE64 =
  /(?<![\w@+/=.-])(?:[A-Za-z\d+/]{4})+(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?(?!\.?[\w@+/=-])/g;

/** A reply that ends the AUTH dialogue: any except a challenge. */
const REPLY_AFTER_AUTH = /(?:^|[\s<>:'"])(?:235|4\d\d|5\d\d)[ -]/;

/** Line ends, also if a program has escaped them or wrote each line as an element of a list. */
const ANY_LINE_END = /(\n|\v|\\r\\n|\\n|<br ?\/?>|[}\]],[ \t]{0,4}[{[])/i;

/** The most lines between AUTH and a response. */
const LINES_OF_AUTH = 8;

/**
 * Masks the responses of SASL.
 *
 * @param text any text
 * @returns the text with a mask in place of the responses
 */
export function maskAuth(text: string): string {
  const masked = text
    .replace(AUTH_WITH_RESPONSE, `$1${MASK}`)
    .replace(AUTH_ODD, (whole, before: string, word: string) =>
      isBase64(word) ? before + MASK : whole,
    );
  return AUTH_BEGINS.test(masked) || /\b334\b/.test(masked) ? maskResponses(masked) : masked;
}

/** Masks responses in their own lines after AUTH or a challenge. */
function maskResponses(text: string): string {
  let left = 0;
  const pieces = text.split(ANY_LINE_END);
  for (let at = 0; at < pieces.length; at += 2) {
    const line = pieces[at] as string;
    if (CHALLENGE.test(line)) left = LINES_OF_AUTH;
    else if (AUTH_BEGINS.test(line) && !/250[ -]/.test(line)) left = LINES_OF_AUTH;
    else if (left > 0 && REPLY_AFTER_AUTH.test(line)) left = 0;
    else if (left > 0 && line !== "") {
      left -= 1;
      pieces[at] = line
        .replace(BASE64, (word) => (isBase64(word) ? MASK : word))
        .replace(RESPONSE, (whole, before: string, word: string, end: string) =>
          isOrdinaryWord(word) && word.length < 12 ? whole : `${before}${MASK}${end}`,
        );
    }
  }
  return pieces.join("");
}

function isOrdinaryWord(word: string): boolean {
  return /^[A-Z]?[a-z]+$/.test(word);
}

/** Returns whether a word has the mix of characters of base64, which names do not have. */
function isBase64(word: string): boolean {
  return (
    /=$/.test(word) || (/[a-z]/.test(word) && (/\d/.test(word) || /[a-z\d+/][A-Z]/.test(word)))
  );
}
