/** Mailboxes as users write them, taken apart and checked. */
import type { AddressInput, GroupInput, MailboxInput } from "./draft.ts";
import { headerText, show } from "./refuse.ts";

/** A mailbox in its two parts. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** Mailboxes under a name (RFC 5322 3.4); without mailboxes it only says who they are. */
export interface Group {
  readonly group: string;
  readonly members: readonly Mailbox[];
}

/** A local part without specials, or in quotes; a domain, or an address literal (RFC 5322 3.4.1, RFC 6532 3.2). */
const ADDRESS_SYNTAX =
  /^(?:[\w!#$%&'*+/=?^`{|}~.\-\P{ASCII}]+|"(?:[^"\\]|\\.)*")@(?:[\w.\-\P{ASCII}]+|\[[\w.:-]+\])$/u;

/** An address is never folded, and a line has 998 bytes at most (RFC 5322 2.1.1). */
const MAX_ADDRESS = 900;

/** The domain of an address, if it can have A-labels. */
const UNICODE_DOMAIN = /^[!-~]+@([^@[\]]*\P{ASCII}[^@[\]]*)$/u;

/**
 * Parses one or several mailboxes.
 *
 * @param input the user's value; an empty result for `undefined`
 * @param what the name of the option, for errors
 * @throws {TypeError} for a value that is not exactly one mailbox, or that could end its line
 */
export function addresses(
  input: AddressInput | readonly AddressInput[] | undefined,
  what: string,
): readonly (Mailbox | Group)[] {
  if (input === undefined) return [];
  const list: readonly AddressInput[] = Array.isArray(input) ? input : [input as AddressInput];
  return list.map((entry) => (isGroup(entry) ? group(entry, what) : mailbox(entry, what)));
}

/** As `addresses`, where a group is not allowed. */
export function mailboxes(
  input: MailboxInput | readonly MailboxInput[] | undefined,
  what: string,
): readonly Mailbox[] {
  if (input === undefined) return [];
  const list: readonly MailboxInput[] = Array.isArray(input) ? input : [input as MailboxInput];
  return list.map((entry) => {
    if (isGroup(entry)) throw new TypeError(`\`${what}\` cannot hold a group (RFC 5322 3.6.2).`);
    return mailbox(entry, what);
  });
}

/** Every mailbox, those of groups too. */
export function membersOf(list: readonly (Mailbox | Group)[]): readonly Mailbox[] {
  return list.flatMap((entry) => ("group" in entry ? entry.members : [entry]));
}

function isGroup(entry: AddressInput): entry is GroupInput {
  return typeof entry === "object" && entry !== null && "group" in entry;
}

function group(entry: GroupInput, what: string): Group {
  const name = headerText(entry.group, `The name of a group in \`${what}\``);
  if (name.trim() === "") throw new TypeError(`A group in \`${what}\` needs a name.`);
  return { group: name, members: mailboxes(entry.members, what) };
}

function mailbox(entry: MailboxInput, what: string): Mailbox {
  const { name, address } = typeof entry === "string" ? parsed(entry, what) : parts(entry, what);
  if (new TextEncoder().encode(address).length > MAX_ADDRESS) {
    throw new TypeError(
      `\`${what}\` has an address of more than ${MAX_ADDRESS} bytes: ${show(address)}.`,
    );
  }
  if (!ADDRESS_SYNTAX.test(address)) {
    throw new TypeError(
      `\`${what}\` has ${show(address)} for an address. Write it as local-part@domain.`,
    );
  }
  return { name, address: withALabels(address) };
}

function parts(entry: unknown, what: string): Mailbox {
  if (typeof entry !== "object" || entry === null) {
    throw new TypeError(
      `\`${what}\` must be a mailbox such as "Ann <ann@example.com>" or { name, address }, or a list of them.`,
    );
  }
  const { name = "", address } = entry as Partial<Mailbox>;
  return {
    name: headerText(name, `The name in \`${what}\``),
    address: headerText(address, `The address in \`${what}\``),
  };
}

function parsed(given: string, what: string): Mailbox {
  const text = headerText(given, `\`${what}\``).trim();
  const open = text.endsWith(">") ? text.lastIndexOf("<") : -1;
  if (open !== -1) {
    const name = phrase(text.slice(0, open));
    if (name !== undefined) return { name, address: text.slice(open + 1, -1).trim() };
  } else {
    const [, address = text, comment = ""] = /^([^\s()]+)\s*\(([^()]*)\)$/.exec(text) ?? [];
    if (ADDRESS_SYNTAX.test(address) || !/[,;:<>]/.test(address))
      return { name: comment.trim(), address };
  }
  throw new TypeError(
    `\`${what}\` has ${show(given)}, which is not one mailbox. Give several as a list, and a name with a comma as { name, address }.`,
  );
}

/** The text of a phrase: quotes and backslashes are gone. Undefined if it holds what parts mailboxes. */
function phrase(text: string): string | undefined {
  let made = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if (quoted && character === "\\") made += text[++at] ?? "";
    else if (character === '"') quoted = !quoted;
    else if (!quoted && /[,;:<>]/.test(character)) return undefined;
    else made += character;
  }
  return quoted ? undefined : made.trim();
}

/** The address with the A-labels of its domain (RFC 5890 2.3.2.1), unless its local part needs SMTPUTF8 anyway. */
function withALabels(address: string): string {
  const domain = UNICODE_DOMAIN.exec(address)?.[1];
  if (domain === undefined) return address;
  try {
    const { hostname } = new URL(`http://${domain}`);
    if (/^[a-z0-9.-]+$/.test(hostname))
      return `${address.slice(0, address.length - domain.length)}${hostname}`;
  } catch {
    // The domain has no A-labels. The client says so.
  }
  return address;
}
