/** Passwords on the command line, which messages about it must not repeat. */

/** A shorter password could stand in any word, so it is hidden together with its user only. */
const SHORTEST_ALONE = 4;

/**
 * Makes a function that hides the credentials of URLs that were given as arguments, also where such an
 * argument stood in the wrong place or is no URL that could be read.
 *
 * @param args the command line
 */
export function hiderOf(args: readonly string[]): (text: string) => string {
  const secrets = new Set<string>();
  for (const arg of args) {
    // Up to the last @, since a password may hold one that was not percent-encoded.
    const [, userinfo] = /^(?:-+[\w-]+=)?(?:[a-z][a-z\d+.-]*:\/\/)?(.*)@/is.exec(arg) ?? [];
    const colon = userinfo?.indexOf(":") ?? -1;
    if (userinfo === undefined || colon < 0) continue;
    const password = userinfo.slice(colon + 1);
    secrets.add(userinfo).add(encodeURI(userinfo.toWellFormed()));
    for (const form of [password, decoded(password)]) {
      if (form.length >= SHORTEST_ALONE) secrets.add(form);
    }
  }
  const longestFirst = [...secrets].filter(Boolean).sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((shown, secret) => shown.replaceAll(secret, "***"), text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
