/**
 * Copies the options of a client once, so that later changes by the caller have no effect. The checks are in
 * `options.ts`.
 */
import { isPlain, ownProperties } from "../../protocol/errors/own-properties.ts";

/** Options that are groups of options. */
const OPTION_GROUPS: readonly string[] = [
  "auth",
  "features",
  "timeouts",
  "pool",
  "rate",
  "failover",
];

/** The options in `auth`. */
export const AUTH_NAMES: readonly string[] = [
  "user",
  "pass",
  "token",
  "external",
  "allowCleartext",
];

/** Options that are lists. */
const LIST_OPTIONS: readonly string[] = ["mechanisms", "servers", "ca"];

/**
 * Reads options once, for adapters and the functions with options: each property of the object and of its classes,
 * never one of `Object.prototype`. Stores, functions and mechanisms are not copied.
 *
 * @param given options of `connect` or `createMailer`, with those of an adapter
 * @returns a copy without a prototype, including groups and lists; a value that is not an object is returned
 * unchanged
 * @example
 * const options = copyOptions({ host: "smtp.example.com", features: { TLS: "require" } });
 */
export function copyOptions<Options extends object>(given: Options): Options {
  const copy = ownProperties(given) as Record<string, unknown>;
  const { auth } = copy as { auth?: unknown };
  for (const name of OPTION_GROUPS) if (isObject(copy[name])) copy[name] = copyOptions(copy[name]);
  // An object of a class may have fields of its own.
  if (isObject(auth) && !isPlain(auth)) keepAuthNames(copy["auth"] as object);
  for (const name of LIST_OPTIONS) if (Array.isArray(copy[name])) copy[name] = [...copy[name]];
  // A token function that is a method may use `this`.
  const { token } = copy as { token?: unknown };
  if (typeof token === "function") Object.assign(copy, { token: token.bind(given) });
  return copy as Options;
}

function keepAuthNames(copy: object): void {
  for (const name of Object.keys(copy))
    if (!AUTH_NAMES.includes(name)) Reflect.deleteProperty(copy, name);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
