/**
 * Finds and removes header fields that should not leave the sender's system: blind recipients must stay hidden (RFC
 * 5322 3.6.3, 3.6.6), and only the last server writes the return path (RFC 5321 4.4).
 */

import { CR, concat, EMPTY_BYTES, LF, SPACE, TAB } from "../bytes/octets.ts";
import { MAX_TEXT_LINE_BYTES } from "./line-lengths.ts";

/** A header field that should not leave the sender's system. */
export type LocalField = "Bcc" | "Resent-Bcc" | "Return-Path";

/** How such fields are handled: sent and reported, or removed. */
export type LocalFieldsWish = "report" | "strip";

const LOCAL_FIELDS: Readonly<Record<string, LocalField>> = {
  bcc: "Bcc",
  "resent-bcc": "Resent-Bcc",
  "return-path": "Return-Path",
};
const LOCAL_FIELD_START = /^(bcc|resent-bcc|return-path)[ \t]*:/i;
/** The first letters of the names, so that most lines need only one comparison. */
const FIRST: ReadonlySet<number | undefined> = new Set([..."bBrR"].map((at) => at.charCodeAt(0)));

/** Finds such fields in a message that comes in pieces with canonical line ends, and removes them if requested. */
export class LocalFields {
  /** Octets that were removed. */
  dropped = 0;
  readonly #strip: boolean;
  readonly #found: Set<LocalField>;
  /** The beginning of a line whose name is not known yet. */
  #held: Uint8Array = EMPTY_BYTES;
  #inHeader = true;
  #atLineStart = true;
  #dropping = false;

  /**
   * @param wish how the fields are handled
   * @param found receives the names found
   */
  constructor(wish: LocalFieldsWish, found: Set<LocalField>) {
    this.#strip = wish === "strip";
    this.#found = found;
  }

  /** Returns the part of the piece to send; the same piece if nothing has to change. */
  push(piece: Uint8Array): Uint8Array {
    if (!this.#inHeader) return piece;
    const octets = this.#held.length === 0 ? piece : concat([this.#held, piece]);
    this.#held = EMPTY_BYTES;
    const kept: Uint8Array[] = [];
    let from = 0;
    let at = 0;
    while (this.#inHeader && at < octets.length) {
      const lineFeed = octets.indexOf(LF, at);
      const end = lineFeed === -1 ? octets.length : lineFeed + 1;
      if (this.#atLineStart) {
        if (lineFeed === -1 && end - at < MAX_TEXT_LINE_BYTES) break;
        this.#begin(octets, at, Math.min(end, at + MAX_TEXT_LINE_BYTES));
      }
      this.#atLineStart = lineFeed !== -1;
      if (this.#dropping) {
        kept.push(octets.subarray(from, at));
        this.dropped += end - at;
        from = end;
      }
      at = end;
    }
    if (this.#inHeader) this.#held = octets.subarray(at);
    if (kept.length === 0 && this.#held.length === 0) return octets;
    const rest = octets.subarray(from, this.#inHeader ? at : octets.length);
    return kept.length === 0 ? rest : concat([...kept, rest]);
  }

  /** Handles a line by its beginning. */
  #begin(octets: Uint8Array, from: number, end: number): void {
    const first = octets[from];
    if (first === SPACE || first === TAB) return;
    this.#inHeader = first !== CR;
    const field = FIRST.has(first) ? fieldNamed(octets.subarray(from, end)) : undefined;
    if (field) this.#found.add(field);
    this.#dropping = this.#strip && field !== undefined;
  }
}

function fieldNamed(line: Uint8Array): LocalField | undefined {
  const name = LOCAL_FIELD_START.exec(String.fromCharCode(...line))?.[1];
  return name === undefined ? undefined : LOCAL_FIELDS[name.toLowerCase()];
}
