/** The fields of a mailing list (RFC 2369, RFC 2919, RFC 8058). */
import type { List, ListTarget } from "./draft.ts";
import { addressField, plainField } from "./header-fields.ts";
import type { FieldWriter } from "./headers.ts";
import { headerText, show } from "./refuse.ts";

const FIELDS = {
  unsubscribe: "List-Unsubscribe",
  subscribe: "List-Subscribe",
  help: "List-Help",
  post: "List-Post",
  owner: "List-Owner",
  archive: "List-Archive",
} as const;

/** A longer comment without a blank could make a line over 998 bytes (RFC 5322 2.1.1). */
const MAX_COMMENT = 400;

/**
 * Writes the fields of a list.
 *
 * @throws {TypeError} if an entry is neither a URL nor a mail address, or if `oneClick` is set without an https URL
 */
export function listFields(list: List): FieldWriter[] {
  if (typeof list !== "object" || list === null)
    throw new TypeError('`list` must be an object such as { unsubscribe: "https://..." }.');
  const { id, oneClick } = list;
  const fields: FieldWriter[] = [];
  if (id !== undefined) fields.push(() => idField(id));
  if (id !== undefined) idField(id);
  for (const [key, name] of Object.entries(FIELDS)) {
    const given = list[key as keyof typeof FIELDS];
    if (given === undefined) continue;
    const targets: readonly ListTarget[] = Array.isArray(given) ? given : [given as ListTarget];
    const value = targets.map((target) => written(target, `\`list.${key}\``)).join(", ");
    fields.push(() => plainField(name, value));
    if (key === "unsubscribe" && oneClick) {
      if (!value.includes("<https:")) {
        throw new TypeError(
          "`list.oneClick` needs an https URL in `list.unsubscribe` (RFC 8058 3.1).",
        );
      }
      fields.push(() => plainField("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
  }
  if (oneClick && list.unsubscribe === undefined)
    throw new TypeError("`list.oneClick` needs `list.unsubscribe` (RFC 8058 3.1).");
  return fields;
}

function idField(given: NonNullable<List["id"]>): Uint8Array {
  const { id, name = "" } = typeof given === "string" ? { id: given } : given;
  const text = headerText(id, "`list.id`").replace(/^<(.*)>$/, "$1");
  // RFC 2919 3: an id has 255 octets at most.
  if (text.length > 255 || !/^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)+$/.test(text))
    throw new TypeError(
      `\`list.id\` must be such as "news.example.com", not ${show(id)} (RFC 2919 2).`,
    );
  const before = headerText(name, "The name in `list.id`").trim();
  return before === ""
    ? plainField("List-Id", `<${text}>`)
    : addressField("List-Id", [{ name: before, address: text }], false);
}

function written(target: ListTarget, what: string): string {
  const { url, comment } = typeof target === "string" ? { url: target, comment: "" } : target;
  const text = headerText(url, what)
    .trim()
    .replace(/^<(.*)>$/, "$1");
  const uri = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `mailto:${text}`;
  if (
    !/^[a-z][a-z0-9+.-]*:[!-;=?-~]{1,850}$/i.test(uri) ||
    (uri.startsWith("mailto:") && !uri.includes("@"))
  )
    throw new TypeError(`${what} has ${show(url)}, which is neither a URL nor a mail address.`);
  const note = headerText(comment ?? "", `The comment in ${what}`).trim();
  if (/[^ -~]/.test(note) || note.length > MAX_COMMENT)
    throw new TypeError(
      `The comment in ${what} must be ASCII of ${MAX_COMMENT} characters at most, not ${show(note)}.`,
    );
  return note === "" ? `<${uri}>` : `<${uri}> (${note.replace(/[()\\]/g, "\\$&")})`;
}
