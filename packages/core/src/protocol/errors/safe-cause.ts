/** Errors of others as causes of ours: their texts may hold what must not be shown. */

/** How deep causes, and the properties of an error, are followed. */
const MAX_CAUSE_DEPTH = 4;
/** Values that are looked at in all: an error of an HTTP client can hold half of its process. */
const MAX_VALUES = 2_000;

/** Makes the text of one line fit to be shown. */
type Clean = (line: string) => string;

/**
 * An error as the cause of another one. Where `clean` changes a text of it, or of its causes, a copy takes
 * its place, with name, message, stack, `code` and causes alone; else it stays the same object.
 *
 * @param cause anything that was thrown
 * @param clean takes out, or escapes, what must not be shown in one line of text
 */
export function safeCause(cause: unknown, clean: Clean): unknown {
  if (typeof cause === "string") return clean(cause);
  if (isClean(cause, clean)) return cause;
  return cause instanceof Error
    ? copyError(cause, clean, 0)
    : "(a value with texts that are not shown)";
}

function isClean(cause: unknown, clean: Clean): boolean {
  let remaining = MAX_VALUES;
  const check = (value: unknown, depth: number): boolean => {
    if (typeof value === "string") return value.split("\n").every((line) => clean(line) === line);
    remaining -= 1;
    if (typeof value !== "object" || value === null || depth > MAX_CAUSE_DEPTH || remaining < 0)
      return true;
    if (ArrayBuffer.isView(value)) return true;
    if (value instanceof Error) {
      const { name, message, stack, cause } = value;
      if (clean(message) !== message) return false;
      if (![name, stack, cause].every((one) => check(one, depth + 1))) return false;
    }
    // The properties without running code of others; those of errors are not all enumerable.
    return Object.values(Object.getOwnPropertyDescriptors(value))
      .slice(0, remaining)
      .every((property) => check(property.value, depth + 1));
  };
  return check(cause, 0);
}

function copyError(error: Error, clean: Clean, depth: number): Error {
  const { stack = "", code } = error as Error & { readonly code?: unknown };
  const name = clean(error.name);
  const message = clean(error.message);
  const inner = depth === MAX_CAUSE_DEPTH ? undefined : error.cause;
  const shown = inner instanceof Error && !isClean(inner, clean);
  const cause = shown ? copyError(inner, clean, depth + 1) : safeCause(inner, clean);
  const copy = new Error(message, cause === undefined ? undefined : { cause });
  const frames = stack.split("\n").filter((line) => /^ {4}at /.test(line));
  const own: Record<string, unknown> = {
    name,
    stack: [`${name}: ${message}`, ...frames.map(clean)].join("\n"),
    ...(typeof code === "string" ? { code: clean(code) } : {}),
  };
  for (const [property, value] of Object.entries(own)) {
    Object.defineProperty(copy, property, { value, configurable: true, writable: true });
  }
  return copy;
}

/** What looks like a credential: behind these words, or by its form. */
const CREDENTIAL_PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, "$1 ***"],
  [
    /((?:\b|_)(?:token|secret|assertion|password|passwd|pwd|api_?key)\b["']?\s?[:=]\s?["']?)[^\s"'&,;}]+/gi,
    "$1***",
  ],
  [/\beyJ[\w-]+(?:\.[\w-]+)+/g, "***"],
  [/\bya29\.[\w-]+/g, "***"],
  [/(:\/\/)[^\s/@]+@/g, "$1***@"],
];

/**
 * Takes out of a text what can be recognised as a credential: `Bearer`, `Basic`, `access_token=` and its
 * like, JSON Web Tokens, and user and password of a URL.
 */
export function hideCredentials(text: string): string {
  return CREDENTIAL_PATTERNS.reduce((shown, [form, method]) => shown.replace(form, method), text);
}
