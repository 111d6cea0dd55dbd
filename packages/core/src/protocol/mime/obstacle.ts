/**
 * The types of obstacles to re-encoding, and the error that reports one. `treatment.ts` and `recoder.ts` find them.
 */

/**
 * How much of a message may be re-encoded for a server that does not accept it unchanged.
 *
 * - `"never"`: nothing.
 * - `"unsigned"`: its parts, except signed or encrypted ones and attached messages; nothing at all under a
 *   DKIM-Signature or ARC header field.
 * - `"attached"`: also the parts of attached messages (message/rfc822), with the same exceptions.
 * - `"always"`: everything, although signatures become invalid.
 */
export type Reencode = "never" | "unsigned" | "attached" | "always";

/**
 * Why a part must stay unchanged.
 *
 * - `wish`: the caller does not allow re-encoding.
 * - `signed`, `encrypted`: the signature would become invalid, or the encrypted data would change.
 * - `attached`: the part is a message.
 * - `header`: the octets are where header text cannot be encoded, such as in a local part.
 * - `outside-parts`: the octets are before the first or after the last delimiter line of a multipart, where MIME has
 *   no encoding; or the delimiter line is missing (RFC 2046 5.1.1).
 * - `unknown-encoding`: its Content-Transfer-Encoding is unknown (RFC 2045 6.4).
 * - `unencodable`: its type allows no encoding, or it has several types or encodings.
 */
export type ObstacleReason =
  | "wish"
  | "signed"
  | "encrypted"
  | "attached"
  | "header"
  | "outside-parts"
  | "unknown-encoding"
  | "unencodable";

/** The position of content that the server does not accept, and why it cannot be re-encoded. Plain data. */
export interface Obstacle {
  /** The number of the part as IMAP counts, such as `2.1` (RFC 9051 6.4.5.1); empty for the message itself. */
  readonly part: string;
  /** Its media type, such as `multipart/signed`. */
  readonly type: string;
  /** Why the part must stay unchanged. */
  readonly reason: ObstacleReason;
  /** The header field, if one is the obstacle. */
  readonly field?: string;
  /**
   * The value in the part's header that is the reason: the unknown encoding, the missing boundary, or the field with
   * several values.
   */
  readonly value?: string;
}

/** Thrown when content cannot be re-encoded. It is the `cause` of the SmtpError. */
export class ObstacleError extends Error implements Obstacle {
  /** Always `ObstacleError`. */
  override readonly name = "ObstacleError";
  /** The number of the part, as in `Obstacle`. */
  readonly part: string;
  /** Its media type. */
  readonly type: string;
  /** Why the part must stay unchanged. */
  readonly reason: ObstacleReason;
  /** The header field, if one is the obstacle. */
  readonly field?: string;
  /** The value in the part's header that is the reason, if there is one. */
  readonly value?: string;

  /** Creates the error for a part. */
  constructor({ part, type, reason, field, value }: Obstacle) {
    const where = part === "" ? "the message" : `part ${part} of the message`;
    const why = field
      ? `has text in its header field ${shorten(field)} that no encoding reaches`
      : OBSTACLE_SENTENCES[reason](shorten(value ?? ""));
    super(`${where} (${shorten(type)}) ${why}`);
    this.part = part;
    this.type = type;
    this.reason = reason;
    if (field) this.field = field;
    if (value !== undefined) this.value = value;
  }
}

/** Characters of a value that an error quotes. */
const MAX_QUOTED_VALUE = 100;

/** Shortens text from a header and escapes everything that is not printable ASCII. */
function shorten(text: string): string {
  const start = text.slice(0, MAX_QUOTED_VALUE).replaceAll(/[^ -~]/g, escapeCharacter);
  return text.length > MAX_QUOTED_VALUE ? `${start}...` : start;
}

function escapeCharacter(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

const OBSTACLE_SENTENCES: Readonly<Record<ObstacleReason, (value: string) => string>> = {
  wish: () => "may not be re-encoded",
  signed: () => "is signed, and its signature would break",
  encrypted: () => "is encrypted",
  attached: () => "is or carries a message of its own, which is left as it is",
  header: () =>
    "has NUL, an endless line or something else in its header section that no encoding reaches",
  "outside-parts": (boundary) =>
    `has text that needs encoding outside its parts (its delimiter line is "--${boundary}"), where MIME has no encoding`,
  "unknown-encoding": (encoding) => `has the unknown Content-Transfer-Encoding "${encoding}"`,
  unencodable: (field) =>
    field === "" ? "is of a kind that cannot be encoded" : `has several different ${field} fields`,
};
