/** Credentials in text that is no reply, so that the core has no chance to mask it; and in transcripts. */

/** What `auth` holds of the client's options, in a transcript's head too. */
interface Auth {
  readonly user?: unknown;
  readonly pass?: unknown;
  readonly token?: unknown;
}

/**
 * Makes a function that hides these credentials, as they are and as SASL sends them.
 *
 * @param auth the option of that name, if there is one
 */
export function hider(auth: unknown): (text: string) => string {
  if (typeof auth !== "object" || auth === null) return (text) => text;
  const { user = "", pass, token } = auth as Auth;
  // As they are, and as PLAIN and XOAUTH2 put them together (RFC 4616 2).
  const secrets = [
    ...(pass === undefined ? [] : [String(pass), `\0${user}\0${pass}`]),
    ...(token === undefined
      ? []
      : [String(token), `user=${user}\u0001auth=Bearer ${token}\u0001\u0001`]),
  ];
  const forms = secrets.filter(Boolean).flatMap((secret) => [secret, base64(secret)]);
  return (text) => forms.reduce((hidden, form) => hidden.replaceAll(form, "***"), text);
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
