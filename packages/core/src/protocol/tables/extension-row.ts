/** The shape of a row about a service extension. */
import type { FallbackOrderRow } from "./fallback-order-row.ts";

/** A parameter that an extension adds to MAIL or RCPT. */
export interface ExtensionParameter {
  /** The name before `=`. */
  readonly keyword: string;
  /** The values that belong to this extension, where several extensions share the keyword. */
  readonly values?: readonly string[];
  /** Octets of the longest parameter, keyword and `=` included, where the text sets a limit. */
  readonly maxOctets?: number;
  /** Once it is asked for it is never left out after a refusal: whatever its value, or where that holds this text. */
  readonly neverDropped?: true | { readonly ifValueHas: string };
  /** What a word behind the EHLO keyword allows. */
  readonly limit?: ParameterLimit;
}

/** How the reply to EHLO limits a parameter. */
export interface ParameterLimit {
  /** The word behind the keyword, from 0 on. One that cannot be read, or is not there, limits nothing. */
  readonly word: number;
  /** What that word is for the value: the least number, the greatest, or the latest time in UTC (RFC 3339). */
  readonly is: "least" | "most" | "latest";
  /** It holds only for values that have this text. */
  readonly ifValueHas?: string;
}

/** One service extension. */
export interface Extension {
  /** As EHLO lists it. */
  readonly keyword: string;
  /** `standard`: on the standards track; `vendor`: defined by one implementation. */
  readonly status: "standard" | "experimental" | "obsolete" | "vendor";
  /** The commands that it adds. */
  readonly verbs?: readonly string[];
  /** The parameters that it adds to MAIL. */
  readonly mailParameters?: readonly ExtensionParameter[];
  /** The parameters that it adds to RCPT. */
  readonly rcptParameters?: readonly ExtensionParameter[];
  /** Octets that the extension adds to the longest MAIL line; none when absent. */
  readonly mailIncrement?: number;
  /** Octets that the extension adds to the longest RCPT line; none when absent. */
  readonly rcptIncrement?: number;
  /** Where it is defined. */
  readonly rfc: string;
  /** `recalled`: not checked against the defining text, so that a missing increment may exist. */
  readonly checked: "text" | "recalled";
}

/** An extension that sessions make use of. */
export interface UsedExtension extends Extension {
  /** The ways of having it and of doing without; the feature has the name of the keyword. */
  readonly fallbackOrder: Omit<FallbackOrderRow, "feature">;
}
