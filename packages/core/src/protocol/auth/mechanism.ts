/**
 * SASL mechanisms are values (RFC 4422). Those that most servers offer are in
 * the files beside this one, CRAM-MD5 is in a subpath of its own, and a user
 * can bring any other.
 */

import { EMPTY_BYTES } from "../bytes/octets.ts";
import type { Computing } from "../session/compute.ts";

/** What a mechanism may use. Never kept, never shown. */
export interface Secrets {
  /** The authentication identity, as the server knows it. */
  readonly user: string;
  /** The password, where there is one. */
  readonly pass?: string;
  /** The OAuth 2.0 access token, where there is one. */
  readonly token?: string;
}

/** Where an exchange takes place. */
export interface SaslContext {
  /** The server, by the name that the user gave. */
  readonly host: string;
  /** The port that the connection goes to. */
  readonly port: number;
  /** The mechanisms that the server lists as things stand, in upper case. */
  readonly offered: readonly string[];
  /** What only the two ends of this TLS connection know, by name (RFC 5929, RFC 9266). */
  readonly channelBindings: Readonly<Record<string, Uint8Array>>;
}

/**
 * Answers one challenge; a client-first mechanism gets an empty first one. A
 * generator where hashes are needed: see `compute`.
 *
 * An error that it throws cancels the exchange, and the next mechanism is tried; not so once the server
 * of a `MutualExchange` has sent its challenge: then the error ends the session, as a `MutualAuthenticationError` always
 * does. After a `TooCostlyError` the next mechanism is tried under verified TLS only.
 */
export type Respond = (challenge: Uint8Array) => Uint8Array | Computing<Uint8Array>;

/**
 * An exchange in which the server must prove itself too. Once the server has challenged it, it succeeds
 * only by that proof, and no other mechanism is tried in the same session if it fails.
 */
export interface MutualExchange {
  /** Answers each challenge. */
  readonly respond: Respond;
  /** Whether the server has proved that it knows the secret. Its word counts only then. */
  readonly proven: () => boolean;
}

/**
 * A way to prove who one is (RFC 4422, RFC 4954).
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
   * What it needs of the credentials; `external`: nothing but the word that the
   * server knows the client otherwise, such as by its certificate.
   */
  readonly uses: "password" | "token" | "external";
  /** The client speaks first, so that AUTH may carry the response (RFC 4954 section 4). */
  readonly clientFirst: boolean;
  /** It needs a channel binding: passed over where the transport has none. */
  readonly bindsChannel?: boolean;
  /**
   * Begins an exchange.
   *
   * @param secrets user name with password or token
   * @param surroundings the connection
   * @returns what answers the challenges
   */
  readonly start: (secrets: Secrets, surroundings: SaslContext) => Respond | MutualExchange;
}

/**
 * Thrown by a mechanism when the server is not who it says: it did not know the
 * secret, or asks for what only an impostor would want. No other mechanism is
 * tried, for each of them would give away more.
 */
export class MutualAuthenticationError extends Error {
  /** Always `MutualAuthenticationError`. */
  override readonly name = "DistrustError";
}

/**
 * Thrown by a mechanism when a challenge asks for more work than this client does. That is no attack by
 * itself: the next mechanism is tried, but only when the server's certificate was verified.
 */
export class TooCostlyError extends Error {
  /** Always `TooCostlyError`. */
  override readonly name = "TooCostlyError";
}

/** Whether a text holds characters that separate fields or lines, and so belong into no user name or token. */
export function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** Text as octets. */
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
 * LOGIN: never standardised, widely offered. The prompts are answered by their
 * order, since servers word them freely.
 */
export const login: Mechanism = {
  name: "LOGIN",
  uses: "password",
  clientFirst: false,
  start: ({ user, pass = "" }) => respondInOrder(user, pass),
};

/**
 * EXTERNAL (RFC 4422 appendix A): the server knows the client already, mostly
 * by its TLS certificate. The user name, if any, is whom to act for.
 */
export const external: Mechanism = {
  name: "EXTERNAL",
  uses: "external",
  clientFirst: true,
  start: ({ user }) => respondInOrder(user),
};

/** Answers challenges by texts prepared beforehand, whatever they ask; then by nothing. */
export function respondInOrder(...texts: readonly string[]): Respond {
  const answers = texts.map(toUtf8);
  return () => answers.shift() ?? EMPTY_BYTES;
}
