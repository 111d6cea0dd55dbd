/** Calls a function of the user's that says what a reply means, such as `classifyReply`. */

/** What is used of a meaning; each absent where the function did not give it in the right type. */
export interface MeaningUsed {
  readonly kind?: string;
  readonly responsible?: string;
  /** Seconds. */
  readonly wait?: number;
}

/**
 * Checks an option that must be a function, if it was given.
 *
 * @param name the option's name
 * @param of the function that takes the option
 * @throws {TypeError} when the value is something else
 */
export function checkFunction(name: string, value: unknown, of: string): void {
  if (value === undefined || typeof value === "function") return;
  const given = value === null ? "null" : `of type ${typeof value}`;
  throw new TypeError(`\`${name}\` of ${of} must be a function; it is ${given}.`);
}

/**
 * Asks the function what a reply means. It reads each field once and never throws: whatever the function does must not
 * take a receipt or an error away.
 *
 * @returns `undefined` where the function throws, returns nothing or returns a promise
 */
export function meaningBy<Subject>(
  classify: ((subject: Subject) => object | undefined) | undefined,
  subject: Subject,
): MeaningUsed | undefined {
  if (!classify) return undefined;
  try {
    const meaning: unknown = classify(subject);
    if (typeof meaning !== "object" || meaning === null) return undefined;
    if (meaning instanceof Promise) {
      meaning.catch(() => {});
      return undefined;
    }
    const { kind, responsible, wait } = meaning as Readonly<Record<string, unknown>>;
    return {
      ...(typeof kind === "string" && { kind }),
      ...(typeof responsible === "string" && { responsible }),
      ...(typeof wait === "number" && { wait }),
    };
  } catch {
    return undefined;
  }
}
