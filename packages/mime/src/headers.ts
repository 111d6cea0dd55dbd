/** Checks further header fields, for which a draft has no keys. */
import type { Draft } from "./draft.ts";
import { textField } from "./header-fields.ts";
import { headerText, show } from "./refuse.ts";

/** Fields with keys of their own, and fields that a sender must not write. */
const OWN: ReadonlyMap<string, string> = new Map([
  ["from", "give `from`"],
  ["sender", "give `sender`"],
  ["to", "give `to`"],
  ["cc", "give `cc`"],
  ["bcc", "give `bcc`, which no recipient sees"],
  ["resent-bcc", "put the address into `envelope.to`, which no recipient sees"],
  ["reply-to", "give `replyTo`"],
  ["subject", "give `subject`"],
  ["date", "give `date`"],
  ["message-id", "give `messageId`"],
  ["in-reply-to", "give `inReplyTo`"],
  ["references", "give `references`"],
  ["mime-version", "it is written for you"],
  ["content-type", "it follows from the content"],
  ["content-transfer-encoding", "it follows from the content"],
  ["return-path", "give `envelope.from`; the last server writes the field (RFC 5321 4.4)"],
]);

/** A field that is written once it is known whether UTF-8 may stand in it. */
export type FieldWriter = (utf8: boolean) => Uint8Array;

/**
 * Returns the fields in the library's form.
 *
 * @throws {TypeError} for a name that is not valid, a field that has a key of its own, or a value
 *   that could end its line
 */
export function headers(fields: Draft["headers"] = {}): FieldWriter[] {
  return checkedFields(fields, "`headers`", (key) => OWN.get(key));
}

/** Checks the fields that a user adds to a part. */
export function partHeaders(fields: Draft["headers"] = {}, what: string): FieldWriter[] {
  return checkedFields(fields, `The \`headers\` of ${what}`, (key) =>
    key === "mime-version" ? OWN.get(key) : PART_FIELDS.get(key),
  );
}

/** Fields of a part that are made from keys of their own. */
const PART_FIELDS: ReadonlyMap<string, string> = new Map([
  ["content-type", "give `contentType`"],
  ["content-transfer-encoding", "give `transferEncoding`"],
  ["content-disposition", "give `disposition` and `filename`"],
  ["content-id", "give `cid`"],
]);

function checkedFields(
  fields: NonNullable<Draft["headers"]>,
  what: string,
  own: (key: string) => string | undefined,
): FieldWriter[] {
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) {
    throw new TypeError(`${what} must be an object: { "X-Name": "value" }.`);
  }
  return Object.entries(fields).flatMap(([key, values]) => {
    // RFC 5322 2.2: printable characters but the colon. A longer name leaves no room for a value.
    if (!/^[!-9;-~]{1,76}$/.test(key)) {
      throw new TypeError(`${show(key)} cannot be the name of a header field (RFC 5322 2.2).`);
    }
    const method = own(key.toLowerCase());
    if (method) throw new TypeError(`${what} cannot hold ${show(key)}: ${method}.`);
    const list: readonly unknown[] = Array.isArray(values) ? values : [values];
    return list.map((value) => {
      const text = headerText(value, `The field ${show(key)}`);
      return (utf8: boolean) => textField(key, text, utf8);
    });
  });
}
