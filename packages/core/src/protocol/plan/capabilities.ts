/**
 * Parses a server's EHLO reply into its capabilities (RFC 5321 4.1.1.1).
 *
 * The raw lines are kept with the result. A keyword is only an offer that a later reply may contradict; `plan.ts`
 * decides what is used.
 */
import type { Reply } from "../reply/reply.ts";

/** The limits of RFC 9422 that the client uses. An absent limit was not announced. */
export interface Limits {
  /** Transactions in one session. */
  readonly mailMax?: number;
  /** Recipients in one transaction. */
  readonly rcptMax?: number;
  /** Different recipient domains in one transaction. */
  readonly rcptDomainMax?: number;
}

/** The parsed reply to EHLO or HELO. Plain frozen data. */
export interface Capabilities {
  /** The server's name as sent; empty if the server gave none. */
  readonly domain: string;
  /** The server accepted EHLO, so parameters and extensions may be used. */
  readonly esmtp: boolean;
  /** All lines of the reply as sent, the greeting line first. */
  readonly lines: readonly string[];
  /** Parameters as sent by keyword in upper case; an object without a prototype. */
  readonly keywords: Readonly<Record<string, readonly string[]>>;
  /** SASL mechanisms in upper case, in the server's order, each once. */
  readonly auth: readonly string[];
  /** Keywords that a middlebox has overwritten, such as `XXXXXXXA`. */
  readonly masked: readonly string[];
  /** The largest message in octets; absent if the server announced no limit (RFC 1870 4). */
  readonly size?: number;
  /** The announced limits of a session or a transaction (RFC 9422); absent if there are none. */
  readonly limits?: Limits;
}

/** Converts only ASCII to upper case: a dotless i must not turn another word into a keyword. */
function upper(text: string): string {
  return text.replace(/[a-z]+/g, (run) => run.toUpperCase());
}

// Firewalls (Cisco PIX and ASA) keep the length of hidden lines: a run of X or asterisks, with a letter that counts
// the hidden lines at the end. STARTTLS becomes XXXXXXXA, then HELP becomes XXXB. Real keywords such as XCLIENT,
// XVERP or X-EXPS have one X.
const maskedKeyword = /^[X*]{2,}[A-Z]?$/;

/** Returns the SIZE parameter in octets. A missing, zero (RFC 1870 4) or unreadable value means no limit. */
function sizeOf(parameter = ""): number | undefined {
  if (!/^\d{1,20}$/.test(parameter)) return undefined;
  return Math.min(Number(parameter), Number.MAX_SAFE_INTEGER) || undefined;
}

const LIMIT_NAMES: Readonly<Record<string, keyof Limits>> = {
  MAILMAX: "mailMax",
  RCPTMAX: "rcptMax",
  RCPTDOMAINMAX: "rcptDomainMax",
};

/**
 * Parses the parameters of LIMITS. By RFC 9422 3, a syntax error in the list voids the whole keyword, a value out of
 * range (1 to 999999 here) voids only its limit, and unknown limits are skipped. The RFC does not cover a limit that
 * occurs twice; the lower one counts.
 */
function parseLimits(parameters: readonly string[]): Limits | undefined {
  const limits: { -readonly [Name in keyof Limits]: Limits[Name] } = {};
  for (const parameter of parameters) {
    const [, name, value = ""] = /^([A-Z0-9_-]+)(?:=([!-:<-~]+))?$/.exec(upper(parameter)) ?? [];
    if (name === undefined) return undefined;
    const key = LIMIT_NAMES[name];
    if (key === undefined || !/^[1-9]\d{0,5}$/.test(value)) continue;
    limits[key] = Math.min(limits[key] ?? Number(value), Number(value));
  }
  return Object.keys(limits).length === 0 ? undefined : Object.freeze(limits);
}

function understand(esmtp: boolean, lines: readonly string[]): Capabilities {
  const [greeting = "", ...offers] = lines;
  const listed = new Map<string, string[]>();
  const masked: string[] = [];
  for (const offer of esmtp ? offers : []) {
    // Old servers write AUTH=LOGIN, so "=" also ends a keyword.
    const [, word = "", rest = ""] = /^\s*([^\s=]*)[\s=]*(.*)$/s.exec(offer) ?? [];
    const keyword = upper(word);
    if (maskedKeyword.test(keyword)) masked.push(word);
    else if (/^[!-~]+$/.test(keyword)) {
      const known = listed.get(keyword) ?? [];
      listed.set(keyword, known);
      for (const parameter of rest.split(/\s+/)) if (parameter !== "") known.push(parameter);
    }
  }
  const keywords: Record<string, readonly string[]> = Object.create(null);
  for (const [keyword, parameters] of listed) keywords[keyword] = Object.freeze(parameters);
  const { AUTH = [], LIMITS = [], SIZE = [] } = keywords;
  const size = sizeOf(SIZE[0]);
  const limits = parseLimits(LIMITS);
  return Object.freeze({
    domain: /\S+/.exec(greeting)?.[0] ?? "",
    esmtp,
    lines,
    keywords: Object.freeze(keywords),
    auth: Object.freeze([...new Set(AUTH.map(upper))]),
    masked: Object.freeze(masked),
    ...(size === undefined ? {} : { size }),
    ...(limits === undefined ? {} : { limits }),
  });
}

/**
 * Parses a positive reply to EHLO (RFC 5321 4.1.1.1).
 *
 * @param reply the reply; its first line is the greeting and never a keyword
 * @returns the capabilities; unknown keywords are kept, lines without a keyword are only in `lines`
 * @example parseEhlo(parseReplyText("250-mx.example\n250-AUTH=LOGIN\n250 AUTH PLAIN")).auth; // ["LOGIN", "PLAIN"]
 */
export function parseEhlo({ lines }: Reply): Capabilities {
  const text = JSON.stringify(lines);
  const known = UNDERSTOOD.get(text);
  if (known) return known;
  const capabilities = understand(true, lines);
  // Only frozen lines are cached: the caller could change others.
  if (Object.isFrozen(lines) && text.length <= MAX_CHARACTERS) {
    if (UNDERSTOOD.size === MAX_UNDERSTOOD) UNDERSTOOD.clear();
    UNDERSTOOD.set(text, capabilities);
  }
  return capabilities;
}

/** The last results by the lines of the reply as JSON; all connections to a server share them. */
const UNDERSTOOD: Map<string, Capabilities> = /* @__PURE__ */ new Map();
const MAX_UNDERSTOOD = 8;
const MAX_CHARACTERS = 4096;

/**
 * Parses a positive reply to HELO, which has no keywords.
 *
 * @param reply the reply
 * @returns capabilities with the server's name and no keywords
 * @example heloOnly(parseReplyText("250 mx.example")).esmtp; // false
 */
export function heloOnly(reply: Reply): Capabilities {
  return understand(false, reply.lines);
}

/** The capabilities of a server before EHLO, and again after STARTTLS (RFC 3207 4.2). */
export const NO_CAPABILITIES: Capabilities = /* @__PURE__ */ understand(
  false,
  /* @__PURE__ */ Object.freeze([]),
);

/**
 * Returns whether EHLO listed a keyword.
 *
 * @param capabilities from parseEhlo
 * @param keyword in any case
 * @returns `false` also for a keyword that a middlebox has overwritten
 * @example offers(capabilities, "starttls");
 */
export function offersKeyword(capabilities: Capabilities, keyword: string): boolean {
  return upper(keyword) in capabilities.keywords;
}
