/**
 * The types of a row of the reaction table: the conditions under which a reply matches, and its meaning. Rows are
 * data, so that documentation, tests and the playground read the same rows. The rows are in `reactions.ts` and the
 * files that it lists.
 */
import type { Feature } from "../plan/feature.ts";
import type { Action, CommandName, Reason, Scope, Situation } from "../reply/situation.ts";
import type { TextClass } from "./reactions-text.ts";

/** Conditions on the situation. All conditions that are present must hold. */
export interface SituationPattern {
  /** The command that opened the session. */
  readonly greeted?: Situation["greeted"];
  /** Whether the command was sent before in another form. */
  readonly repeated?: boolean;
  /** Whether TLS is active. */
  readonly tls?: boolean;
  /** Whether the client has authenticated. */
  readonly authenticated?: boolean;
  /** Whether the client has credentials. */
  readonly credentials?: boolean;
  /** Whether AUTH carried an initial response (RFC 4954 4). */
  readonly initialResponse?: boolean;
  /** The server has to prove its identity in this exchange and has sent only a challenge so far. */
  readonly proofOwed?: boolean;
  /** A token was sent, and a new one can be requested. */
  readonly tokenRenewable?: boolean;
  /** Whether the command shared its flight with others (RFC 2920). */
  readonly grouped?: boolean;
  /** Whether an earlier command of the same flight was refused. */
  readonly earlierRefused?: boolean;
  /** One of these mechanisms is in use. */
  readonly mechanism?: readonly string[];
  /** This parameter was sent. */
  readonly parameter?: string;
  /** Whether the command carried parameters. */
  readonly parameters?: "some" | "none";
  /** Whether some of the parameters may be dropped. */
  readonly droppable?: "some" | "none";
  /** Whether recipients were accepted in this transaction. */
  readonly recipientsAccepted?: "some" | "none";
  /** Whether mechanisms are left that were not tried yet. */
  readonly mechanismsLeft?: "some" | "none";
  /** Whether one of the mechanisms left reveals less than the current one. */
  readonly strongerLeft?: "some" | "none";
}

/** One rule: the first row whose conditions all hold decides. */
export interface ReactionRow {
  /** The row's name in reactions, documentation and tests. */
  readonly id: string;
  /** The commands and moments that the row applies to. */
  readonly commands: readonly CommandName[];
  /** Reply codes, or first digits for all codes of a class. */
  readonly codes: readonly number[];
  /** Conditions on the situation. Absent: any situation. */
  readonly when?: SituationPattern;
  /** The reply has one of these enhanced status codes, such as `X.5.3` or `X.7.*`. */
  readonly enhanced?: readonly string[];
  /** The reply has none of these; a reply without an enhanced status code fits. */
  readonly notEnhanced?: readonly string[];
  /** The text is about this subject. Only used if code, enhanced code and situation do not decide. */
  readonly text?: TextClass;
  /** The text is not about this subject. */
  readonly notText?: TextClass;
  /** The text names a parameter that may be dropped, or only parameters that may not. */
  readonly names?: "droppable" | "required";

  /** The action. */
  readonly action: Action;
  /**
   * The feature that the reply is about. Absent for `without-parameters`: the feature of the parameters, if they
   * share one.
   */
  readonly feature?: Feature;
  /** How far the reply reaches. Absent: as far as the command. */
  readonly scope?: Scope;
  /** When the same command may be sent again to the same server. */
  readonly retry: "now" | "later" | "never";
  /** The reason as one word that a program can compare. */
  readonly reason: Reason;
  /** The RFC section of the rule. */
  readonly rfc: string;
}
