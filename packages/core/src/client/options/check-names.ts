/** Checks the names of options: a misspelled option would be ignored silently. */

/**
 * Returns the name that was probably meant: another case, two letters swapped, or in a longer name one letter
 * more, less or different.
 *
 * @param name a name that is not known
 * @param known the names that exist
 */
export function closestName(name: string, known: readonly string[]): string | undefined {
  return known.find((other) => isClose(name.toLowerCase(), other.toLowerCase()));
}

function isClose(name: string, other: string): boolean {
  let start = 0;
  while (start < name.length && name[start] === other[start]) start += 1;
  let end = 0;
  const most = Math.min(name.length, other.length) - start;
  while (end < most && name.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [left = "", right = ""] = [name, other].map((text) => text.slice(start, text.length - end));
  if (left.length === 2 && right === `${left[1]}${left[0]}`) return true;
  // A short name has too many neighbors.
  return (
    left.length + right.length === 0 ||
    (other.length > 3 && Math.max(left.length, right.length) < 2)
  );
}

/**
 * Checks that an object has known names only.
 *
 * @param known the names that exist
 * @param describe says that a name does not exist, without a full stop
 * @param more ends the list of names
 * @throws {TypeError} for the first other name
 */
export function checkNames(
  given: object,
  known: readonly string[],
  describe: (name: string) => string,
  more = "",
): void {
  const other = Object.keys(given).find((name) => !known.includes(name));
  if (other === undefined) return;
  const meant = closestName(other, known);
  throw new TypeError(
    `${describe(other)}.${meant ? ` Did you mean \`${meant}\`?` : ""} There are: ${known.join(", ")}${more}.`,
  );
}

/**
 * Checks that an option which has options of its own is an object.
 *
 * @param example such an object, as code
 * @throws {TypeError} for anything else
 */
export function checkObject(name: string, value: unknown, example: string): void {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
  const given = typeof value === "number" ? String(value) : value === null ? "null" : typeof value;
  throw new TypeError(`\`${name}\` must be an object such as ${example}, not ${given}.`);
}
