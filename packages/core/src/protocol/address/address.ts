/**
 * Parses and checks envelope addresses before anything is written (RFC 5321 4.1.2). Addresses in header fields are
 * not parsed here.
 *
 * An envelope address is only a mailbox: display names and comments belong to the message header. The local part is
 * kept unchanged, because only the host that delivers the message may interpret it (RFC 5321 2.3.11).
 */
import { escapeControls } from "../errors/escape.ts";

/** A mailbox of the envelope. Plain frozen data, created by the parsers below. */
export interface Mailbox {
  /** As given: case unchanged, a quoted string with its quotes. */
  readonly local: string;
  /** A domain or an address literal, as given; empty for a plain `Postmaster` (RFC 5321 4.1.1.3). */
  readonly domain: string;
  /** Whether the local part is ASCII. */
  readonly ascii: boolean;
  /** Whether the domain is ASCII. */
  readonly asciiDomain: boolean;
}

/** The problem, and what to do. */
type AddressProblem = readonly [what: string, hint: string];

const QUOTED_SPAN = /"(?:[^"\\]|\\.)*"/gu;
const DOT_STRING = /^[\w!#$%&'*+/=?^`{|}~\-\P{ASCII}]+(?:\.[\w!#$%&'*+/=?^`{|}~\-\P{ASCII}]+)*$/u;
const QUOTED_STRING = /^"(?:[ !#-[\]-~\P{ASCII}]|\\[ -~])*"$/u;
/**
 * Wider than RFC 5321 4.1.2, which allows letters, digits and inner hyphens: hosts named with underscores or outer
 * hyphens accept mail, and DNS allows both. The server decides. No character that could end a path or a line is
 * allowed.
 */
const DOMAIN = /^[\w\-\P{ASCII}]+(?:\.[\w\-\P{ASCII}]+)*$/u;
/** Bytes of a DNS label. */
const MAX_LABEL = 63;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const GENERAL_LITERAL = /^[a-z\d-]*[a-z\d]:[!-Z^-~]+$/i;

/** Matches most addresses: no quotes, brackets, literals or non-ASCII characters. */
const SIMPLE_ADDRESS =
  /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[\w-]{1,63}(?:\.[\w-]{1,63})*$/;

/**
 * Parses one mailbox, `a@b.example` or `<a@b.example>`.
 *
 * @param input the address, without display name, comment or source route
 * @returns the mailbox, frozen
 * @throws {TypeError} if it is not a mailbox by RFC 5321 4.1.2 and RFC 6531 3.3
 * @throws {RangeError} over the limits of RFC 5321 4.5.3.1: 64 octets for the local
 *   part, 255 for the domain, 256 for the path with its angle brackets
 * @example
 * parseMailbox("<Ann@example.com>").local; // "Ann"
 */
export function parseMailbox(input: string): Mailbox {
  return plainMailbox(input) ?? anyMailbox(input);
}

/**
 * Parses an address that needs no detailed check, within the limits of RFC 5321 4.5.3.1; returns `undefined` for any
 * other.
 */
function plainMailbox(input: string): Mailbox | undefined {
  if (typeof input !== "string" || input.length > 254 || !SIMPLE_ADDRESS.test(input))
    return undefined;
  const at = input.indexOf("@");
  if (at > 64) return undefined;
  return Object.freeze({
    local: input.slice(0, at),
    domain: input.slice(at + 1),
    ascii: true,
    asciiDomain: true,
  });
}

function anyMailbox(input: string): Mailbox {
  const path = unwrap(input);
  const at = blankQuotes(path).lastIndexOf("@");
  if (at < 0) throwInvalidAddress(input, "has no domain", "Write it as local-part@domain.");
  const local = path.slice(0, at);
  const domain = path.slice(at + 1);
  if (local === "")
    throwInvalidAddress(input, "has no local part", "Write it as local-part@domain.");
  if (domain === "") throwInvalidAddress(input, "has no domain", "Write it as local-part@domain.");
  if (!(local.startsWith('"') ? QUOTED_STRING : DOT_STRING).test(local)) {
    throwInvalidAddress(
      input,
      "has a local part that RFC 5321 4.1.2 does not allow",
      "Give several addresses one by one; if the mailbox is really called that, write the local part in quotes.",
    );
  }
  const problem = findDomainProblem(domain);
  if (problem) throwInvalidAddress(input, ...problem);
  limit(input, "local part", octets(local), 64, "4.5.3.1.1");
  limit(input, "domain", octets(domain), 255, "4.5.3.1.2");
  limit(input, "path", octets(path) + 2, 256, "4.5.3.1.3");
  limitLabels(input, domain);
  return createMailbox(local, domain);
}

/**
 * Parses a sender: a mailbox, or the null reverse-path of a notification.
 *
 * @param input as for `parseMailbox`; `null`, `""` and `"<>"` are the null reverse-path
 * @returns the mailbox, or `null` for the null reverse-path (RFC 5321 4.5.5)
 * @throws {TypeError | RangeError} like `parseMailbox`
 * @example
 * parseReversePath("<>"); // null
 */
export function parseReversePath(input: string | null): Mailbox | null {
  return input === null || input === "" || input === "<>" ? null : parseMailbox(input);
}

/**
 * Parses a recipient: a mailbox, or a plain `Postmaster` in any case, which every server must accept (RFC 5321
 * 4.1.1.3).
 *
 * @param input as for `parseMailbox`, or `Postmaster`
 * @returns the mailbox; its domain is empty for a plain `Postmaster`
 * @throws {TypeError | RangeError} like `parseMailbox`
 * @example
 * formatMailbox(parseRecipient("<postmaster>")); // "postmaster"
 */
export function parseRecipient(input: string): Mailbox {
  const plain = plainMailbox(input);
  if (plain) return plain;
  const bare = /^(?:postmaster|<postmaster>)$/i.test(input);
  return bare ? createMailbox(input.replace(/[<>]/g, ""), "") : anyMailbox(input);
}

/**
 * Formats the mailbox as text, without angle brackets.
 *
 * @example
 * formatMailbox(parseMailbox("<a@b.example>")); // "a@b.example"
 */
export function formatMailbox({ local, domain }: Mailbox): string {
  return domain === "" ? local : `${local}@${domain}`;
}

/**
 * Removes recipients that occur more than once. Domains are compared without case, local parts exactly, because they
 * may differ only in case (RFC 5321 2.4).
 *
 * @returns the first of each recipient, in the given order
 * @example
 * uniqueRecipients([parseMailbox("a@B.example"), parseMailbox("a@b.example")]).length; // 1
 */
export function uniqueRecipients<T extends Mailbox>(recipients: readonly T[]): readonly T[] {
  if (recipients.length < 2) return Object.freeze([...recipients]);
  const seen = new Map<string, T>();
  for (const recipient of recipients) {
    const { local, domain } = recipient;
    const key = domain === "" ? local.toLowerCase() : `${local}@${domain.toLowerCase()}`;
    if (!seen.has(key)) seen.set(key, recipient);
  }
  return Object.freeze([...seen.values()]);
}

/**
 * Checks the name that a client sends with EHLO (RFC 5321 4.1.1.1).
 *
 * @param name a domain, or an address literal in brackets; ASCII
 * @returns the same name
 * @throws {TypeError} if it is neither
 * @throws {RangeError} over 255 octets (RFC 5321 4.5.3.1.2)
 * @example
 * checkEhloName("client.example"); // "client.example"
 */
export function checkEhloName(name: string): string {
  const problem: AddressProblem | undefined =
    typeof name !== "string" || name === ""
      ? ["is not a name", "Give a domain, or an address literal such as [192.0.2.1]."]
      : isAscii(name)
        ? findDomainProblem(name)
        : ["is not ASCII", "Give the A-label form of the domain (RFC 6531 3.7.1)."];
  if (problem) throw new TypeError(`The EHLO name ${show(name)} ${problem.join(". ")}`);
  if (name.length > 255) {
    throw new RangeError(
      `The EHLO name has ${name.length} octets; RFC 5321 4.5.3.1.2 allows 255. Give a shorter one.`,
    );
  }
  return name;
}

/**
 * Returns the address literal for an IP address (RFC 5321 4.1.3), for clients without a name.
 *
 * A zone is removed, because it has a meaning on this host only. An IPv4 address in IPv6 form, as dual-stack sockets
 * report it, becomes IPv4.
 *
 * @param ip an IPv4 or IPv6 address, as the runtime reports it
 * @returns the literal with its brackets, or `undefined` if `ip` is not an IP address
 * @example
 * addressLiteral("fe80::1%eth0"); // "[IPv6:fe80::1]"
 */
export function addressLiteral(ip: string): string | undefined {
  const bare = ip.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
  if (IPV4.test(bare)) return `[${bare}]`;
  return isIPv6(bare) ? `[IPv6:${bare}]` : undefined;
}

/** Returns the length of a text in UTF-8, which the limits of RFC 5321 4.5.3.1 count. */
export function octets(text: string): number {
  return isAscii(text) ? text.length : new TextEncoder().encode(text).length;
}

/** Returns whether the text needs no SMTPUTF8. */
export function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

/** Returns a value quoted and shortened, for an error message. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return escapeControls(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}

/** Removes the angle brackets and refuses everything but a plain path. */
function unwrap(input: string): string {
  if (typeof input !== "string")
    throwInvalidAddress(input, "is not a string", "Write it as local-part@domain.");
  // Checked before any pattern is applied: the search for quotes takes quadratic time on hostile text.
  if (input.length > 1000) limit(input, "path", octets(input), 256, "4.5.3.1.3");
  if (/[\p{Cc}\p{Cs}]/u.test(input)) {
    throwInvalidAddress(
      input,
      "has a control character or half a surrogate pair",
      "Nothing of the kind can stand in an SMTP command: remove it.",
    );
  }
  const bare = blankQuotes(input);
  if (bare.indexOf("<") > 0 && bare.endsWith(">")) {
    throwInvalidAddress(
      input,
      "has a display name",
      "Put only the address in the envelope, and the name in the message header.",
    );
  }
  if (bare.startsWith("<") !== bare.endsWith(">")) {
    throwInvalidAddress(input, "lacks an angle bracket", "Write both, or none.");
  }
  const wrapped = bare.startsWith("<");
  const inner = wrapped ? bare.slice(1, -1) : bare;
  if (/[<>]/.test(inner)) throwInvalidAddress(input, "has a stray angle bracket", "Remove it.");
  if (/^@[^:]*:/.test(inner)) {
    throwInvalidAddress(
      input,
      "has a source route",
      "Give only the mailbox after the colon: routes are obsolete (RFC 5321 appendix C).",
    );
  }
  if (/[()]/.test(inner)) {
    throwInvalidAddress(
      input,
      "has a comment",
      "Comments belong to the message header: remove it.",
    );
  }
  if (/[,;]/.test(inner) && inner.indexOf("@") !== inner.lastIndexOf("@"))
    throwInvalidAddress(
      input,
      "has several addresses in one text",
      "Give a list with one address in each entry.",
    );
  if (/\s/.test(inner)) {
    throwInvalidAddress(
      input,
      "has a space outside quotes",
      "Remove it, or write the local part in quotes.",
    );
  }
  return wrapped ? input.slice(1, -1) : input;
}

/** Replaces everything inside quotes by quotes, so that positions stay the same. */
function blankQuotes(text: string): string {
  return text.replace(QUOTED_SPAN, (span) => '"'.repeat(span.length));
}

function findDomainProblem(domain: string): AddressProblem | undefined {
  if (domain.startsWith("[")) return findLiteralProblem(domain);
  if (domain.endsWith(".")) {
    return ["ends with a dot", "Leave it out: SMTP domains are always complete (RFC 5321 4.1.2)."];
  }
  if (!DOMAIN.test(domain)) {
    return [
      "has a malformed domain",
      "Give labels with single dots between them (RFC 5321 4.1.2).",
    ];
  }
  return undefined;
}

/** Refuses a label that is too long for DNS (RFC 1035 2.3.4). */
function limitLabels(input: string, domain: string): void {
  if (domain.startsWith("[") || !domain.split(".").some(isLongLabel)) return;
  throw new RangeError(
    `The address ${show(input)} has a domain label over 63 bytes, which no DNS name has (RFC 1035 2.3.4). Check the domain.`,
  );
}

/**
 * Returns whether a label has over 63 bytes in DNS, where a non-ASCII label has at least as many bytes after `xn--`.
 */
function isLongLabel(label: string): boolean {
  const inAscii = /^\p{ASCII}*$/u.test(label);
  return [...label].length > (inAscii ? MAX_LABEL : MAX_LABEL - "xn--".length);
}

function findLiteralProblem(literal: string): AddressProblem | undefined {
  const inner = literal.slice(1, -1);
  const [, ipv6] = /^IPv6:(.*)$/i.exec(inner) ?? [];
  if (inner.includes("%")) {
    return [
      "has a zone in its address literal",
      "A zone means nothing to another host: remove it.",
    ];
  }
  if (isIPv6(inner)) {
    return ["has an address literal without its tag", `Write it as [IPv6:${inner}].`];
  }
  const good = ipv6 === undefined ? IPV4.test(inner) || GENERAL_LITERAL.test(inner) : isIPv6(ipv6);
  if (good && literal.endsWith("]")) return undefined;
  return [
    "has a malformed address literal",
    "Write it as [192.0.2.1] or [IPv6:2001:db8::1] (RFC 5321 4.1.3).",
  ];
}

/** Returns whether the text is an IPv6 address in one of the three forms of RFC 4291 2.2, without a zone. */
function isIPv6(text: string): boolean {
  const halves = text.split("::");
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1);
  const tail =
    last !== undefined && IPV4.test(last) && !text.endsWith("::") ? groups.pop() : undefined;
  const count = groups.length + (tail === undefined ? 0 : 2);
  return (
    groups.every((group) => /^[\da-f]{1,4}$/i.test(group)) &&
    (halves.length === 1 ? count === 8 : halves.length === 2 && count < 8)
  );
}

function createMailbox(local: string, domain: string): Mailbox {
  return Object.freeze({ local, domain, ascii: isAscii(local), asciiDomain: isAscii(domain) });
}

function throwInvalidAddress(input: unknown, what: string, hint: string): never {
  throw new TypeError(`The address ${show(input)} ${what}. ${hint}`);
}

function limit(input: string, part: string, size: number, most: number, section: string): void {
  if (size > most) {
    throw new RangeError(
      `The address ${show(input)} has a ${part} of ${size} octets; RFC 5321 ${section} allows ${most}. No server has to take it: use a shorter address.`,
    );
  }
}
