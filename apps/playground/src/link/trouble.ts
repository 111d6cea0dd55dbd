/** An address that leads nowhere: what is wrong, as a kind that each language has a sentence for. */

import { escapeControls } from "@parley-smtp/core";

/** Characters of a link that a sentence repeats at most. */
const maxShown = 200;

/** What can be wrong with a link. */
export type LinkTroubleKind =
  | "version"
  | "broken"
  | "shape"
  | "screen"
  | "preset"
  | "known"
  | "transcript";

const english: Readonly<Record<LinkTroubleKind, (what: string) => string>> = {
  version: (what) => `version ${what} is not known, only 1`,
  broken: () => "it is cut off or was changed on the way",
  shape: (what) => what,
  screen: (what) => `There is no screen “${what}”.`,
  preset: (what) => `There is no preset “${what}”.`,
  known: (what) => `There is no known server “${what}”.`,
  transcript: (what) => `There is no transcript “${what}”.`,
};

/** Thrown where a link cannot be opened. */
export class LinkTrouble extends TypeError {
  override readonly name = "LinkTrouble";
  readonly kind: LinkTroubleKind;
  readonly what: string;

  /**
   * @param kind what is wrong
   * @param what the part of the link that it is about
   */
  constructor(kind: LinkTroubleKind, what = "") {
    const shown = escapeControls(what.slice(0, maxShown));
    super(english[kind](shown));
    this.kind = kind;
    this.what = shown;
  }
}
