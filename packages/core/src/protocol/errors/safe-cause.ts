/** Prepares other code's errors as the `cause` of an SmtpError: their texts may contain secrets. */

/** The greatest depth of nested causes and properties that is read. */
const MAX_CAUSE_DEPTH = 4;
/** Numbers of values and characters that are read: an error of an HTTP client can contain half of its process. */
const MAX_VALUES = 2_000;
const MAX_READ_CHARACTERS = 1_000_000;
/** Number of stack frames that a copy keeps. */
const MAX_FRAMES = 50;

/** Makes one line of text safe to show. */
export type Clean = (line: string) => string;

/**
 * Returns an error as the cause of another one. If `clean` changes a text of the error or of its causes, or if not
 * all of it can be read, a copy with name, message, stack, causes and the fields of Node's errors is returned;
 * otherwise the same object. Never throws.
 *
 * @param cause anything that was thrown
 * @param clean removes or escapes what must not be shown in one line of text
 */
export function safeCause(cause: unknown, clean: Clean): unknown {
  try {
    if (typeof cause === "string") return clean(cause);
    if (isClean(cause, clean)) return cause;
    return cause instanceof Error
      ? copyError(cause, clean, 0)
      : "(a value with texts that are not shown)";
  } catch {
    return UNREADABLE_ERROR;
  }
}

const UNREADABLE_ERROR = "an error that cannot be read";

/**
 * Returns the message of any thrown value for a sentence. Never throws.
 *
 * @param error anything that was thrown
 * @param clean as in `safeCause`
 */
export function describeError(error: unknown, clean: Clean): string {
  try {
    return clean(`${error instanceof Error ? error.message : String(error)}`);
  } catch {
    return UNREADABLE_ERROR;
  }
}

function isClean(cause: unknown, clean: Clean): boolean {
  let values = MAX_VALUES;
  let characters = MAX_READ_CHARACTERS;
  const seen = new Set<unknown>();
  const isCleanText = (text: string): boolean => {
    characters -= text.length;
    return characters >= 0 && text.split("\n").every((line) => clean(line) === line);
  };
  const check = (value: unknown, depth: number): boolean => {
    if (typeof value === "function" || value === null || value === undefined) return true;
    if (typeof value !== "object") return isCleanText(String(value));
    if (seen.has(value)) return true;
    seen.add(value);
    values -= 1;
    if (depth > MAX_CAUSE_DEPTH || values < 0) return false;
    if (value instanceof Uint8Array) {
      // A certificate has control characters, and shows as hexadecimal.
      return isCleanText(new TextDecoder("latin1").decode(value).replace(/\p{Cc}/gu, " "));
    }
    if (value instanceof Error) {
      const { name, message, stack, cause } = value;
      if (clean(message) !== message) return false;
      if (![name, stack, cause].every((one) => check(one, depth + 1))) return false;
    } else if (!PLAIN_TAGS.includes(Object.prototype.toString.call(value))) return false;
    // Reads the properties without running other code's getters. Properties of errors are not all enumerable.
    return Reflect.ownKeys(value).every((key) => {
      values -= 1;
      const property = Reflect.getOwnPropertyDescriptor(value, key);
      // A getter can return a different value at each call. `stack` is an exception: its getter is part of the engine.
      const isHidden = property?.get !== undefined && key !== "stack";
      return (
        values >= 0 && !isHidden && isCleanText(String(key)) && check(property?.value, depth + 1)
      );
    });
  };
  return check(cause, 0);
}

/** Objects whose properties are all they contain; a Map or a Request contains more. */
const PLAIN_TAGS: readonly string[] = ["[object Object]", "[object Array]", "[object Date]"];

/** Fields of Node's errors that describe what failed. */
const SYSTEM_FIELDS: readonly string[] = [
  "code",
  "errno",
  "syscall",
  "hostname",
  "address",
  "port",
];

function copyError(error: Error, clean: Clean, depth: number): Error {
  const { stack, cause: inner } = error;
  const name = clean(String(error.name));
  const message = clean(String(error.message));
  const cause =
    depth === MAX_CAUSE_DEPTH
      ? undefined
      : inner instanceof Error && !isClean(inner, clean)
        ? copyError(inner, clean, depth + 1)
        : safeCause(inner, clean);
  const copy = new Error(message, cause === undefined ? undefined : { cause });
  const lines = typeof stack === "string" ? stack.split("\n") : [];
  const frames = lines.filter((line) => /^ {4}at /.test(line)).slice(0, MAX_FRAMES);
  const own: Record<string, unknown> = {
    name,
    stack: [`${name}: ${message}`, ...frames.map(clean)].join("\n"),
  };
  for (const field of SYSTEM_FIELDS) {
    const value: unknown = Reflect.get(error, field);
    if (typeof value === "string") own[field] = clean(value);
    else if (typeof value === "number") own[field] = value;
  }
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
  [/\bya29\.[\w-]+/g, "***"],
  [/(:\/\/)[^\s/@]+@/g, "$1***@"],
];

/** It matches with and without dots, so that no place is read twice. */
const WEB_TOKEN = /\beyJ[\w-]+(?:\.[\w-]+)*/g;

/**
 * Removes text that looks like a credential: `Bearer`, `Basic`, `access_token=` and similar, JSON Web Tokens, and
 * user and password of a URL.
 */
export function hideCredentials(text: string): string {
  const shown = CREDENTIAL_PATTERNS.reduce(
    (rest, [form, method]) => rest.replace(form, method),
    text,
  );
  // Last, because what is masked here would end what follows `Bearer`, whose rest would be shown.
  return shown.replace(WEB_TOKEN, (found) => (found.includes(".") ? "***" : found));
}
