/** Fields of the header beside those that a draft has keys for. */
import type { Draft } from "./draft.ts";
import { headerText, show } from "./refuse.ts";

/** Fields that are made from keys of their own, or that a sender must not write. */
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

/**
 * The fields as the library takes them.
 *
 * @throws {TypeError} for an invalid name, a field with a key of its own, or a value that could end its line
 */
export function headers(fields: Draft["headers"] = {}): { key: string; value: string }[] {
  return Object.entries(fields).flatMap(([key, values]) => {
    // RFC 5322 2.2: printable characters but the colon.
    if (!/^[!-9;-~]+$/.test(key)) {
      throw new TypeError(`${show(key)} cannot be the name of a header field (RFC 5322 2.2).`);
    }
    const method = OWN.get(key.toLowerCase());
    if (method) throw new TypeError(`\`headers\` cannot hold ${show(key)}: ${method}.`);
    const list: readonly unknown[] = Array.isArray(values) ? values : [values];
    return list.map((value) => ({ key, value: headerText(value, `The field ${show(key)}`) }));
  });
}
