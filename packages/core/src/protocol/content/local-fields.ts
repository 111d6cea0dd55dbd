/**
 * Header fields that are not for the wire: blind recipients are known to nobody but
 * themselves (RFC 5322 3.6.3, 3.6.6), and the return path is written by the last
 * server alone (RFC 5321 4.4).
 */

import { CR, concat, EMPTY_BYTES, LF, SPACE, TAB } from "../bytes/octets.ts";
import { MAX_TEXT_LINE_BYTES } from "./line-lengths.ts";

/** A header field that is not for the wire. */
export type LocalField = "Bcc" | "Resent-Bcc" | "Return-Path";

/** What is done about them: they go along and that is reported, or they are removed. */
export type LocalFieldsWish = "report" | "strip";

const LOCAL_FIELDS: Readonly<Record<string, LocalField>> = {
  bcc: "Bcc",
  "resent-bcc": "Resent-Bcc",
  "return-path": "Return-Path",
};
const LOCAL_FIELD_START = /^(bcc|resent-bcc|return-path)[ \t]*:/i;
/** The first letters of the names, so that of most lines no more is looked at. */
const FIRST: ReadonlySet<number | undefined> = new Set([..."bBrR"].map((at) => at.charCodeAt(0)));

/** Finds such fields in a message that comes in pieces with canonical line ends, and takes them out if so wished. */
export class LocalFields {
  /** Octets that were taken out. */
  dropped = 0;
  readonly #strip: boolean;
  readonly #found: Set<LocalField>;
  /** The begin of a line of which the name is not known yet. */
  #held: Uint8Array = EMPTY_BYTES;
  #inHeader = true;
  #atLineStart = true;
  #dropping = false;

  /**
   * @param wish what is done about them
   * @param found gets what is found
   */
  constructor(wish: LocalFieldsWish, found: Set<LocalField>) {
    this.#strip = wish === "strip";
    this.#found = found;
  }

  /** What of the piece goes on; the piece itself where nothing has to change. */
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

  /** Decides about a line by what it begins with. */
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
