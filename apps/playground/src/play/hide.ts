/** Hides credentials in text that the core does not mask, and in transcripts. */

/** The option `auth`, also in a transcript's head. */
interface Auth {
  readonly user?: unknown;
  readonly pass?: unknown;
  readonly token?: unknown;
}

/**
 * Creates a function that hides these credentials, plain and in the forms of SASL.
 *
 * @param auth the option `auth`, if there is one
 */
export function hider(auth: unknown): (text: string) => string {
  if (typeof auth !== "object" || auth === null) return (text) => text;
  const { user = "", pass, token } = auth as Auth;
  // Plain, and as PLAIN and XOAUTH2 combine them (RFC 4616 2).
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
