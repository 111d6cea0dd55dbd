/**
 * The types of SASL mechanisms (RFC 4422), and PLAIN, LOGIN and EXTERNAL. SCRAM and the token mechanisms are in other
 * files of this folder, CRAM-MD5 has its own subpath, and users can pass their own mechanisms. The AUTH dialogue is
 * in `protocol/scripts`.
 */

import { EMPTY_BYTES } from "../bytes/octets.ts";
import type { Computing } from "../session/compute.ts";

/** The secrets that a mechanism uses. Never stored, never shown. */
export interface Secrets {
  /** The authentication identity: the user name at the server. */
  readonly user: string;
  /** The password, if there is one. */
  readonly pass?: string;
  /** The OAuth 2.0 access token, if there is one. */
  readonly token?: string;
}

/** The connection of an exchange. */
export interface SaslContext {
  /** The server's name as the user gave it. */
  readonly host: string;
  /** The port of the connection. */
  readonly port: number;
  /** The mechanisms that the server currently announces, in upper case. */
  readonly offered: readonly string[];
  /** Channel bindings of this TLS connection by name (RFC 5929, RFC 9266). */
  readonly channelBindings: Readonly<Record<string, Uint8Array>>;
}

/**
 * Answers one challenge. A client-first mechanism gets an empty first challenge. A generator if hashes are needed:
 * see `compute`.
 *
 * An error cancels the exchange, and the next mechanism is tried. A `MutualAuthenticationError`, and any error after
 * the first challenge in a `MutualExchange`, ends the session instead. After a `TooCostlyError`, the next mechanism
 * is tried only under verified TLS.
 */
export type Respond = (challenge: Uint8Array) => Uint8Array | Computing<Uint8Array>;

/**
 * An exchange in which the server must prove its identity too. After the server's first challenge, the exchange
 * succeeds only with that proof. If it fails, no other mechanism is tried in the same session.
 */
export interface MutualExchange {
  /** Answers each challenge. */
  readonly respond: Respond;
  /** Returns whether the server has proved that it knows the secret. Its positive reply counts only then. */
  readonly proven: () => boolean;
}

/**
 * A SASL mechanism (RFC 4422, RFC 4954).
 *
 * @example
 * ```ts run
 * const pin: Mechanism = {
 *   name: "X-PIN",
 *   uses: "password",
 *   clientFirst: true,
 *   start:
 *     ({ user, pass }) =>
 *     () =>
 *       new TextEncoder().encode(`${user}:${pass}`),
 * };
 * const server = testServer({ capabilities: ["AUTH PLAIN"], tls: "implicit" });
 * await using mailer = createMailer({
 *   host: "mail.example",
 *   tls: "implicit",
 *   dial: server.dial,
 *   auth: { user: "ann", pass: "1234" },
 *   mechanisms: [pin, ...defaultMechanisms], // tried before all others, where the server offers it
 * });
 * await mailer.verify();
 * ```
 */
export interface Mechanism {
  /** Its registered name, in upper case. */
  readonly name: string;
  /**
   * The credentials that it needs. `external`: none, because the server identifies the client in another way, such as
   * by its certificate.
   */
  readonly uses: "password" | "token" | "external";
  /** Whether the client speaks first, so that AUTH may carry the response (RFC 4954 4). */
  readonly clientFirst: boolean;
  /** Whether it needs a channel binding. Skipped if the transport has none. */
  readonly bindsChannel?: boolean;
  /**
   * Begins an exchange.
   *
   * @param secrets the user name, and the password or token
   * @param surroundings the connection
   * @returns the function or exchange that answers the challenges
   */
  readonly start: (secrets: Secrets, surroundings: SaslContext) => Respond | MutualExchange;
}

/**
 * Thrown by a mechanism if the server did not prove its identity: it does not know the secret, or asks for something
 * that only an impostor needs. No other mechanism is tried, because each of them would reveal more.
 */
export class MutualAuthenticationError extends Error {
  /** Always `MutualAuthenticationError`. */
  override readonly name = "MutualAuthenticationError";
}

/**
 * Thrown by a mechanism if a challenge requires more computation than this client does. That alone is no attack: the
 * next mechanism is tried, but only if the server's certificate was verified.
 */
export class TooCostlyError extends Error {
  /** Always `TooCostlyError`. */
  override readonly name = "TooCostlyError";
}

/**
 * Returns whether a text contains characters that separate fields or lines, which no user name or token may contain.
 */
export function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** Encodes text as UTF-8. */
export const toUtf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** PLAIN (RFC 4616): user and password in one message; needs TLS to be safe. */
export const plain: Mechanism = {
  name: "PLAIN",
  uses: "password",
  clientFirst: true,
  start: ({ user, pass = "" }) => {
    const message = toUtf8(`\0${user}\0${pass}`);
    return () => message;
  },
};

/**
 * LOGIN: never standardised, widely offered. The prompts are answered by their order, because servers word them
 * freely.
 */
export const login: Mechanism = {
  name: "LOGIN",
  uses: "password",
  clientFirst: false,
  start: ({ user, pass = "" }) => respondInOrder(user, pass),
};

/**
 * EXTERNAL (RFC 4422 appendix A): the server already knows the client, usually by its TLS certificate. The user name,
 * if any, is the identity to act as.
 */
export const external: Mechanism = {
  name: "EXTERNAL",
  uses: "external",
  clientFirst: true,
  start: ({ user }) => respondInOrder(user),
};

/** Answers challenges with prepared texts, whatever the server asks, and then with nothing. */
export function respondInOrder(...texts: readonly string[]): Respond {
  const answers = texts.map(toUtf8);
  return () => answers.shift() ?? EMPTY_BYTES;
}
