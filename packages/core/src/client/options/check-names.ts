/**
 * Checks the names of options, because a misspelled option would be ignored silently. The values are checked in
 * `options.ts`.
 */

/**
 * Returns the name that was probably meant: in another case, with two letters swapped, or, in a longer name, with one
 * letter more, less or different.
 *
 * @param name an unknown name
 * @param known the valid names
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
  // A short name is similar to too many others.
  return (
    left.length + right.length === 0 ||
    (other.length > 3 && Math.max(left.length, right.length) < 2)
  );
}

/**
 * Checks that an object has only known names.
 *
 * @param known the valid names
 * @param describe returns a sentence, without a full stop, that the name does not exist
 * @param more text at the end of the list of names
 * @param others names in `more` that may be meant
 * @throws {TypeError} for the first unknown name
 */
export function checkNames(
  given: object,
  known: readonly string[],
  describe: (name: string) => string,
  more = "",
  others: readonly string[] = [],
): void {
  const other = Object.keys(given).find((name) => !known.includes(name));
  if (other === undefined) return;
  const meant = closestName(other, [...known, ...others]);
  throw new TypeError(
    `${describe(other)}.${meant ? ` Did you mean \`${meant}\`?` : ""} There are: ${known.join(", ")}${more}.`,
  );
}

/**
 * Checks that a group of options is an object.
 *
 * @param example an example of such an object, as code
 * @throws {TypeError} for anything else
 */
export function checkObject(name: string, value: unknown, example: string): void {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
  throw new TypeError(
    `\`${name}\` must be an object such as ${example}, not ${describeValue(value)}.`,
  );
}

/** Describes a value of the wrong type. A text, which may be a secret, is described by its type alone. */
export function describeValue(value: unknown): string {
  if (typeof value === "string") return "a string";
  if (typeof value === "object" && value !== null)
    return Array.isArray(value) ? "a list" : "an object";
  return typeof value === "function" ? "a function" : String(value);
}
