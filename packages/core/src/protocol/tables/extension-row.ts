/**
 * The types of a row about a service extension (RFC 5321 2.2). The rows are in `used-extensions.ts` and
 * `extensions.ts`.
 */
import type { FallbackOrderRow } from "./fallback-order-row.ts";

/** A parameter that an extension adds to MAIL or RCPT. */
export interface ExtensionParameter {
  /** The name before `=`. */
  readonly keyword: string;
  /** The values of this extension, if several extensions share the keyword. */
  readonly values?: readonly string[];
  /** Octets of the longest parameter, including keyword and `=`, if the RFC sets a limit. */
  readonly maxOctets?: number;
  /** A requested parameter is not dropped after a refusal: never, or not if its value contains this text. */
  readonly neverDropped?: true | { readonly ifValueHas: string };
  /** How EHLO limits the value. */
  readonly limit?: ParameterLimit;
}

/** How the reply to EHLO limits a parameter. */
export interface ParameterLimit {
  /** The position of the word after the EHLO keyword, from 0. A missing or unreadable word sets no limit. */
  readonly word: number;
  /** The meaning of the word: the least number, the greatest number, or the latest time in UTC (RFC 3339). */
  readonly is: "least" | "most" | "latest";
  /** The limit applies only to values that contain this text. */
  readonly ifValueHas?: string;
}

/** One service extension. */
export interface Extension {
  /** As EHLO lists it. */
  readonly keyword: string;
  /** `standard`: on the standards track; `vendor`: defined by one implementation. */
  readonly status: "standard" | "experimental" | "obsolete" | "vendor";
  /** The commands that the extension adds. */
  readonly verbs?: readonly string[];
  /** The parameters that the extension adds to MAIL. */
  readonly mailParameters?: readonly ExtensionParameter[];
  /** The parameters that the extension adds to RCPT. */
  readonly rcptParameters?: readonly ExtensionParameter[];
  /** Octets that the extension adds to the longest MAIL line; none when absent. */
  readonly mailIncrement?: number;
  /** Octets that the extension adds to the longest RCPT line; none when absent. */
  readonly rcptIncrement?: number;
  /** The RFC that defines the extension. */
  readonly rfc: string;
  /** `recalled`: not checked against the RFC, so an increment may be missing. */
  readonly checked: "text" | "recalled";
}

/** An extension that sessions use. */
export interface UsedExtension extends Extension {
  /** The methods that use the extension or do without it. The feature is named like the keyword. */
  readonly fallbackOrder: Omit<FallbackOrderRow, "feature">;
}
