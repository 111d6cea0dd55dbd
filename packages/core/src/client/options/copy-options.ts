/** Copies of the options of a client, taken once, so that what a caller changes later has no effect. */
import { ownProperties } from "../../protocol/errors/own-properties.ts";

/** Options that are objects with options of their own. */
const OPTION_GROUPS: readonly string[] = [
  "auth",
  "features",
  "timeouts",
  "pool",
  "rate",
  "failover",
];

/** Options that are lists. */
const LIST_OPTIONS: readonly string[] = ["mechanisms", "servers", "ca"];

/**
 * Reads options once, for adapters and the functions that take options: each property of the object and of
 * its classes, never one of `Object.prototype`. Stores, functions and mechanisms are kept as they are.
 *
 * @param given options of `connect` or `createMailer`, with those of an adapter
 * @returns a copy without a prototype, groups and lists copied too; what is no object is returned as it is
 * @example
 * const options = copyOptions({ host: "smtp.example.com", features: { TLS: "require" } });
 */
export function copyOptions<Options extends object>(given: Options): Options {
  const copy = ownProperties(given) as Record<string, unknown>;
  for (const name of OPTION_GROUPS) if (isObject(copy[name])) copy[name] = copyOptions(copy[name]);
  for (const name of LIST_OPTIONS) if (Array.isArray(copy[name])) copy[name] = [...copy[name]];
  // A token function of a class may use `this`.
  const { token } = copy as { token?: unknown };
  if (typeof token === "function") Object.assign(copy, { token: token.bind(given) });
  return copy as Options;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
