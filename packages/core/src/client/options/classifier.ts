/** Calls a user's function that returns the meaning of a reply, such as `classifyReply`. */

/** The fields of a meaning that are used; each absent if it is missing or has a wrong type. */
export interface MeaningUsed {
  readonly kind?: string;
  readonly responsible?: string;
  /** Seconds. */
  readonly wait?: number;
}

/**
 * Checks an option that must be a function, if it is present.
 *
 * @param name the option's name
 * @param of the function that has the option
 * @throws {TypeError} if the value is not a function
 */
export function checkFunction(name: string, value: unknown, of: string): void {
  if (value === undefined || typeof value === "function") return;
  const given = value === null ? "null" : `of type ${typeof value}`;
  throw new TypeError(`\`${name}\` of ${of} must be a function; it is ${given}.`);
}

/**
 * Calls the function. Reads each field of the result once and never throws, because an error of the function must not
 * replace a receipt or an error.
 *
 * @returns `undefined` if the function throws, or returns nothing or a promise
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
