/**
 * Re-encodes a message while it is sent to a server that accepts only 7-bit content (RFC 2045 6, RFC 6152 3):
 * quoted-printable for text, base64 for other data. Lines over 998 octets are encoded as well. All other octets stay
 * unchanged.
 *
 * Only a header section, a possible delimiter line, and a limited part of a body (`bodies.ts`) are buffered at a
 * time. The output does not depend on how the message was split into pieces.
 */
import { CR, concat, EMPTY_BYTES, LF } from "../bytes/octets.ts";
import { type BodySink, EncodedBody, UntouchedBody } from "./bodies.ts";
import { type Encoded, EncodedTextRepair } from "./encoded-text-repair.ts";
import { encodingOf, foldHeader, type HeaderField, splitFields, withEncoding } from "./fields.ts";
import { encodeHeader, type HeaderMode } from "./header-text.ts";
import { type Obstacle, ObstacleError, type ObstacleReason, type Reencode } from "./obstacle.ts";
import { type Multipart, type PartHeader, type PartVisitor, PartWalk } from "./part-walk.ts";
import { IDENTITY } from "./treatment.ts";

/** A boundary that fits into a delimiter line of 7-bit content, including the dashes at both ends. */
const SENDABLE_BOUNDARY = /^[ -~]{1,994}$/;

/** Everything in ASCII. The A-labels of domains in nested headers are not known here. */
const ASCII: HeaderMode = { toAscii: () => undefined };
/** Reasons that protect the header of a message as well as its body. */
const COVERED: readonly ObstacleReason[] = ["wish", "signed"];

/** Re-encodes a message with canonical line ends, in pieces of any length. */
export class Reencoder {
  readonly #walk: PartWalk;
  readonly #mode: HeaderMode;
  /** Names of header fields that were encoded with an unknown character set. */
  readonly unknown: Set<string> = new Set<string>();
  #changed = false;
  #out: Uint8Array[] = [];
  /** The last octet of the output. */
  #last = LF;
  #body: BodySink | undefined;

  /**
   * @param level how much may be re-encoded
   * @param mode what header fields may contain unencoded; absent: only ASCII
   */
  constructor(level: Reencode, mode: HeaderMode = ASCII) {
    this.#walk = new PartWalk(level, this.#visitor());
    this.#mode = mode;
  }

  /** Whether the output differs from the input. */
  get changed(): boolean {
    return this.#changed;
  }

  /**
   * Takes the next piece.
   *
   * @returns the octets that can be sent now; often none
   * @throws {ObstacleError} if a part must be re-encoded and must not be
   */
  push(piece: Uint8Array): Uint8Array {
    return this.#read(piece, false);
  }

  /** Ends the message and returns the rest. Throws like `push`. */
  end(): Uint8Array {
    return this.#read(EMPTY_BYTES, true);
  }

  #read(piece: Uint8Array, final: boolean): Uint8Array {
    this.#walk.push(piece, final);
    if (final) {
      this.#body?.end();
      if (this.#last !== LF) {
        this.#changed = true;
        this.#emit(Uint8Array.of(CR, LF));
      }
    }
    const out = concat(this.#out);
    this.#out = [];
    return out;
  }

  #visitor(): PartVisitor {
    return {
      content: (octets) => this.#body?.push(octets),
      delimiter: (octets) => {
        this.#body?.end();
        this.#emit(octets);
      },
      enter: (multipart, closes) => {
        this.#body = closes ? this.#outside(multipart) : undefined;
      },
      begin: (header, multipart) => this.#begin(header, multipart),
      cutHeader: (octets) => this.#emitHeader(splitFields(octets)),
      longHeader: () => {
        throw this.#obstacle("header", "text/plain");
      },
    };
  }

  /** Writes a part as `treatment.ts` says, after its header is complete. */
  #begin(header: PartHeader, multipart: Multipart | undefined): boolean {
    const { octets, emptyLine, fields, whole, treatment } = header;
    const head = (made: readonly HeaderField[]): void => {
      this.#emitHeader(made, treatment.type);
      this.#emit(emptyLine);
    };
    const relabelled = (): readonly HeaderField[] => {
      const encoding = encodingOf(fields);
      if (encoding === "7bit" || !IDENTITY.includes(encoding)) return fields;
      this.#changed = true;
      return withEncoding(fields, "7bit", false);
    };
    const emit = (octets: Uint8Array): void => this.#emit(octets);
    switch (treatment.as) {
      case "parts":
        head(relabelled());
        this.#body = multipart
          ? this.#outside(multipart)
          : this.#untouched({ type: treatment.type, reason: "unencodable" });
        return multipart !== undefined && SENDABLE_BOUNDARY.test(multipart.boundary);
      case "message":
        head(relabelled());
        break;
      case "encoded":
        head(fields);
        this.#body = this.#repairEncodedText(treatment.encoding);
        break;
      case "encode": {
        const { into } = treatment;
        const write = (encoded: boolean): void => {
          this.#changed ||= encoded;
          head(encoded ? withEncoding(fields, into, whole) : relabelled());
        };
        this.#body = new EncodedBody(into, write, emit);
        break;
      }
      default: {
        const { as: _, ...obstacle } = treatment;
        const body = this.#untouched(obstacle);
        // A signature or a wish for a message also covers its header. The header of a part belongs to its multipart.
        if (whole && COVERED.includes(treatment.reason)) body.push(concat([octets, emptyLine]));
        else head(fields);
        this.#body = body;
      }
    }
    return true;
  }

  /** Writes text before the first part or after the last, which has no declared encoding. */
  #outside({ type, boundary }: Multipart): BodySink {
    return this.#untouched({ type, reason: "outside-parts", value: boundary });
  }

  #untouched(obstacle: Omit<Obstacle, "part">): BodySink {
    return new UntouchedBody({ ...obstacle, part: this.#number }, (octets) => this.#emit(octets));
  }

  #repairEncodedText(as: Encoded): BodySink {
    const repair = new EncodedTextRepair(as);
    return {
      push: (octets) => {
        this.#emit(repair.push(octets));
        this.#changed ||= repair.changed;
      },
      end: () => {},
    };
  }

  #emitHeader(given: readonly HeaderField[], type = "text/plain"): void {
    const { fields, unknown, stuck } = encodeHeader(given, this.#mode);
    if (stuck.length > 0) throw this.#obstacle("header", type, stuck[0]);
    const octets = foldHeader(fields, this.#mode.utf8);
    if (!octets) throw this.#obstacle("header", type);
    for (const name of unknown) this.unknown.add(name);
    // The message's own header is reported separately.
    if (this.#walk.path.length > 0) {
      const length = fields.reduce((sum, field) => sum + field.octets.length, 0);
      this.#changed ||= octets.length !== length || fields.some((field, at) => field !== given[at]);
    }
    this.#emit(octets);
  }

  #emit(octets: Uint8Array): void {
    if (octets.length === 0) return;
    this.#out.push(octets);
    this.#last = octets[octets.length - 1] as number;
  }

  #obstacle(reason: ObstacleReason, type: string, field?: string): ObstacleError {
    const obstacle = { part: this.#number, type, reason };
    return new ObstacleError(field ? { ...obstacle, field } : obstacle);
  }

  get #number(): string {
    return this.#walk.path.join(".");
  }
}
