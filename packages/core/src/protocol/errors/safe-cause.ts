/** Prepares other code's errors as the `cause` of an SmtpError: their texts may contain secrets. */

/** How deep causes, and the properties of an error, are followed. */
const MAX_CAUSE_DEPTH = 4;
/** Number of values that are read: an error of an HTTP client can contain half of its process. */
const MAX_VALUES = 2_000;

/** Makes one line of text safe to show. */
type Clean = (line: string) => string;

/**
 * Returns an error as the cause of another one. If `clean` changes a text of the error or of its causes, a copy with
 * name, message, stack, `code` and causes is returned; otherwise the same object.
 *
 * @param cause anything that was thrown
 * @param clean removes or escapes what must not be shown in one line of text
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
    // Reads the properties without running other code's getters. Properties of errors are not all enumerable.
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

/** Text that looks like a credential: after these words, or by its form. */
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
 * Removes text that looks like a credential: `Bearer`, `Basic`, `access_token=` and similar, JSON Web Tokens, and
 * user and password of a URL.
 */
export function hideCredentials(text: string): string {
  return CREDENTIAL_PATTERNS.reduce((shown, [form, method]) => shown.replace(form, method), text);
}
