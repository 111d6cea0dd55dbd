/**
 * Reads a caller's object: each property once, into a copy that inherits nothing.
 *
 * Properties of the object and of its classes count. Those of `Object.prototype` do not: a property that another
 * module put there was not meant as an option. A copy without a prototype is safe to read.
 */

/** Methods of a class that are options; its other methods are not. */
const METHODS: readonly string[] = ["dial", "deriveKey", "onEvent", "compose", "token"];

/**
 * Copies the properties of an object and of its classes, except those of `Object.prototype`.
 *
 * @param given the caller's object
 * @returns an object without a prototype
 */
export function ownProperties<T extends object>(given: T): T {
  const copy: Record<string, unknown> = Object.create(null);
  for (const name of Object.getOwnPropertyNames(given)) copy[name] = Reflect.get(given, name);
  let level: object | null = Object.getPrototypeOf(given);
  while (level !== null && !isRoot(level)) {
    for (const name of Object.getOwnPropertyNames(level)) {
      if (name === "constructor" || Object.hasOwn(copy, name) || isOther(level, name)) continue;
      const property: unknown = Reflect.get(given, name);
      copy[name] = typeof property === "function" ? property.bind(given) : property;
    }
    level = Object.getPrototypeOf(level);
  }
  return copy as T;
}

/** Returns whether a method of a class is not an option. */
function isOther(level: object, name: string): boolean {
  const method = typeof Object.getOwnPropertyDescriptor(level, name)?.value === "function";
  return method && !METHODS.includes(name);
}

/**
 * Merges objects into one that inherits nothing; later ones win.
 *
 * @param parts objects created by this library, or copies
 */
export function bare<T extends object>(...parts: readonly object[]): T {
  return Object.assign(Object.create(null), ...parts);
}

/** Returns one property of an object or of its classes, never of `Object.prototype`. */
export function ownProperty<T extends object, Name extends keyof T & string>(
  given: T,
  name: Name,
): T[Name] | undefined {
  for (let level: object | null = given; level !== null && !isRoot(level); ) {
    if (Object.hasOwn(level, name)) return Reflect.get(given, name) as T[Name];
    level = Object.getPrototypeOf(level);
  }
  return undefined;
}

/** Returns whether this is `Object.prototype`, also of another realm. */
function isRoot(level: object): boolean {
  return Object.getPrototypeOf(level) === null && Object.hasOwn(level, "isPrototypeOf");
}

/** Returns whether an object is no instance of a class. */
export function isPlain(given: object): boolean {
  const level: object | null = Object.getPrototypeOf(given);
  return level === null || isRoot(level);
}
