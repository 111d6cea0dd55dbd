/**
 * The shape of a row of the reaction table: when a reply is meant, and what it
 * then means. Rows are data, so that documentation, tests and the playground
 * read the same ones that decide.
 */
import type { Feature } from "../plan/feature.ts";
import type { Action, CommandName, Reason, Scope, Situation } from "../reply/situation.ts";
import type { TextClass } from "./reactions-text.ts";

/** Conditions over the situation; all that are named must hold. */
export interface SituationPattern {
  /** By which command the session was opened. */
  readonly greeted?: Situation["greeted"];
  /** The command was asked before, in another form, or was not. */
  readonly repeated?: boolean;
  /** TLS is on, or off. */
  readonly tls?: boolean;
  /** The client has logged in, or has not. */
  readonly authenticated?: boolean;
  /** The client has credentials, or has none. */
  readonly credentials?: boolean;
  /** AUTH carried an initial response (RFC 4954 4), or none. */
  readonly initialResponse?: boolean;
  /** A server that has to prove itself has sent its challenge, and has proved nothing. */
  readonly proofOwed?: boolean;
  /** A token was sent that can be requested anew. */
  readonly tokenRenewable?: boolean;
  /** The command shared its flight with others (RFC 2920), or went alone. */
  readonly grouped?: boolean;
  /** A command before it in the same flight was refused, or none was. */
  readonly earlierRefused?: boolean;
  /** One of these mechanisms is in use. */
  readonly mechanism?: readonly string[];
  /** This parameter was sent. */
  readonly parameter?: string;
  /** The command carried parameters, or none. */
  readonly parameters?: "some" | "none";
  /** Some of them may be left out, or none. */
  readonly droppable?: "some" | "none";
  /** Recipients were accepted in this transaction, or none. */
  readonly recipientsAccepted?: "some" | "none";
  /** Mechanisms that nobody tried yet are left, or none. */
  readonly mechanismsLeft?: "some" | "none";
  /** Among the mechanisms left, those that give away less than the present one. */
  readonly strongerLeft?: "some" | "none";
}

/** One rule: the first row whose conditions all hold decides. */
export interface ReactionRow {
  /** Its name in reactions, documentation and tests. */
  readonly id: string;
  /** The commands and moments that it is for. */
  readonly commands: readonly CommandName[];
  /** Reply codes, or first digits that stand for all codes of a class. */
  readonly codes: readonly number[];
  /** Conditions over the situation; absent: any. */
  readonly when?: SituationPattern;
  /** The reply has one of these enhanced status codes, such as `X.5.3` or `X.7.*`. */
  readonly enhanced?: readonly string[];
  /** The reply has none of these; a reply without an enhanced status code fits. */
  readonly notEnhanced?: readonly string[];
  /** The text speaks of this. Used only where code, enhanced code and situation do not decide. */
  readonly text?: TextClass;
  /** The text does not speak of this. */
  readonly notText?: TextClass;
  /** The text names a parameter that may be left out, or only one that may not. */
  readonly names?: "droppable" | "required";

  /** What to do. */
  readonly action: Action;
  /** For `without-parameters` it is that of the parameters, where they have one in common. */
  readonly feature?: Feature;
  /** Absent: as far as the command alone reaches. */
  readonly scope?: Scope;
  /** When the same thing may be asked again of the same server. */
  readonly retry: "now" | "later" | "never";
  /** Why, in one word that a program can switch on. */
  readonly reason: Reason;
  /** Where the rule is written. */
  readonly rfc: string;
}
