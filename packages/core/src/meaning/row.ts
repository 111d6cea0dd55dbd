/** The shape of a row of the meaning tables. */
import type { Kind, Responsible, RetryAdvice } from "./kind.ts";
import type { Provider } from "./providers.ts";
import type { Stage } from "./stage.ts";

/**
 * How well a meaning is founded.
 *
 * - `sure`: the text says so.
 * - `likely`: the text leaves room, or only the enhanced code says so.
 * - `guess`: only the reply code says so.
 */
export type Certainty = "sure" | "likely" | "guess";

/** One row: the replies that it covers, and what they mean. Every condition that is there must hold. */
export interface MeaningRow {
  /** Unique, such as `mailbox-full/quota`. */
  readonly id: string;
  /** What the reply means. */
  readonly kind: Kind;
  /** Found in the text without its links, addresses and accents. */
  readonly text?: RegExp;
  /** Found in the text as it came. */
  readonly raw?: RegExp;
  /** Not found in the text without its links. */
  readonly not?: RegExp;
  /** Reply codes, or their first digit. */
  readonly codes?: readonly number[];
  /** Matches the enhanced status code. */
  readonly enhanced?: RegExp;
  /** What the reply answers; the kind bounds that too. */
  readonly at?: readonly Stage[];
  /** Only if one of these sent the reply. */
  readonly provider?: readonly Provider[];
  /** EHLO did or did not list this keyword; fails where the caller does not say. */
  readonly advertised?: readonly [keyword: string, listed: boolean];
  /** Who has to act, where the kind's usual one is not right. */
  readonly responsible?: Responsible;
  /** What helps, where the kind's usual advice is not right. */
  readonly retry?: RetryAdvice;
  /** The blocklist, where the text does not name it. */
  readonly list?: string;
  /** Whether the same can succeed later, where the reply code says otherwise; `why` says why. */
  readonly temporary?: boolean;
  /** Why the reply code is not believed. */
  readonly why?: string;
  /** Default: `sure` for a text, `likely` for an enhanced code, `guess` for a reply code. */
  readonly certainty?: Certainty;
}

/** A row without its id, which the table makes of the kind and a name. */
export type UnnamedRow = Omit<MeaningRow, "id" | "kind">;

/**
 * Makes rows of one kind.
 *
 * @param kind the kind of all of them
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
