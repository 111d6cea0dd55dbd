/** Checks options that are functions. */

/**
 * Checks that an option is a function, if it was given.
 *
 * @param name the option's name
 * @param of the function that takes the option
 * @throws {TypeError} when the value is something else
 */
export function checkFunction(name: string, value: unknown, of: string): void {
  if (value !== undefined && typeof value !== "function")
    throw new TypeError(`\`${name}\` of ${of} must be a function; it is ${kindOf(value)}.`);
}

function kindOf(value: unknown): string {
  return value === null ? "null" : `of type ${typeof value}`;
}
