/** The account of the stress run, and where octets hold a part of it. */

/** What the client logs in with, and what nobody else may read. */
export const ACCOUNT = { user: "canary.bird", pass: "c4n4ry+Wren/loud" };

/** Whether the response to AUTH PLAIN names the account. */
export function isAccount(base64: string): boolean {
  return latin1OfBase64(base64) === `\0${ACCOUNT.user}\0${ACCOUNT.pass}`;
}

/** The text that base64 stands for, each octet a character; never throws. */
export function latin1OfBase64(base64: string): string {
  return Buffer.from(base64, "base64").toString("latin1");
}

/** Finds the user name and the password, as they are or in base64, whatever stands before them there. */
export function credentialsIn(text: string): readonly string[] {
  return NEEDLES.filter(({ needle }) => text.includes(needle)).map(({ what }) => what);
}

/** Characters that a search has to keep of what came before. */
export const LONGEST_NEEDLE = 64;

const NEEDLES = (["user", "pass"] as const).flatMap((part) => [
  { what: `the ${part}`, needle: ACCOUNT[part] },
  ...["", "x", "xx"].map((before) => ({
    what: `the ${part} in base64`,
    needle: wholeCharacters(before, ACCOUNT[part]),
  })),
]);

/** The base64 of a text behind others, without characters that hold bits of those others. */
function wholeCharacters(before: string, text: string): string {
  const from = Math.ceil((before.length * 8) / 6);
  const to = Math.floor(((before + text).length * 8) / 6);
  return btoa(before + text).slice(from, to);
}
