/** What a SASL mechanism is, seen from the server (RFC 4954). */

import type { ReplyName } from "./ordinary-replies.ts";
import type { Personality } from "./personality.ts";

/** What the server says next: another challenge, a user that is who they say, or a refusal. */
export type AuthStep =
  | { readonly challenge: string }
  | { readonly user: string }
  | { readonly refusal: ReplyName };

/** What a mechanism may know of the connection. */
export interface AboutConnection {
  /** Unique to this connection, for challenges. */
  readonly unique: string;
  /** What only the two ends of the TLS connection know, by name; empty in clear. */
  readonly channelBindings: Readonly<Record<string, Uint8Array>>;
  /** The mechanisms that the server lists here, in upper case. */
  readonly offered: readonly string[];
}

/** One SASL mechanism, seen from the server. */
export interface ServerMechanism {
  readonly name: string;
  /** AUTH may carry the first response. */
  readonly initialResponse: boolean;
  /** What follows from the responses so far. */
  step(given: readonly string[], personality: Personality, about: AboutConnection): AuthStep;
  readonly rfc: string;
}

/** The secret is wrong. */
export const refused: AuthStep = { refusal: "AUTH refused" };

/** That was no response of this mechanism. */
export const malformed: AuthStep = { refusal: "AUTH malformed" };
