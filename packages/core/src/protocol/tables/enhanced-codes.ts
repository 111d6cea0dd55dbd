/**
 * The enhanced status codes of the IANA registry (RFC 3463, RFC 5248) and their meaning, as a plain array that
 * bundles without look-ups do not include. The reactions to a code are in `reactions.ts`.
 */

/** One enhanced status code for all its classes. */
export interface EnhancedCodeRow {
  /** With `X` in place of the class: `X.5.1`. */
  readonly code: `X.${number}.${number}`;
  /** The classes that the code is registered for. Servers also use other classes; then the class decides. */
  readonly classes: readonly (2 | 4 | 5)[];
  /** The meaning. */
  readonly meaning: string;
  /** The RFC that defines the code. */
  readonly rfc: string;
}

/** All rows, in the order of their numbers. */
export const ENHANCED_CODES: readonly EnhancedCodeRow[] = [
  {
    code: "X.0.0",
    classes: [2, 4, 5],
    meaning: "only the class is reported",
    rfc: "RFC 3463 3.1",
  },
  { code: "X.1.0", classes: [4, 5], meaning: "other address trouble", rfc: "RFC 3463 3.2" },
  { code: "X.1.1", classes: [5], meaning: "no such mailbox", rfc: "RFC 3463 3.2" },
  { code: "X.1.2", classes: [5], meaning: "no such destination system", rfc: "RFC 3463 3.2" },
  { code: "X.1.3", classes: [5], meaning: "malformed recipient address", rfc: "RFC 3463 3.2" },
  { code: "X.1.4", classes: [4, 5], meaning: "ambiguous recipient address", rfc: "RFC 3463 3.2" },
  { code: "X.1.5", classes: [2], meaning: "recipient address valid", rfc: "RFC 3463 3.2" },
  {
    code: "X.1.6",
    classes: [5],
    meaning: "mailbox moved, new address not included",
    rfc: "RFC 3463 3.2",
  },
  { code: "X.1.7", classes: [5], meaning: "malformed sender address", rfc: "RFC 3463 3.2" },
  { code: "X.1.8", classes: [4, 5], meaning: "sender's system invalid", rfc: "RFC 3463 3.2" },
  {
    code: "X.1.9",
    classes: [2],
    meaning: "passed on to a system that gives no status reports",
    rfc: "RFC 3886 3.3.4",
  },
  {
    code: "X.1.10",
    classes: [5],
    meaning: "recipient's domain takes no mail (null MX)",
    rfc: "RFC 7505 4.2",
  },
  { code: "X.2.0", classes: [4, 5], meaning: "other mailbox trouble", rfc: "RFC 3463 3.3" },
  { code: "X.2.1", classes: [4, 5], meaning: "mailbox disabled", rfc: "RFC 3463 3.3" },
  { code: "X.2.2", classes: [4, 5], meaning: "mailbox full", rfc: "RFC 3463 3.3" },
  {
    code: "X.2.3",
    classes: [5],
    meaning: "message too large for the mailbox",
    rfc: "RFC 3463 3.3",
  },
  {
    code: "X.2.4",
    classes: [4, 5],
    meaning: "mailing list cannot be expanded",
    rfc: "RFC 3463 3.3",
  },
  { code: "X.3.0", classes: [4, 5], meaning: "other mail system trouble", rfc: "RFC 3463 3.4" },
  { code: "X.3.1", classes: [4, 5], meaning: "mail system full", rfc: "RFC 3463 3.4" },
  {
    code: "X.3.2",
    classes: [4, 5],
    meaning: "system takes no mail at present",
    rfc: "RFC 3463 3.4",
  },
  {
    code: "X.3.3",
    classes: [5],
    meaning: "feature not supported by the system",
    rfc: "RFC 3463 3.4",
  },
  { code: "X.3.4", classes: [5], meaning: "message too large for the system", rfc: "RFC 3463 3.4" },
  { code: "X.3.5", classes: [5], meaning: "system misconfigured", rfc: "RFC 3463 3.4" },
  { code: "X.3.6", classes: [2], meaning: "priority was changed", rfc: "RFC 6710 7" },
  {
    code: "X.4.0",
    classes: [4, 5],
    meaning: "other network or routing trouble",
    rfc: "RFC 3463 3.5",
  },
  { code: "X.4.1", classes: [4], meaning: "destination host does not answer", rfc: "RFC 3463 3.5" },
  { code: "X.4.2", classes: [4], meaning: "connection bad or lost", rfc: "RFC 3463 3.5" },
  { code: "X.4.3", classes: [4, 5], meaning: "directory or DNS failure", rfc: "RFC 3463 3.5" },
  { code: "X.4.4", classes: [4, 5], meaning: "no route", rfc: "RFC 3463 3.5" },
  { code: "X.4.5", classes: [4], meaning: "mail system congested", rfc: "RFC 3463 3.5" },
  { code: "X.4.6", classes: [4, 5], meaning: "routing loop", rfc: "RFC 3463 3.5" },
  { code: "X.4.7", classes: [4, 5], meaning: "delivery time expired", rfc: "RFC 3463 3.5" },
  { code: "X.5.0", classes: [2, 4, 5], meaning: "other protocol trouble", rfc: "RFC 3463 3.6" },
  { code: "X.5.1", classes: [4, 5], meaning: "invalid command", rfc: "RFC 3463 3.6" },
  { code: "X.5.2", classes: [5], meaning: "syntax error", rfc: "RFC 3463 3.6" },
  { code: "X.5.3", classes: [4, 5], meaning: "too many recipients", rfc: "RFC 3463 3.6" },
  { code: "X.5.4", classes: [5], meaning: "invalid command arguments", rfc: "RFC 3463 3.6" },
  { code: "X.5.5", classes: [5], meaning: "wrong protocol version", rfc: "RFC 3463 3.6" },
  {
    code: "X.5.6",
    classes: [4, 5],
    meaning: "authentication exchange line too long",
    rfc: "RFC 4954 6",
  },
  { code: "X.6.0", classes: [4, 5], meaning: "other content trouble", rfc: "RFC 3463 3.7" },
  { code: "X.6.1", classes: [5], meaning: "media type not supported", rfc: "RFC 3463 3.7" },
  {
    code: "X.6.2",
    classes: [5],
    meaning: "conversion required and prohibited",
    rfc: "RFC 3463 3.7",
  },
  {
    code: "X.6.3",
    classes: [5],
    meaning: "conversion required and not supported",
    rfc: "RFC 3463 3.7",
  },
  { code: "X.6.4", classes: [2, 5], meaning: "converted with loss", rfc: "RFC 3463 3.7" },
  { code: "X.6.5", classes: [4, 5], meaning: "conversion failed", rfc: "RFC 3463 3.7" },
  {
    code: "X.6.6",
    classes: [4, 5],
    meaning: "referenced content not available",
    rfc: "RFC 4468 5",
  },
  {
    code: "X.6.7",
    classes: [5],
    meaning: "non-ASCII addresses not permitted",
    rfc: "RFC 6531 3.5",
  },
  {
    code: "X.6.8",
    classes: [2, 5],
    meaning: "reply needs UTF-8 that the client did not permit",
    rfc: "RFC 6531 4.3",
  },
  {
    code: "X.6.9",
    classes: [5],
    meaning: "internationalized header cannot reach a recipient",
    rfc: "RFC 6531 4.3",
  },
  {
    code: "X.6.10",
    classes: [2, 5],
    meaning: "reply needs UTF-8 (obsolete double of X.6.8)",
    rfc: "RFC 6531 4.3",
  },
  {
    code: "X.7.0",
    classes: [2, 4, 5],
    meaning: "other security status",
    rfc: "RFC 3463 3.8, RFC 4954 6",
  },
  {
    code: "X.7.1",
    classes: [4, 5],
    meaning: "refused by policy or not authorized",
    rfc: "RFC 3463 3.8",
  },
  {
    code: "X.7.2",
    classes: [5],
    meaning: "mailing list expansion prohibited",
    rfc: "RFC 3463 3.8",
  },
  {
    code: "X.7.3",
    classes: [5],
    meaning: "security conversion required and impossible",
    rfc: "RFC 3463 3.8",
  },
  { code: "X.7.4", classes: [5], meaning: "security feature not supported", rfc: "RFC 3463 3.8" },
  { code: "X.7.5", classes: [4, 5], meaning: "cryptographic failure", rfc: "RFC 3463 3.8" },
  {
    code: "X.7.6",
    classes: [4, 5],
    meaning: "cryptographic algorithm not supported",
    rfc: "RFC 3463 3.8",
  },
  { code: "X.7.7", classes: [2, 4, 5], meaning: "message integrity failure", rfc: "RFC 3463 3.8" },
  { code: "X.7.8", classes: [5], meaning: "credentials invalid", rfc: "RFC 4954 6" },
  { code: "X.7.9", classes: [5], meaning: "authentication mechanism too weak", rfc: "RFC 4954 6" },
  { code: "X.7.10", classes: [5], meaning: "encryption needed", rfc: "RFC 5248 2.4, RFC 8689 5" },
  {
    code: "X.7.11",
    classes: [5],
    meaning: "encryption required for this mechanism",
    rfc: "RFC 4954 6",
  },
  { code: "X.7.12", classes: [4], meaning: "password transition needed", rfc: "RFC 4954 6" },
  { code: "X.7.13", classes: [5], meaning: "account disabled", rfc: "RFC 5248 2.4" },
  { code: "X.7.14", classes: [5], meaning: "trust relationship required", rfc: "RFC 5248 2.4" },
  { code: "X.7.15", classes: [4, 5], meaning: "priority too low", rfc: "RFC 6710 7" },
  {
    code: "X.7.16",
    classes: [4, 5],
    meaning: "message too large for its priority",
    rfc: "RFC 6710 7",
  },
  { code: "X.7.17", classes: [5], meaning: "mailbox changed hands", rfc: "RFC 7293 14" },
  { code: "X.7.18", classes: [5], meaning: "domain changed hands", rfc: "RFC 7293 14" },
  {
    code: "X.7.19",
    classes: [4, 5],
    meaning: "change of owner cannot be checked",
    rfc: "RFC 7293 14",
  },
  { code: "X.7.20", classes: [5], meaning: "no valid DKIM signature", rfc: "RFC 7372 3.1" },
  { code: "X.7.21", classes: [5], meaning: "no acceptable DKIM signature", rfc: "RFC 7372 3.1" },
  {
    code: "X.7.22",
    classes: [5],
    meaning: "no valid DKIM signature of the author's domain",
    rfc: "RFC 7372 3.1",
  },
  { code: "X.7.23", classes: [5], meaning: "SPF check failed", rfc: "RFC 7372 3.2" },
  { code: "X.7.24", classes: [4, 5], meaning: "SPF check could not be made", rfc: "RFC 7372 3.2" },
  { code: "X.7.25", classes: [5], meaning: "reverse DNS check failed", rfc: "RFC 7372 3.3" },
  {
    code: "X.7.26",
    classes: [5],
    meaning: "several authentication checks failed",
    rfc: "RFC 7372 3.4",
  },
  {
    code: "X.7.27",
    classes: [5],
    meaning: "sender's domain takes no mail (null MX)",
    rfc: "RFC 7505 4.2",
  },
  { code: "X.7.28", classes: [4, 5], meaning: "mail flood detected", rfc: "IANA registry" },
  { code: "X.7.29", classes: [5], meaning: "ARC check failed", rfc: "RFC 8617" },
  { code: "X.7.30", classes: [5], meaning: "REQUIRETLS support required", rfc: "RFC 8689 5" },
];

/**
 * Looks up an enhanced status code.
 *
 * @param code a full code such as `5.5.1`
 * @returns its row for any class; `undefined` if the detail is not registered (class and subject still have a
 * meaning, RFC 3463 section 2)
 * @example enhancedCode("5.5.1")?.meaning; // "invalid command"
 */
export function enhancedCode(code: string): EnhancedCodeRow | undefined {
  if (!/^[245]\./.test(code)) return undefined;
  const sought = `X${code.slice(1)}`;
  return ENHANCED_CODES.find((row) => row.code === sought);
}
