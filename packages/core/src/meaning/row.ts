/** The type of a row of the meaning tables, and a function that creates rows. */
import type { Kind, Responsible, RetryAdvice } from "./kind.ts";
import type { Provider } from "./providers.ts";
import type { Stage } from "./stage.ts";

/**
 * How certain a meaning is.
 *
 * - `sure`: the text says so.
 * - `likely`: the text is ambiguous, or only the enhanced code says so.
 * - `guess`: only the reply code says so.
 */
export type Certainty = "sure" | "likely" | "guess";

/** One row: the replies that it matches, and their meaning. All conditions that are present must hold. */
export interface MeaningRow {
  /** Unique, such as `mailbox-full/quota`. */
  readonly id: string;
  /** The meaning of the reply. */
  readonly kind: Kind;
  /** A pattern in the text without its links, addresses and accents. */
  readonly text?: RegExp;
  /** A pattern in the unchanged text. */
  readonly raw?: RegExp;
  /** A pattern that must not be in the text without its links. */
  readonly not?: RegExp;
  /** Reply codes, or their first digit. */
  readonly codes?: readonly number[];
  /** Matches the enhanced status code. */
  readonly enhanced?: RegExp;
  /** The commands or moments that the reply may answer; the kind limits them too. */
  readonly at?: readonly Stage[];
  /** Only if one of these sent the reply. */
  readonly provider?: readonly Provider[];
  /** Whether EHLO listed this keyword; does not match if the caller does not say. */
  readonly advertised?: readonly [keyword: string, listed: boolean];
  /** Who has to act, if the kind's default does not apply. */
  readonly responsible?: Responsible;
  /** What helps, if the kind's default does not apply. */
  readonly retry?: RetryAdvice;
  /** The blocklist, if the text does not name it. */
  readonly list?: string;
  /** Whether another try can succeed, if the reply code says otherwise; `why` has the reason. */
  readonly temporary?: boolean;
  /** Why the reply code is ignored. */
  readonly why?: string;
  /**
   * Default: `sure` for a text with the words of one kind, `likely` for one with the words of several kinds and for an
   * enhanced code, `guess` for a reply code.
   */
  readonly certainty?: Certainty;
}

/** A row without its id, which the table builds from the kind and a name. */
export type UnnamedRow = Omit<MeaningRow, "id" | "kind">;

/**
 * Creates rows of one kind.
 *
 * @param kind the kind of all rows
 * @param rows the rows by the second half of their id
 */
export function rowsOf(
  kind: Kind,
  rows: Readonly<Record<string, UnnamedRow>>,
): readonly MeaningRow[] {
  return Object.entries(rows).map(([name, row]) =>
    Object.freeze({ id: `${kind}/${name}`, kind, ...row }),
  );
}
