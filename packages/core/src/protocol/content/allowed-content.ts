/** What a plan allows for the content of a message, and what is known of content that was made for it. */

/** What the content may hold, as the plan for this server stands. */
export interface AllowedContent {
  /** Bytes over 127, in lines (8BITMIME, RFC 6152). */
  readonly eightBit: boolean;
  /** Bytes without lines, and NUL, in parts with the encoding `binary` (BINARYMIME and CHUNKING, RFC 3030 3). */
  readonly binary: boolean;
  /** UTF-8 in the header, since an address needs SMTPUTF8 anyway (RFC 6532 3). */
  readonly utf8: boolean;
}

/** What is known of content before it is read. */
export interface ContentFacts {
  /** Octets, when known beforehand. */
  readonly size?: number;
  /** Whether it has octets over 127, when known beforehand. */
  readonly eightBit?: boolean;
}

/** Returns whether two plans allow the same. */
export function allowsSame(one: AllowedContent | undefined, other: AllowedContent): boolean {
  return one?.eightBit === other.eightBit && one.binary === other.binary && one.utf8 === other.utf8;
}
