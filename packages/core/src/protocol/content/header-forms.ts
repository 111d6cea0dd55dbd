/**
 * Builds the forms in which the header section of a message can be sent: in ASCII, or with text in UTF-8 for SMTPUTF8
 * (RFC 6532 3). Long lines are folded in both. The encoding is in `protocol/mime`; `scripts/header.ts` chooses the
 * form.
 */

import { CR, concat, hasEightBit, LF } from "../bytes/octets.ts";
import { foldHeader, type HeaderField, splitFields } from "../mime/fields.ts";
import { encodeHeader, type HeaderMode, writtenName } from "../mime/header-text.ts";
import type { ObstacleReason, Reencode } from "../mime/obstacle.ts";
import type { ToAscii } from "../mime/structured-text.ts";
import { decidePartHandling } from "../mime/treatment.ts";
import { compute, type Script } from "../session/effects.ts";
import { hasLongLine } from "./line-lengths.ts";

/** One form of a header section. */
export interface HeaderForm {
  readonly octets: Uint8Array;
  readonly eightBit: boolean;
  /** Whether it has a long line that cannot be folded. */
  readonly long: boolean;
  /** Names of fields that keep octets over 127 that are not UTF-8. */
  readonly kept: readonly string[];
  /** Names of fields whose octets over 127 that are not UTF-8 were encoded. */
  readonly unknown: readonly string[];
  /** Names of fields that were folded. */
  readonly folded: readonly string[];
}

/** The forms of a header section that cannot simply be sent unchanged. */
export interface HeaderForms {
  /** Whether it has UTF-8 text outside ASCII. */
  readonly utf8: boolean;
  /**
   * Why that text cannot be written in ASCII: the message must not be changed, or a field contains text that cannot
   * be encoded.
   */
  readonly reason?: ObstacleReason;
  /** The field, if one is the reason. */
  readonly field?: string;
  /** Text in ASCII; octets that are not UTF-8 stay. */
  readonly ascii: HeaderForm;
  /** Text in UTF-8; octets that are not UTF-8 are encoded. */
  readonly unicode: HeaderForm;
  /** Returns the A-labels of the domains in it. */
  readonly toAscii: ToAscii;
}

/** Returns whether a header section may have to be sent in another form. */
export function needsForms(head: Uint8Array): boolean {
  return hasEightBit(head) || hasLongLine(head);
}

/**
 * Builds the forms of a header section.
 *
 * @param head the section with the empty line at its end
 * @param whole whether the section was read to its end
 * @param level how much of the message may be re-encoded
 */
export function* headerForms(
  head: Uint8Array,
  whole: boolean,
  level: Reencode,
): Script<HeaderForms> {
  const end = emptyLine(head);
  const fields = splitFields(head.subarray(0, end));
  const sealed = whole ? sealOf(fields, level) : "header";
  const labels = new Map<string, string | undefined>();
  const toAscii: ToAscii = (domain) => {
    if (!labels.has(domain)) labels.set(domain, undefined);
    return labels.get(domain);
  };
  const found = encodeHeader(fields, { toAscii });
  if (sealed) {
    const form = formOf(fields, found.unknown, head);
    return { utf8: found.utf8, reason: sealed, ascii: form, unicode: form, toAscii };
  }
  for (const domain of labels.keys()) {
    labels.set(domain, yield* compute({ what: "to-ascii", domain }));
  }
  const make = (mode: Omit<HeaderMode, "toAscii">): HeaderForm => {
    const { fields: made, unknown } = encodeHeader(fields, { ...mode, toAscii });
    const kept = mode.unknown ? unknown : [];
    const encoded = mode.unknown ? [] : unknown;
    return folded(made, kept, encoded, head.subarray(end));
  };
  const { stuck, utf8 } = encodeHeader(fields, { unknown: true, toAscii });
  const [field] = stuck;
  return {
    utf8,
    ...(field === undefined ? {} : { reason: "header", field }),
    ascii: make({ unknown: true }),
    unicode: make({ utf8: true }),
    toAscii,
  };
}

/** Returns whether a header section needs SMTPUTF8, as far as that is known without computing A-labels. */
export function needsUtf8(head: Uint8Array, level: Reencode = "unsigned"): boolean {
  if (!hasEightBit(head)) return false;
  const fields = splitFields(head.subarray(0, emptyLine(head)));
  const { utf8, stuck } = encodeHeader(fields, { unknown: true, toAscii: () => "example" });
  return utf8 && (sealOf(fields, level) !== undefined || stuck.length > 0);
}

/** Returns why nothing of the header may be changed. */
function sealOf(fields: readonly HeaderField[], level: Reencode): ObstacleReason | undefined {
  const treatment = decidePartHandling(fields, level, true, "text/plain");
  if (treatment.as !== "untouched") return undefined;
  const { reason } = treatment;
  return reason === "wish" || reason === "signed" ? reason : undefined;
}

function emptyLine(head: Uint8Array): number {
  const { length } = head;
  if (length === 2) return 0;
  const ends = head[length - 1] === LF && head[length - 3] === LF && head[length - 2] === CR;
  return ends ? length - 2 : length;
}

function formOf(
  fields: readonly HeaderField[],
  kept: readonly string[],
  octets: Uint8Array,
): HeaderForm {
  const long = fields.some((field) => hasLongLine(field.octets));
  return { octets, eightBit: hasEightBit(octets), long, kept, unknown: [], folded: [] };
}

function folded(
  fields: readonly HeaderField[],
  kept: readonly string[],
  unknown: readonly string[],
  end: Uint8Array,
): HeaderForm {
  const long: string[] = [];
  const made = fields.map((field) => {
    const octets = hasLongLine(field.octets) ? foldHeader([field], true) : undefined;
    if (!octets) return field;
    long.push(writtenName(field));
    return { ...field, octets };
  });
  const octets = concat([...made.map((field) => field.octets), end]);
  return { ...formOf(made, kept, octets), unknown, folded: long };
}

/** Replaces one header section by another in a message that comes in pieces. */
export class HeaderSwap {
  /** The content itself is not re-encoded. */
  readonly changed = false;
  readonly #header: Uint8Array;
  #before: number;
  #left: number;
  #put = false;

  /**
   * @param before octets before the section
   * @param octets octets of the section to remove
   * @param header the section to insert
   */
  constructor(before: number, octets: number, header: Uint8Array) {
    this.#before = before;
    this.#left = octets;
    this.#header = header;
  }

  /** Returns the output for a piece. */
  push(piece: Uint8Array): Uint8Array {
    if (this.#put && this.#left === 0) return piece;
    const before = piece.subarray(0, this.#before);
    this.#before -= before.length;
    if (this.#before > 0) return before;
    const header = this.#put ? [] : [this.#header];
    this.#put = true;
    const dropped = Math.min(this.#left, piece.length - before.length);
    this.#left -= dropped;
    return concat([before, ...header, piece.subarray(before.length + dropped)]);
  }

  /** Nothing is buffered. */
  end(): Uint8Array {
    return new Uint8Array(0);
  }
}
