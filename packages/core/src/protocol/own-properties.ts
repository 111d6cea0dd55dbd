/**
 * Reads what a caller hands over: each property once, into a copy that inherits nothing.
 *
 * An object's own properties and those of its classes count. `Object.prototype` does not: whatever some
 * other module has put there was not meant as an option. A copy without a prototype stays safe to read.
 */

/** Methods of a class that are options; its other methods are not. */
const METHODS: readonly string[] = ["dial", "deriveKey", "onEvent", "compose", "token"];

/**
 * Copies the properties of an object and of its classes, down to but without `Object.prototype`.
 *
 * @param given the caller's object
 * @returns an object without a prototype
 */
export function ownProperties<T extends object>(given: T): T {
  const type: object | null = Object.getPrototypeOf(given);
  if (type === null || isRoot(type)) return bare(given);
  const copy: Record<string, unknown> = Object.create(null);
  const seen = new Set<string>(["constructor"]);
  for (let level: object | null = given; level !== null && !isRoot(level); ) {
    for (const [name, { enumerable, value }] of describe(level)) {
      const isOwn = level === given;
      if (seen.has(name) && !(isOwn && name === "constructor")) continue;
      seen.add(name);
      if (isOwn && !enumerable) continue;
      const isMethod = !isOwn && typeof value === "function";
      if (isMethod && !METHODS.includes(name)) continue;
      const property: unknown = Reflect.get(given, name);
      copy[name] = isMethod ? (property as () => unknown).bind(given) : property;
    }
    level = Object.getPrototypeOf(level);
  }
  return copy as T;
}

/**
 * Merges objects into one that inherits nothing; later ones win.
 *
 * @param parts objects of this library's own, or copies
 */
export function bare<T extends object>(...parts: readonly object[]): T {
  return Object.assign(Object.create(null), ...parts);
}

/** One property of an object or of its classes, never of `Object.prototype`. */
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

function describe(level: object): [string, PropertyDescriptor][] {
  return Object.entries(Object.getOwnPropertyDescriptors(level));
}

/** `Object.prototype`, also that of another realm. */
function isRoot(level: object): boolean {
  return Object.getPrototypeOf(level) === null && Object.hasOwn(level, "isPrototypeOf");
}
