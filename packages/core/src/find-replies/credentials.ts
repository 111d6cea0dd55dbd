/** Masks credentials in what people paste, so that nothing made of the text can show them. */

const MASK = "***";

/** AUTH with an initial response, wherever it stands in a line. */
const AUTH_LINE =
  /\b(AUTH[ \t]{1,4}(?:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER|CRAM-MD5|NTLM|GSSAPI|EXTERNAL|SCRAM-[A-Z\d-]{1,20})[ \t]{1,4})(?![-=,:'" \t]|(?:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER|CRAM-MD5|NTLM|GSSAPI|EXTERNAL|DIGEST-MD5|SCRAM-[A-Z\d-]{1,20}|command|failed|mechanism)\b)([^\s'"\\]{2,})/gi;

/** AUTH that a response follows in a line of its own. */
const AUTH_BEGINS =
  /\bAUTH[ \t]{1,4}(?:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER|CRAM-MD5|NTLM|SCRAM-[A-Z\d-]{1,20})\b/i;

/** A challenge of the server. */
const CHALLENGE = /(?:^|[^\d])334(?:[ '"\\-]|$)/;

/** The last word of a line, where it could be a SASL response. */
const RESPONSE = /(^|[\s>'":])([A-Za-z\d+/_-]{4,}={0,2})((?:\\r\\n|\\n)?['"]?\s*)$/;

/** A reply, which ends the dialog of AUTH unless it is a challenge. */
const REPLY = /(?:^|[\s<>:'"])(?:235|4\d\d|5\d\d)[ -]/;

/** An option, variable or field that holds a password, with its value. */
const NAMED =
  /((?:\b|_)(?:pass|passwd|password|passwort|passphrase|pwd|secret|api_?key|access_?token|refresh_?token|smtp_pass(?:word)?|auth-password|au?th_?pass)["']?[ \t]{0,4}(?:=>|[:=])[ \t]{0,4})(?:"((?:[^"\\\n]|\\.){1,1000})"|'((?:[^'\\\n]|\\.){1,1000})'|([^\s"',;&{}[\]()]{1,1000}))/gi;

/** A URL with a password. */
const URL_PASSWORD = /(\bsmtps?(?:\+\w{1,20})?:\/\/[^\s:@/]{0,320}:)([^\s@/]{1,1000})(?=@)/gi;

/** A bearer token. */
const BEARER = /(\bBearer[ \t]{1,4})([\w.~+/-]{8,}=*)/gi;

/** Options of swaks, curl and their like. */
const OPTION = /(\s(?:--auth-password|--password|--pass|-ap|-xp)[ =]{1,2})([^\s-]\S{0,1000})/g;
const USER_OPTION = /(\s(?:--user|-u)[ =]{1,2}["']?[^\s:"']{1,320}:)([^\s"']{1,1000})/g;

/** Words that stand where a password would, and are none. */
const HARMLESS =
  /^(?:true|false|null|none|undefined|yes|no|\*+|x+|<[^>]*>|•+|\.+|incorrect|wrong|required|not|is|was|or|for|and)$/i;

/** How many lines of a dialog a response may be away from its AUTH. */
const LINES_OF_AUTH = 8;

/**
 * Masks the credentials in a text: AUTH commands and the responses that follow them, passwords in options,
 * variables and URLs, and bearer tokens. Everything else stays, and so does the number of lines.
 *
 * Call it before a text that somebody pasted is shown, stored or put into a link. `findReplies` reads the masked text.
 *
 * @param text any text
 * @returns the text with `***` in place of credentials
 * @example
 * maskCredentials("C: AUTH PLAIN AGFubgBzZWNyZXQ="); // "C: AUTH PLAIN ***"
 */
export function maskCredentials(text: string): string {
  const masked = text
    .replace(AUTH_LINE, `$1${MASK}`)
    .replace(NAMED, (whole, name: string, double = "", single = "", bare = "") => {
      const value = double || single || bare;
      // "Invalid password: 535 5.7.8": what follows is the reply.
      if (HARMLESS.test(value) || /^[2-5]\d\d[ -]?/.test(value)) return whole;
      return name + whole.slice(name.length).replace(value, () => MASK);
    })
    .replace(URL_PASSWORD, `$1${MASK}`)
    .replace(OPTION, `$1${MASK}`)
    .replace(USER_OPTION, `$1${MASK}`)
    .replace(BEARER, `$1${MASK}`);
  return AUTH_BEGINS.test(masked) || /\b334\b/.test(masked) ? maskResponses(masked) : masked;
}

/** Masks the responses that stand in lines of their own behind AUTH or a challenge. */
function maskResponses(text: string): string {
  let left = 0;
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    if (CHALLENGE.test(line)) left = LINES_OF_AUTH;
    else if (AUTH_BEGINS.test(line) && !/250[ -]/.test(line)) left = LINES_OF_AUTH;
    else if (left > 0 && REPLY.test(line)) left = 0;
    else if (left > 0) {
      left -= 1;
      lines[index] = line.replace(RESPONSE, (whole, before: string, word: string, end: string) =>
        /^[a-z]+$|^[A-Z]?[a-z]+$/.test(word) && word.length < 12 ? whole : `${before}${MASK}${end}`,
      );
    }
  }
  return lines.join("\n");
}
