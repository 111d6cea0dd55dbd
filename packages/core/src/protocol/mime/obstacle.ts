/** What may stand in the way of re-encoding. */

/**
 * How much of a message may be re-encoded for a server that cannot take it as it is.
 *
 * - `"never"`: nothing.
 * - `"unsigned"`: its parts, but none that is signed or encrypted, no attached
 *   message, and nothing at all under a DKIM-Signature or ARC header field.
 * - `"attached"`: the parts of attached messages (message/rfc822) too, on the same terms.
 * - `"always"`: everything, though signatures break.
 */
export type Reencode = "never" | "unsigned" | "attached" | "always";

/**
 * Why a part must stay as it is.
 *
 * - `wish`: nothing may be re-encoded.
 * - `signed`, `encrypted`: it would no longer verify, or not be what was encrypted.
 * - `attached`: it is a message of its own.
 * - `header`: the octets stand where no encoding of header text reaches, such as in a local part.
 * - `outside-parts`: the octets stand before the first or after the last delimiter line of a
 *   multipart, where MIME has no encoding; perhaps its delimiter line never comes (RFC 2046 5.1.1).
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

/** Where content is that the server cannot take, and why it cannot be helped. Plain data. */
export interface Obstacle {
  /** The number of the part as IMAP counts, such as `2.1` (RFC 9051 6.4.5.1); empty for the message itself. */
  readonly part: string;
  /** Its media type, such as `multipart/signed`. */
  readonly type: string;
  /** Why it must stay as it is. */
  readonly reason: ObstacleReason;
  /** The header field, where one stands in the way. */
  readonly field?: string;
  /** The value in its header that is the reason: the unknown encoding, the boundary that is looked for, or the field with several values. */
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
  /** Why it must stay as it is. */
  readonly reason: ObstacleReason;
  /** The header field, where one stands in the way. */
  readonly field?: string;
  /** The value in its header that is the reason, where there is one. */
  readonly value?: string;

  /** Makes the error for a part. */
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

/** Shortens text from a header, with everything escaped that is not printable ASCII. */
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
