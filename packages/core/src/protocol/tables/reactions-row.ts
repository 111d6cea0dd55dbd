/**
 * The shape of a row of the reaction table: when a reply is meant, and what it
 * then means. Rows are data, so that documentation, tests and the playground
 * read the same ones that decide.
 */
import type { Feature } from "../feature.ts";
import type { Action, Asked, Because, Scope, Situation } from "../situation.ts";
import type { TextClass } from "./reactions-text.ts";

/** Conditions over the situation; all that are named must hold. */
export interface SituationPattern {
  readonly greeted?: Situation["greeted"];
  readonly again?: boolean;
  readonly tls?: boolean;
  readonly authenticated?: boolean;
  readonly credentials?: boolean;
  readonly initialResponse?: boolean;
  readonly grouped?: boolean;
  readonly earlierRefused?: boolean;
  /** One of these mechanisms is in use. */
  readonly mechanism?: readonly string[];
  /** This parameter was sent. */
  readonly parameter?: string;
  readonly parameters?: "some" | "none";
  readonly droppable?: "some" | "none";
  readonly recipientsAccepted?: "some" | "none";
  readonly mechanismsLeft?: "some" | "none";
  /** Among the mechanisms left, those that give away less than the present one. */
  readonly strongerLeft?: "some" | "none";
}

/** One rule: the first row whose conditions all hold decides. */
export interface ReactionRow {
  /** Its name in reactions, documentation and tests. */
  readonly id: string;
  readonly asked: readonly Asked[];
  /** Reply codes, or first digits that stand for all codes of a class. */
  readonly codes: readonly number[];
  readonly when?: SituationPattern;
  /** The reply has one of these enhanced status codes, such as `X.5.3` or `X.7.*`. */
  readonly enhanced?: readonly string[];
  /** The reply has none of these; a reply without an enhanced status code fits. */
  readonly notEnhanced?: readonly string[];
  /** The text speaks of this. Used only where code, enhanced code and situation do not tell. */
  readonly text?: TextClass;
  /** The text does not speak of this. */
  readonly notText?: TextClass;
  /** The text names a parameter that may be left out, or only one that may not. */
  readonly names?: "droppable" | "required";

  readonly action: Action;
  /** For `without-parameters` it is that of the parameters, where they have one in common. */
  readonly feature?: Feature;
  /** Absent: as far as the thing asked reaches by itself. */
  readonly scope?: Scope;
  readonly retry: "now" | "later" | "never";
  readonly because: Because;
  /** Where the rule is written. */
  readonly rfc: string;
}
