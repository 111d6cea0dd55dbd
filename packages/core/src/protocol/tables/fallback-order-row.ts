/**
 * The types of a fallback order: a feature and its methods, best first. The orders are in
 * `session-fallback-orders.ts` and `used-extensions.ts`.
 */
import type { Feature, Tier, Wish } from "../plan/feature.ts";

/** Conditions of a method. An absent condition is not checked. */
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
  /** The caller pipelines messages (`maxUnacknowledged`). */
  readonly overlap?: true;
  /** The server is silent in clear text and has sent its greeting under TLS on a second connection. */
  readonly silent?: true;
  /** The server has already accepted this method, or announced it. */
  readonly proven?: true;
  /**
   * Only domains, or only header text, contain characters outside ASCII, and both can be written in ASCII. Never used
   * if SMTPUTF8 itself is required.
   */
  readonly inAscii?: "domains" | "header";
  /** The server announces this SASL mechanism, the client supports it, and it fits the credentials. */
  readonly mechanism?: string;
}

/** One method of using a feature, or of doing without it. */
export interface Method {
  /** The method's name in decisions, such as `DATA` or `serial`. */
  readonly name: string;
  /** Whether the method provides the feature. False for methods that do without it. */
  readonly providesFeature: boolean;
  /** The conditions of the method. Absent: always available. */
  readonly needs?: MethodConditions;
  /** No script uses the method yet. Absent: a script does. */
  readonly state?: "planned";
  /** The RFC section, such as `RFC 3030 2`. */
  readonly rfc: string;
}

/** A feature's methods, best first. */
export interface FallbackOrder {
  /** The feature. */
  readonly feature: Feature;
  /** How freely the feature may fall back. */
  readonly tier: Tier;
  /** The wish if the user names none. */
  readonly wish: Wish;
  /** Refusals may be remembered for a while (never for security features). */
  readonly hints: boolean;
  /** Only a message uses the feature, so receipts and errors include it with that message alone. */
  readonly ofMessages?: true;
  /** Best first. The first available method is used. */
  readonly methods: readonly Method[];
}

/** A method as written in a table: it provides the feature unless the row says otherwise. */
type MethodRow = Omit<Method, "providesFeature"> & Partial<Method>;

/**
 * A fallback order as written in a table: the feature is preferred and refusals are not remembered unless the row
 * says otherwise.
 */
export type FallbackOrderRow = Omit<FallbackOrder, "wish" | "hints" | "methods"> &
  Partial<Omit<FallbackOrder, "methods">> & { readonly methods: readonly MethodRow[] };
