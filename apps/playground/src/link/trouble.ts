/** The error for an invalid address, with a kind for which each language has a sentence. */

import { escapeControls } from "@parley-smtp/core";

/** The most characters of a link in a sentence. */
const maxShown = 200;

/** The kinds of invalid links. */
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

/** Thrown if a link cannot be opened. */
export class LinkTrouble extends TypeError {
  override readonly name = "LinkTrouble";
  readonly kind: LinkTroubleKind;
  readonly what: string;

  /**
   * @param kind the kind of the error
   * @param what the part of the link
   */
  constructor(kind: LinkTroubleKind, what = "") {
    const shown = escapeControls(what.slice(0, maxShown));
    super(english[kind](shown));
    this.kind = kind;
    this.what = shown;
  }
}
