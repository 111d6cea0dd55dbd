/** The account of the stress run, and how to find it in octets. */

/** The client's credentials, which no other party may read. */
export const ACCOUNT = { user: "canary.bird", pass: "c4n4ry+Wren/loud" };

/** Returns whether the response to AUTH PLAIN contains the account. */
export function isAccount(base64: string): boolean {
  return latin1OfBase64(base64) === `\0${ACCOUNT.user}\0${ACCOUNT.pass}`;
}

/** Decodes base64 to text, one character per octet; never throws. */
export function latin1OfBase64(base64: string): string {
  return Buffer.from(base64, "base64").toString("latin1");
}

/** Finds the user name and the password, plain or in base64, whatever comes before them. */
export function credentialsIn(text: string): readonly string[] {
  return NEEDLES.filter(({ needle }) => text.includes(needle)).map(({ what }) => what);
}

/** Number of earlier characters that a search has to keep. */
export const LONGEST_NEEDLE = 64;

const NEEDLES = (["user", "pass"] as const).flatMap((part) => [
  { what: `the ${part}`, needle: ACCOUNT[part] },
  ...["", "x", "xx"].map((before) => ({
    what: `the ${part} in base64`,
    needle: wholeCharacters(before, ACCOUNT[part]),
  })),
]);

/** Returns the base64 of a text after other text, without characters that contain bits of that text. */
function wholeCharacters(before: string, text: string): string {
  const from = Math.ceil((before.length * 8) / 6);
  const to = Math.floor(((before + text).length * 8) / 6);
  return btoa(before + text).slice(from, to);
}
