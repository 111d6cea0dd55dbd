/** Hides passwords of the command line in messages. */

/** A shorter password could be part of any word, so it is hidden only together with its user. */
const SHORTEST_ALONE = 4;

/**
 * Creates a function that hides the credentials of URLs in the arguments, also if such an argument is in the wrong
 * place or is not a valid URL.
 *
 * @param args the command line
 */
export function hiderOf(args: readonly string[]): (text: string) => string {
  const secrets = new Set<string>();
  for (const arg of args) {
    // Up to the last @, because a password may contain one that was not percent-encoded.
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
