/** Finds addresses in the text of a bounce, and the reasons next to them. */

/** The most characters of a bounce's text that are read. */
export const MAX_TEXT = 200_000;

const ADDRESS = /[^\s<>"'(),:;@[\]\\]{1,64}@[\p{L}\p{N}.-]{1,255}[\p{L}\p{N}]/gu;

/** Returns the addresses in a text, each once. */
export function addressesIn(text: string): string[] {
  return [...new Set(text.slice(0, MAX_TEXT).match(ADDRESS) ?? [])];
}

/** Returns the first position of each address, in lower case. */
export function placesOf(text: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const { 0: address, index } of text.slice(0, MAX_TEXT).matchAll(ADDRESS)) {
    const key = address.toLowerCase();
    if (!places.has(key)) places.set(key, index);
  }
  return places;
}

/** A line that contains only an address. */
const ALONE =
  /^[\s<"'*-]{0,12}[^\s<>"'@]{1,64}@[^\s<>"'()]{1,255}[>"':]{0,3}(?:\s{1,4}\([\p{L} ]{4,80}\))?\s*$/u;

/** Returns addresses that are alone in a line. */
export function addressesAlone(text: string): string[] {
  const lines = text.slice(0, MAX_TEXT).split(/\r?\n/);
  return lines.filter((line) => ALONE.test(line)).flatMap(addressesIn);
}

/** Returns the first address in a line about a delivery. */
export function mentionedAddress(text: string): string[] {
  const lines = text.slice(0, MAX_TEXT).split(/\r?\n/);
  const about =
    /deliver|message to:|nachricht an|blocked|unknown|invalid|unbekannt|zugestellt|recipient|empfänger|reach|address/i;
  return addressesIn(lines.filter((line) => about.test(line)).join("\n")).slice(0, 1);
}

/** A line without a reason. */
const NO_REASON = /^[^.]*:$|^subject: |^error type: |^-{3,}|^https?:\/\/\S+$/i;

/** Returns the first line with a reason after an address, or the one before if the bounce has nothing else. */
export function reasonBeside(
  text: string,
  address: string,
  at: number | undefined,
): string | undefined {
  if (at === undefined) return undefined;
  const [rest = "", ...lines] = text
    .slice(at + address.length, at + address.length + 1_000)
    .split(/\r?\n/, 8)
    .map((line) => line.trim());
  const end = lines.findIndex((line) => ALONE.test(line));
  const behind = end < 0 ? lines : lines.slice(0, end);
  const says = (line: string): boolean => /\p{L}{3}/u.test(line) && !NO_REASON.test(line);
  const before = text.slice(Math.max(0, at - 300), at).split(/\r?\n/);
  const own = before.pop()?.trim() ?? "";
  // "Unknown user: ann@example.org", or a separate line directly above the address.
  const introduced = /^[\p{L} ]{4,60}:$/u.test(own) ? own.slice(0, -1) : before.pop()?.trim();
  return [
    rest.replace(/^[>:\s"'(-]{1,12}|[)\s]{1,12}$/g, ""),
    ...behind.map(withoutMarks),
    introduced ?? "",
  ].find(says);
}

function withoutMarks(line: string): string {
  return line.replace(/^[-*>\s]{1,8}/, "");
}
