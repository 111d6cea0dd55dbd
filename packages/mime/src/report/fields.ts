/** Parses the fields of `message/delivery-status` (RFC 3464) and of its form for UTF-8 addresses (RFC 6533). */

/** The fields of one group: names in lower case; the first of each counts. */
export type Fields = ReadonlyMap<string, string>;

/** The most groups of fields that are read: one for the message, then one for each recipient. */
const MAX_GROUPS = 10_001;
/** The most characters of one field that are kept. */
const MAX_VALUE = 16_000;

const FIELD = /^([A-Za-z][A-Za-z\d-]{0,100})[ \t]{0,20}:[ \t]*(.*)$/s;

/**
 * Parses groups of fields, separated by blank lines.
 *
 * @param text the content of the part
 * @returns the groups; folded fields have a space at each fold
 */
export function readGroups(text: string): readonly Fields[] {
  const groups: Map<string, string>[] = [];
  let group: Map<string, string> | undefined;
  let name: string | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === "") {
      group = undefined;
      name = undefined;
      continue;
    }
    if (/^[ \t]/.test(line)) {
      const before = name === undefined ? undefined : group?.get(name);
      if (group && name !== undefined && before !== undefined && before.length < MAX_VALUE) {
        group.set(name, `${before} ${line.trim()}`.slice(0, MAX_VALUE));
      }
      continue;
    }
    const [, key, value = ""] = FIELD.exec(line) ?? [];
    name = undefined;
    if (key === undefined) continue;
    if (group === undefined) {
      if (groups.length >= MAX_GROUPS) break;
      group = new Map();
      groups.push(group);
    }
    const lower = key.toLowerCase();
    // A repeated field neither replaces nor extends the first one.
    if (group.has(lower)) continue;
    group.set(lower, value.trim().slice(0, MAX_VALUE));
    name = lower;
  }
  return groups;
}

/** Decodes characters that xtext and utf-8-addr-xtext write as `+2B` and `\x{2B}` (RFC 3461 4, RFC 6533 3). */
function decode(text: string): string {
  return text
    .replace(/\\x\{([\dA-Fa-f]{1,6})\}/g, (whole, digits: string) => {
      const point = Number.parseInt(digits, 16);
      return point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
        ? String.fromCodePoint(point)
        : whole;
    })
    .replace(/\+([\dA-F]{2})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
}

/** Returns an address field without its type: `rfc822; ann@example.org`. */
export function addressOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const [, type = "", rest = value] = /^([\w-]{1,40})\s{0,4};\s{0,4}(.*)$/s.exec(value) ?? [];
  const bare = /<([^<>\s]+)>/.exec(rest)?.[1] ?? rest.trim();
  if (bare === "") return undefined;
  return /^utf-8$/i.test(type) || bare.includes("\\x{") ? decode(bare) : bare;
}

/** Returns ORCPT or ENVID as the sender gave them (RFC 3464 2.2.1, 2.3.1). */
export function originalOf(value: string | undefined): string | undefined {
  const text = addressOf(value);
  return text === undefined ? undefined : decode(text);
}

/** Returns a name field without its type: `dns; mx.example.org`. */
export function nameOf(value: string | undefined): string | undefined {
  const name = value
    ?.replace(/^[\w-]{1,40}\s{0,4};\s{0,4}/, "")
    .replace(/\s{0,4}\(.*$/s, "")
    .trim();
  const [first = ""] = name?.split(/\s/) ?? [];
  // A host's name or address: anything else could contain private data.
  return /^[\p{L}\p{N}._:[\]-]{1,255}$/u.test(first) ? first : undefined;
}
