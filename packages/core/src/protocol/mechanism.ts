/**
 * SASL mechanisms as values: PLAIN, LOGIN and XOAUTH2 here, CRAM-MD5 in a
 * subpath of its own, and whatever a user brings.
 */

/** What a mechanism may use. Never kept, never shown. */
export interface Secrets {
  /** The user name. */
  readonly user: string;
  /** The password, where one was given. */
  readonly pass?: string;
  /** The OAuth 2.0 access token, where one was given. */
  readonly token?: string;
}

/** A way to prove who one is (RFC 4422, RFC 4954). */
export interface Mechanism {
  /** Its registered name, in upper case. */
  readonly name: string;
  /** What it needs of the credentials. */
  readonly uses: "password" | "token";
  /** The client speaks first, so that AUTH may carry the response (RFC 4954 section 4). */
  readonly clientFirst: boolean;
  /**
   * Begins an exchange.
   *
   * @param secrets user name with password or token
   * @returns a function that answers each challenge; a client-first mechanism
   *   gets an empty first challenge. Throwing cancels the exchange.
   */
  start(secrets: Secrets): (challenge: Uint8Array) => Uint8Array;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const nothing: Uint8Array = new Uint8Array(0);

/** PLAIN (RFC 4616): user and password in one message; needs TLS to be safe. */
export const plain: Mechanism = {
  name: "PLAIN",
  uses: "password",
  clientFirst: true,
  start: ({ user, pass = "" }) => {
    const message = utf8(`\0${user}\0${pass}`);
    return () => message;
  },
};

/**
 * LOGIN: never standardised, widely offered. The prompts are answered by their
 * order, since servers word them freely.
 */
export const login: Mechanism = {
  name: "LOGIN",
  uses: "password",
  clientFirst: false,
  start: ({ user, pass = "" }) => {
    const answers = [utf8(user), utf8(pass)];
    return () => answers.shift() ?? nothing;
  },
};

/**
 * XOAUTH2: an OAuth 2.0 bearer token, as Google and Microsoft ask for it. A
 * challenge after the token describes an error; an empty answer ends the exchange.
 */
export const xoauth2: Mechanism = {
  name: "XOAUTH2",
  uses: "token",
  clientFirst: true,
  start: ({ user, token = "" }) => {
    const answers = [utf8(`user=${user}\x01auth=Bearer ${token}\x01\x01`)];
    return () => answers.shift() ?? nothing;
  },
};

/** The mechanisms that need no library, in the order of the AUTH ladder. */
export const defaultMechanisms: readonly Mechanism[] = [xoauth2, plain, login];
