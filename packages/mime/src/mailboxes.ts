/** Mailboxes as users write them, taken apart and checked. */
import addressparser from "nodemailer/lib/addressparser";
import type { MailboxInput } from "./draft.ts";
import { headerText, show } from "./refuse.ts";

/** A mailbox in its two parts. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** A local part without specials, or in quotes; a domain, or an address literal (RFC 5322 3.4.1, RFC 6532 3.2). */
const ADDRESS_SYNTAX =
  /^(?:[\w!#$%&'*+/=?^`{|}~.\-\P{ASCII}]+|"(?:[^"\\]|\\.)*")@(?:[\w.\-\P{ASCII}]+|\[[\w.:-]+\])$/u;

/**
 * Reads one mailbox or many.
 *
 * @param input as the user gave it; nothing for `undefined`
 * @param what the option it was given as, for errors
 * @throws {TypeError} for what is no mailbox, is more than one, or could end its line
 */
export function mailboxes(
  input: MailboxInput | readonly MailboxInput[] | undefined,
  what: string,
): readonly Mailbox[] {
  if (input === undefined) return [];
  const list: readonly MailboxInput[] = Array.isArray(input) ? input : [input];
  return list.map((entry) => mailbox(entry, what));
}

function mailbox(entry: MailboxInput, what: string): Mailbox {
  const { name, address } = typeof entry === "string" ? parsed(entry, what) : parts(entry, what);
  if (!ADDRESS_SYNTAX.test(address)) {
    throw new TypeError(
      `\`${what}\` has ${show(address)} for an address. Write it as local-part@domain.`,
    );
  }
  return { name, address };
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

function parsed(text: string, what: string): Mailbox {
  const found = addressparser(headerText(text, `\`${what}\``));
  const [only] = found;
  if (found.length !== 1 || only === undefined || only.address === undefined) {
    throw new TypeError(
      `\`${what}\` has ${show(text)}, which is not one mailbox. Give several as a list, and a name with a comma as { name, address }.`,
    );
  }
  return { name: only.name, address: only.address };
}
