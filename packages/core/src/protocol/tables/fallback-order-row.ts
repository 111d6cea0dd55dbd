/** The shape of a fallback order: a feature's ways, best first. */
import type { Feature, Tier, Wish } from "../plan/feature.ts";

/** What must hold for a way to be open. Absent means no condition. */
export interface MethodConditions {
  /** The server lists this EHLO keyword. */
  readonly offered?: string;
  /** How the connection to the server begins. */
  readonly endpoint?: "implicit" | "clear";
  /** The runtime can upgrade a connection to TLS. */
  readonly startTls?: true;
  /** The user named another server. */
  readonly hasOtherServers?: true;
  /** TLS is on, and the server's certificate was checked. */
  readonly verified?: true;
  /** No port was given, so that the server's other well-known port may be tried. */
  readonly portFree?: true;
  /** The caller lets messages overlap. */
  readonly overlap?: true;
  /** The server is silent in clear text and has greeted under TLS on a second connection. */
  readonly silent?: true;
  /** The server invited to it last time. */
  readonly invited?: true;
  /** The server has already answered this way well (an invitation). */
  readonly proven?: true;
  /**
   * Nothing of the message but this is beyond ASCII, and it can be written in ASCII: domains of
   * addresses, or text of the header. Never where the feature itself is required.
   */
  readonly inAscii?: "domains" | "header";
  /** The server lists this SASL mechanism, the client has it, and it fits the credentials. */
  readonly mechanism?: string;
}

/** One way of having a feature, or of doing without it. */
export interface Method {
  /** Its name in decisions, such as `DATA` or `serial`. */
  readonly name: string;
  /** The user gets what the feature is for. False for the rungs that only do without. */
  readonly providesFeature: boolean;
  /** What must hold for it to be open; absent: it always is. */
  readonly needs?: MethodConditions;
  /** The row exists, and no script acts upon it yet; absent: one does. */
  readonly state?: "planned";
  /** Where it is written, such as `RFC 3030 2`. */
  readonly rfc: string;
}

/** A feature's ways, best first. */
export interface FallbackOrder {
  /** What the ways are for. */
  readonly feature: Feature;
  /** How freely this feature may fall back. */
  readonly tier: Tier;
  /** The wish when the user names none. */
  readonly wish: Wish;
  /** Refusals may be remembered for a while (never for anything that protects). */
  readonly hints: boolean;
  /** Only a message brings it into play, so that receipts and errors include it with that message alone. */
  readonly ofMessages?: true;
  /** Best first; the first one that is open is taken. */
  readonly methods: readonly Method[];
}

/** A way as it is written down: it gives the feature where it does not say otherwise. */
type MethodRow = Omit<Method, "providesFeature"> & Partial<Method>;

/** A ladder as it is written down: the feature is preferred and nothing remembered where it does not say otherwise. */
export type FallbackOrderRow = Omit<FallbackOrder, "wish" | "hints" | "methods"> &
  Partial<Omit<FallbackOrder, "methods">> & { readonly methods: readonly MethodRow[] };
