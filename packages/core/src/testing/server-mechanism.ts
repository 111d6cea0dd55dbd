/** The types of a SASL mechanism on the server's side (RFC 4954). The mechanisms are in `virtual-auth.ts`. */

import type { ReplyName } from "./ordinary-replies.ts";
import type { Personality } from "./personality.ts";

/** The server's next step: another challenge, an authenticated user, or a refusal. */
export type AuthStep =
  | { readonly challenge: string }
  | { readonly user: string }
  | { readonly refusal: ReplyName };

/** The connection data that a mechanism may use. */
export interface AboutConnection {
  /** A text unique to this connection, for challenges. */
  readonly unique: string;
  /** Channel bindings of the TLS connection by name; empty in clear text. */
  readonly channelBindings: Readonly<Record<string, Uint8Array>>;
  /** The mechanisms that the server announces here, in upper case. */
  readonly offered: readonly string[];
}

/** One SASL mechanism on the server's side. */
export interface ServerMechanism {
  readonly name: string;
  /** Whether AUTH may carry the first response. */
  readonly initialResponse: boolean;
  /** Returns the next step after the responses so far. */
  step(given: readonly string[], personality: Personality, about: AboutConnection): AuthStep;
  readonly rfc: string;
}

/** The secret is wrong. */
export const refused: AuthStep = { refusal: "AUTH refused" };

/** The response is not valid for this mechanism. */
export const malformed: AuthStep = { refusal: "AUTH malformed" };
